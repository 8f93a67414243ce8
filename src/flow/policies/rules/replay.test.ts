/** Goal: the replay plays a period as it says, loses no unit, and looks at nothing that is not there yet. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { nothingReplayed, type ReplayPlan, type ReplaySpan, replay } from './replay.ts'

const span: ReplaySpan = {
  fromPeriod: 0,
  toPeriod: 6,
  countFromPeriod: 0,
  replanPeriods: 100,
  reviewPeriods: 1,
}
const lots: ReplayPlan = {
  rule: 'lots',
  reorderUnits: Float64Array.of(4),
  lotUnits: Float64Array.of(5),
}

function play(
  demand: number[],
  lead: number,
  startUnits: number,
  plan = lots,
  change: Partial<ReplaySpan> = {},
) {
  const item = {
    demandUnits: Float64Array.from(demand),
    leadPeriods: new Uint16Array(demand.length).fill(lead),
    startUnits,
  }
  const wide = { ...span, toPeriod: demand.length, ...change }
  return replay(item, plan, wide, new Float64Array(lead + 1), nothingReplayed())
}

describe('(s, Q)', () => {
  test('orders at the reorder point, and it is there after the lead', () => {
    // Periods: 6 - 2 = 4; order 5 (due in 2) - 4 = 0; lost 3; the 5 arrive - 1 = 4 (another 5 ordered before).
    expect(play([2, 4, 3, 1], 2, 6)).toMatchObject({
      demandUnits: 10,
      filledUnits: 7,
      stockOutPeriods: 1,
      stockUnitPeriods: 4 + 0 + 0 + 4,
      orderCount: 1,
      onOrderUnits: 0,
    })
  })

  test('orders as many lots as bring the position above the reorder point', () => {
    expect(play([0], 0, 0).orderedUnits).toBe(5)
    expect(play([0], 0, -0, { ...lots, reorderUnits: Float64Array.of(5) }).orderedUnits).toBe(10)
  })

  test('a lead of nothing serves the same period', () => {
    expect(play([3, 3, 3], 0, 4)).toMatchObject({ filledUnits: 9, stockOutPeriods: 0 })
  })
})

test('(R, S): at each review up to S, in whole lots', () => {
  const plan: ReplayPlan = {
    rule: 'up_to',
    reorderUnits: Float64Array.of(Number.POSITIVE_INFINITY),
    lotUnits: Float64Array.of(4),
    upToUnits: Float64Array.of(10),
  }
  expect(play([1, 1, 1, 1], 0, 3, plan, { reviewPeriods: 2 })).toMatchObject({
    orderCount: 2,
    orderedUnits: 12,
  })
})

test('(s, S): nothing above s, the whole difference at it', () => {
  const plan: ReplayPlan = {
    rule: 'up_to',
    reorderUnits: Float64Array.of(2),
    lotUnits: Float64Array.of(1),
    upToUnits: Float64Array.of(9),
  }
  expect(play([4, 4, 1], 0, 7, plan)).toMatchObject({ orderCount: 1, orderedUnits: 9 })
})

test('a re-plan takes over when its period comes; -Infinity never orders', () => {
  const plan = { ...lots, reorderUnits: Float64Array.of(Number.NEGATIVE_INFINITY, 4) }
  expect(
    play([1, 1, 1, 1], 0, 0, { ...plan, lotUnits: Float64Array.of(1, 5) }, { replanPeriods: 2 }),
  ).toMatchObject({ filledUnits: 2, stockOutPeriods: 2, orderCount: 2 })
})

test('what is played before the count is not counted', () => {
  expect(play([5, 1, 1], 0, 4, lots, { countFromPeriod: 1 })).toMatchObject({
    demandUnits: 2,
    periods: 2,
  })
})

test('no unit is lost: start + ordered = filled + on hand + on order', () => {
  const world = fc.record({
    demand: fc.array(fc.nat(30), { minLength: 1, maxLength: 60 }),
    lead: fc.nat(9),
    startUnits: fc.nat(40),
    reorder: fc.nat(60),
    lot: fc.integer({ min: 1, max: 25 }),
    rule: fc.constantFrom('lots' as const, 'up_to' as const),
    reviewPeriods: fc.integer({ min: 1, max: 4 }),
  })
  fc.assert(
    fc.property(world, ({ demand, lead, startUnits, reorder, lot, rule, reviewPeriods }) => {
      const plan: ReplayPlan = {
        rule,
        reorderUnits: Float64Array.of(reorder),
        lotUnits: Float64Array.of(lot),
        upToUnits: Float64Array.of(reorder + lot),
      }
      const done = play(demand, lead, startUnits, plan, { reviewPeriods })
      expect(startUnits + done.orderedUnits).toBe(
        done.filledUnits + done.onHandUnits + done.onOrderUnits,
      )
      expect(done.orderedUnits).toBe(done.receivedUnits + done.onOrderUnits)
      expect(done.filledUnits).toBeLessThanOrEqual(done.demandUnits)
      expect(done.orderedUnits % lot).toBe(0)
    }),
  )
})

test('a higher reorder point never fills less', () => {
  const demand = Array.from({ length: 50 }, (_, period) => (period * 7) % 11)
  let before = 0
  for (const reorder of [0, 5, 10, 20, 40, 80]) {
    const plan = { ...lots, reorderUnits: Float64Array.of(reorder) }
    const { filledUnits } = play(demand, 4, 20, plan)
    expect(filledUnits).toBeGreaterThanOrEqual(before)
    before = filledUnits
  }
})
