/**
 * Goal: what leaves a place is demand there on its day; nothing leaves that is not there; scarce stock is
 * shared and the rest follows; and the why of each line adds up.
 */
import fc from 'fast-check'
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

import type { InLane } from './network-node.ts'
import { planNetwork } from './plan-network.ts'
import { usualSettings } from './settings.ts'
import { neededUnits, suggestedUnits } from './why.ts'

describe('a hub with two stores', () => {
  test('gives each what it asks for, and has it as demand of the day it leaves', () => {
    const nodes = [hub(1_000), store('a', 40), store('b', 60)]
    // Ten a day through day 10, with safety 20.
    expect(linesAt(nodes, 'a')).toEqual([[0, 'move', 0, 90]])
    expect(linesAt(nodes, 'b')).toEqual([[0, 'move', 0, 70]])
    const at = planned(nodes).get('hub')
    expect(at?.planned.curve[0]).toBe(1_000 - 90 - 70)
    // From then on each asks for ten a day.
    expect(at?.planned.curve[10]).toBe(1_000 - 90 - 70 - 2 * 100)
    expect(at?.lines[0]?.proposed.why.cover.at(-1)?.code).toBe('transfers')
  })

  test('shares what is too little by risk; the rest leaves when more comes', () => {
    const coming = [
      { sourceId: 'l', documentId: 'o', day: 6, units: 500, firmness: 'ordered' as const },
    ]
    const nodes = [hub(60, { coming }), store('a', 40), store('b', 60)]
    expect(linesAt(nodes, 'a')).toEqual([
      [0, 'move', 0, 40],
      [1, 'move', 6, 50],
    ])
    expect(linesAt(nodes, 'b')).toEqual([
      [0, 'move', 0, 20],
      [1, 'move', 6, 50],
    ])
    const lines = planned(nodes).get('a')?.lines ?? []
    expect(lines[0]?.proposed.why.size.at(-1)).toMatchObject({
      code: 'shared',
      units: -50,
      facts: { sharedUnits: 40, availableUnits: 60, placeCount: 2 },
    })
    expect(lines[1]?.proposed.why.have.at(-1)).toMatchObject({ code: 'moved', units: -40 })
  })

  test('keeps a part for its own customers', () => {
    const forecast = factsOf({ dayUnits: 10 }).forecast
    const nodes = [hub(300, { forecast, meanDayUnits: 30 }), store('a', 0), store('b', 0)]
    const [line] = planned(nodes).get('a')?.lines ?? []
    // Thirty days of ten here, thirty-three there.
    expect(line?.proposed.units).toBe(104)
    const shared = line?.proposed.why.size.at(-1)?.facts
    expect(shared).toMatchObject({ availableUnits: 300, placeCount: 2 })
  })

  test('buys the rest where that is cheaper than waiting', () => {
    const buy = offer({}, 5)
    const nodes = [hub(60), store('a', 40, { buy }), store('b', 60)]
    expect(linesAt(nodes, 'a')).toEqual([
      [0, 'move', 0, 40],
      [1, 'buy', 0, 50],
    ])
    expect(linesAt(nodes, 'b')).toEqual([
      [0, 'move', 0, 20],
      [1, 'move', 30, 50],
    ])
  })

  test('lets what a person decided leave first', () => {
    const nodes = [hub(60), store('a', 40), store('b', 60, { decidedUnits: 50 })]
    const plans = planned(nodes)
    expect(plans.get('b')?.lines[0]).toMatchObject({ orderedUnits: 50, proposed: { units: 20 } })
    expect(plans.get('a')?.lines[0]?.proposed.units).toBe(10)
  })
})

test('needs roll up lane after lane, each on the day it leaves', () => {
  const middle = nodeOf('middle', factsOf({ dayUnits: 0, usableUnits: 0, leadDays: 5 }), {
    lanes: [laneFrom('root', { leadDays: 5 })],
  })
  const leaf = nodeOf('leaf', factsOf({ dayUnits: 10, usableUnits: 0 }), {
    lanes: [laneFrom('middle')],
  })
  const root = nodeOf('root', factsOf({ dayUnits: 0, usableUnits: 5_000, leadDays: 30 }))
  const plans = planned([leaf, root, middle])
  // The middle has nothing: what the leaf asks for today leaves when it came from the root.
  expect(linesAt([leaf, root, middle], 'leaf')).toEqual([[0, 'move', 5, 130]])
  expect(linesAt([leaf, root, middle], 'middle')?.[0]?.slice(1, 3)).toEqual(['move', 0])
  const asked = plans.get('middle')?.lines[0]?.proposed
  expect(asked?.why.cover.map(({ code }) => code)).toEqual(['baseline', 'safety', 'transfers'])
  expect(plans.get('root')?.planned.curve[0]).toBe(5_000 - (asked?.units ?? 0))
  expect(plans.get('middle')?.planned.curve[5]).toBeGreaterThanOrEqual(0)
})

