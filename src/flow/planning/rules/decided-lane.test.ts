/** Goal: what a person decided on comes from there, this time alone, and the why of it adds up. */
import { describe, expect, test } from 'vitest'

import {
  factsOf,
  hub,
  laneFrom,
  linesAt,
  nodeOf,
  offer,
  planned,
  store,
} from '#support/network-nodes'

import type { DecidedWave, InLane, NetworkNode } from './network-node.ts'
import { neededUnits, suggestedUnits } from './why.ts'

describe('a lane that a person decided on', () => {
  const decidedLaneId = 'from hub'
  /** Bought as a rule; it may be moved. */
  const shop = (more: Partial<NetworkNode>, lane: Partial<InLane> = {}) =>
    nodeOf('shop', factsOf({ dayUnits: 10, usableUnits: 40 }), {
      buy: offer({ rank: 1 }, 3),
      lanes: [laneFrom('hub', { rank: 2, unitCostMinor: 900, ...lane })],
      usualLaneId: null,
      ...more,
    })

  test('is the only way, whatever it costs; the others are shown', () => {
    expect(linesAt([hub(1_000), shop({})], 'shop')).toEqual([[0, 'buy', 0, 90]])
    const nodes = [hub(1_000), shop({ decidedLaneId })]
    expect(linesAt(nodes, 'shop')).toEqual([[0, 'move', 0, 90]])
    const [line] = planned(nodes).get('shop')?.lines ?? []
    expect(line).toMatchObject({ isDecided: true, lane: { laneId: decidedLaneId } })
    expect(line?.others.map(({ lane }) => lane)).toEqual([undefined])
  })

  test('is demand where it starts, this time alone', () => {
    const at = planned([hub(1_000), shop({ decidedLaneId })]).get('hub')
    expect([0, 60].map((day) => at?.planned.curve[day])).toEqual([910, 910])
  })

  test('leads from another place than usual, which is asked again later', () => {
    const lanes = [laneFrom('other'), laneFrom('hub')]
    const other = nodeOf('other', factsOf({ dayUnits: 0, usableUnits: 900, leadDays: 30 }))
    const nodes = [hub(1_000), other, shop({ lanes, usualLaneId: 'from other', decidedLaneId })]
    const plans = planned(nodes)
    expect(plans.get('hub')?.planned.curve[60]).toBe(910)
    // Ten a day, from tomorrow on.
    const left = [0, 1, 10].map((day) => plans.get('other')?.planned.curve[day])
    expect(left).toEqual([900, 890, 800])
  })

  test('brings no more than is there; the rest comes from wherever it is cheapest', () => {
    expect(linesAt([hub(60), shop({ decidedLaneId })], 'shop')).toEqual([
      [0, 'move', 0, 60],
      [1, 'buy', 0, 30],
    ])
    // Nothing is there: it waits, for that is what was decided.
    expect(linesAt([hub(0), shop({ decidedLaneId })], 'shop')).toEqual([[0, 'move', 30, 90]])
  })

  test('has no effect where it is none of the lanes any more', () => {
    const nodes = [hub(1_000), shop({ decidedLaneId: 'gone' })]
    expect(linesAt(nodes, 'shop')).toEqual([[0, 'buy', 0, 90]])
    expect(planned(nodes).get('shop')?.lines[0]?.isDecided).toBe(false)
  })
})

describe('the rest of a need', () => {
  const wave: DecidedWave = { units: null, laneId: null, buy: undefined }
  const coming = [20, 25].map((day, at) => {
    const units = at === 0 ? 20 : 500
    return { sourceId: `l${at}`, documentId: 'o', day, units, firmness: 'ordered' as const }
  })
  const lanes = [laneFrom('hub'), laneFrom('sister', { rank: 9, unitCostMinor: 900_000 })]
  const sister = nodeOf('sister', factsOf({ dayUnits: 0, usableUnits: 400 }))
  const nodes = (...decided: readonly [number, Partial<DecidedWave>][]) => {
    const decidedLater = new Map(decided.map(([no, more]) => [no, { ...wave, ...more }]))
    const buy = offer({ rank: 9, unitCostMinor: () => 90_000 }, 30)
    return [hub(60, { coming }), sister, store('a', 40, { buy, lanes, decidedLater })]
  }

  test('comes from whom or where a person decided', () => {
    const waits = [
      [0, 'move', 0, 60],
      [1, 'move', 20, 20],
      [2, 'move', 25, 10],
    ]
    expect(linesAt(nodes([1, { laneId: 'from hub' }]), 'a')).toEqual(waits)
    expect(linesAt(nodes([1, { buy: offer({}, 9) }]), 'a')).toEqual([waits[0], [1, 'buy', 0, 30]])
    const moved = planned(nodes([1, { laneId: 'from sister' }])).get('a')?.lines[1]
    expect(moved).toMatchObject({ lane: { fromPlaceId: 'sister' }, proposed: { units: 30 } })
  })

  test('from a later wave on too', () => {
    const given = nodes([1, { laneId: 'from hub' }], [2, { buy: offer({}, 9) }])
    const lines = planned(given).get('a')?.lines ?? []
    expect(lines.map(({ lane, proposed }) => [lane?.fromPlaceId, proposed.units])).toEqual([
      ['hub', 60],
      ['hub', 20],
      [undefined, 10],
    ])
    for (const { proposed } of lines) {
      expect(neededUnits(proposed.why)).toBe(proposed.neededUnits)
      expect(suggestedUnits(proposed.why)).toBe(proposed.units)
    }
  })
})
