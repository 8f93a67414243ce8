import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type ItemToPlan, planItem } from './plan-item.ts'
import type { Supply } from './stock-curve.ts'
import { mustCoverUnits, neededUnits, suggestedUnits } from './why.ts'

const horizonDays = 120

function flat(units: number): Float64Array {
  return new Float64Array(horizonDays).fill(units)
}

const towels: ItemToPlan = {
  horizonDays,
  state: { usableUnits: 1_264, committedUnits: 0, supplies: [] },
  layers: { baseline: flat(34), uplift: flat(0), event: flat(0), adjustment: flat(0) },
  net: {
    leadDays: 52,
    reviewDays: 7,
    safetyUnits: 548,
    toleranceDays: 0,
    aheadDays: 7,
    isOrderDay: () => true,
  },
  sizesFor: () => ({
    orderUpToUnits: 0,
    moqUnits: 1_200,
    multipleUnits: 24,
    breaks: [],
    layerUnits: undefined,
    palletUnits: 384,
    snapShare: 0.05,
    caps: [],
  }),
  reschedule: { leadDays: 52, safetyUnits: 548, dampDays: 5, maxUnits: undefined, dampUnits: 0 },
  facts: { baseline: {}, uplift: {}, event: {}, adjustment: {}, safety: {} },
}

describe('an item', () => {
  test('is proposed with the terms that made it', () => {
    const { proposed, urgencyKind } = planItem(towels)
    expect(urgencyKind).toBe('out_before_arrival')
    expect(proposed).toMatchObject({
      orderDay: 0,
      arrivesDay: 52,
      neededUnits: 1_324,
      units: 1_344,
    })
    const why = proposed?.why
    if (why === undefined) throw new Error('nothing proposed')
    expect(mustCoverUnits(why)).toBe(34 * 60 + 548)
    expect(neededUnits(why)).toBe(1_324)
    expect(suggestedUnits(why)).toBe(1_344)
    expect(why.size.map(({ code }) => code)).toEqual(['multiple'])
  })

  test.each([
    ['out_now', 0],
    ['out_before_arrival', 1_000],
    ['order_today', 2_000],
    ['order_soon', 2_700],
    ['covered', 4_000],
  ] as const)('is %s with %s on hand', (kind, usableUnits) => {
    const state = { ...towels.state, usableUnits }
    const { urgency, urgencyKind } = planItem({ ...towels, state })
    expect(urgencyKind).toBe(kind)
    if (kind === 'out_now') expect(urgency).toBe(0)
    else expect(urgency).toBeGreaterThan(0)
  })

  test('that nobody wants is covered', () => {
    const layers = { baseline: flat(0), uplift: flat(0), event: flat(0), adjustment: flat(0) }
    const net = { ...towels.net, safetyUnits: 0 }
    const state = { ...towels.state, usableUnits: 0 }
    expect(planItem({ ...towels, layers, net, state })).toMatchObject({
      urgencyKind: 'covered',
      proposed: undefined,
    })
  })
})

test('what was proposed and ordered, at whatever firmness, is not proposed again', () => {
  const firmness = fc.constantFrom('requested', 'ordered', 'confirmed', 'shipped' as const)
  const state = fc.record({
    usableUnits: fc.integer({ min: 0, max: 3_000 }),
    committedUnits: fc.integer({ min: 0, max: 300 }),
  })
  fc.assert(
    fc.property(state, firmness, (drawn, firm) => {
      const first = planItem({ ...towels, state: { ...drawn, supplies: [] } })
      if (first.proposed === undefined) return
      const { arrivesDay, units } = first.proposed
      const made = {
        sourceId: 'l',
        documentId: 'o',
        day: arrivesDay,
        units,
        firmness: firm,
      } as Supply
      const again = planItem({ ...towels, state: { ...drawn, supplies: [made] } })
      expect(again.proposed?.orderDay ?? Infinity).toBeGreaterThan(first.proposed.orderDay)
      expect([...again.curve.slice(0, arrivesDay)]).toEqual([...first.curve.slice(0, arrivesDay)])
    }),
  )
})