describe('a place with a supplier', () => {
  const sister = (usableUnits: number) =>
    nodeOf('sister', factsOf({ dayUnits: 1, usableUnits }), { buy: offer({ rank: 1 }) })
  const shop = (lane: Partial<InLane>) =>
    nodeOf('shop', factsOf({ dayUnits: 10, usableUnits: 100, leadDays: 30 }), {
      buy: offer({ rank: 1 }),
      lanes: [laneFrom('sister', { rank: 2, ...lane })],
      usualLaneId: null,
    })

  test('gets from a sister what is spare there and cheaper to move', () => {
    const nodes = [sister(2_000), shop({ fixedCostMinor: 900 })]
    expect(linesAt(nodes, 'shop')?.[0]?.slice(0, 2)).toEqual([0, 'move'])
    expect(planned(nodes).get('sister')?.lines).toEqual([])
    const [line] = planned(nodes).get('shop')?.lines ?? []
    expect(line?.others.map(({ lane }) => lane)).toEqual([undefined])
  })

  test('buys where the way costs more than the goods, or nothing is spare', () => {
    expect(linesAt([sister(2_000), shop({ unitCostMinor: 900 })], 'shop')?.[0]?.[1]).toBe('buy')
    expect(linesAt([sister(200), shop({})], 'shop')?.[0]?.[1]).toBe('buy')
  })
})

const drawn = fc.record({
  hubUnits: fc.integer({ min: 0, max: 900 }),
  ownDayUnits: fc.integer({ min: 0, max: 20 }),
  coming: fc.array(
    fc.record({ day: fc.integer({ min: 0, max: 40 }), units: fc.integer({ min: 1, max: 400 }) }),
    { maxLength: 3 },
  ),
  stores: fc.array(
    fc.record({
      usableUnits: fc.integer({ min: 0, max: 200 }),
      dayUnits: fc.integer({ min: 0, max: 25 }),
      multipleUnits: fc.integer({ min: 1, max: 24 }),
      hasSupplier: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  ),
})

test('whatever there is: whys add up, and no more leaves than is there', () => {
  fc.assert(
    fc.property(drawn, ({ hubUnits, ownDayUnits, coming, stores }) => {
      const supplies = coming.map((one, at) => ({
        ...one,
        sourceId: `l${at}`,
        documentId: 'o',
        firmness: 'ordered' as const,
      }))
      const { forecast } = factsOf({ dayUnits: ownDayUnits })
      const nodes = [
        hub(hubUnits, { forecast, meanDayUnits: ownDayUnits + 20, coming: supplies }),
        ...stores.map(({ usableUnits, dayUnits, multipleUnits, hasSupplier }, at) =>
          nodeOf(`s${at}`, factsOf({ dayUnits, usableUnits }), {
            lanes: [laneFrom('hub', { multipleUnits })],
            ...(hasSupplier ? { buy: offer({ rank: 3 }) } : {}),
          }),
        ),
      ]
      const plans = planNetwork(nodes, usualSettings)
      const moves = plans.flatMap(({ lines }) => lines.filter(({ lane }) => lane !== undefined))
      for (const { proposed } of plans.flatMap(({ lines }) => lines)) {
        expect(neededUnits(proposed.why)).toBe(proposed.neededUnits)
        expect(suggestedUnits(proposed.why)).toBe(proposed.units)
      }
      for (let day = 0; day < 30; day += 1) {
        const came = coming.reduce((sum, one) => (one.day <= day ? sum + one.units : sum), 0)
        const left = moves.reduce((sum, { proposed }) => {
          return proposed.orderDay <= day ? sum + proposed.units : sum
        }, 0)
        expect(left).toBeLessThanOrEqual(hubUnits + came)
      }
      expect(planNetwork(nodes.toReversed(), usualSettings)).toEqual(plans)
    }),
  )
})
