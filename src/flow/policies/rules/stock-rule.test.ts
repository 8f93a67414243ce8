/** Goal: a rule keeps what its promise, its channels and its limits ask for, and never less for asking more. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { randomOf } from '#kernel/random'

import { type PolicyRule, type RuleFacts, stockRuleFor } from './stock-rule.ts'

const policy: PolicyRule = {
  segment: 'BY',
  targetKind: 'fill_rate',
  targetBps: 9_500,
  method: 's_S',
  reviewDays: 7,
  coverDaysMin: 0,
  coverDaysMax: null,
  minUnits: null,
  maxUnits: null,
  calibratedLevel: null,
}

function factsOf(seed: number, change: Partial<RuleFacts> = {}): RuleFacts {
  const { uniform, below } = randomOf(seed)
  return {
    weeklyUnits: Float64Array.from({ length: 120 }, () => (uniform() < 0.5 ? below(30) : 0)),
    leadDays: 21,
    leadDeviationDays: 3,
    moqUnits: 0,
    multipleUnits: 1,
    unitCost: 500,
    orderCost: 2_000,
    holdingRate: 0.2,
    seed,
    ...change,
  }
}

const claimOf = (targetBps: number, share: number, isCommitted = false) => ({
  rule: { targetKind: 'fill_rate' as const, targetBps, calibratedLevel: null },
  share,
  isCommitted,
})

test('a higher target never keeps less, whoever asks for it', () => {
  const given = fc.record({
    seed: fc.nat(500),
    targetBps: fc.integer({ min: 5_000, max: 9_990 }),
    more: fc.nat(3_000),
    share: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    isCommitted: fc.boolean(),
    kind: fc.constantFrom('fill_rate' as const, 'cycle_service' as const),
  })
  fc.assert(
    fc.property(given, ({ seed, targetBps, more, share, isCommitted, kind }) => {
      const higher = Math.min(9_990, targetBps + more)
      const kept = (own: number, claim: number) => {
        const claims = [claimOf(claim, share, isCommitted)]
        const rule = { ...policy, targetKind: kind, targetBps: own }
        return stockRuleFor(rule, factsOf(seed, { claims })).reorderUnits
      }
      expect(kept(higher, targetBps)).toBeGreaterThanOrEqual(kept(targetBps, targetBps))
      expect(kept(targetBps, higher)).toBeGreaterThanOrEqual(kept(targetBps, targetBps))
    }),
    { numRuns: 60 },
  )
})

describe('what channels claim', () => {
  const alone = stockRuleFor({ ...policy, targetBps: 9_000 }, factsOf(7))

  test.each([
    ['nothing, where it asks for the same', claimOf(9_000, 0.4), 'weighed', 0],
    ['more, by its share', claimOf(9_900, 0.4), 'weighed', 1],
    ['less, by its share', claimOf(7_000, 0.4), 'weighed', -1],
  ] as const)('changes %s', (_, claim, by, sign) => {
    const shared = stockRuleFor({ ...policy, targetBps: 9_000 }, factsOf(7, { claims: [claim] }))
    expect(shared.shared).toEqual({ by, claim: 0 })
    const moved = shared.level - alone.level
    expect(Math.abs(moved) < 1e-9 ? 0 : Math.sign(moved)).toBe(sign)
  })
})

test.each([
  ['the least in units', { minUnits: 500 }, 500],
  ['the shortest cover', { coverDaysMin: 400 }, undefined],
  ['the minimum of min/max, however little', { method: 'min_max', minUnits: 3, maxUnits: 90 }, 3],
] as const)('%s is kept', (_, change, safetyUnits) => {
  const rule = stockRuleFor({ ...policy, ...change }, factsOf(7))
  expect(rule.safetyUnits).toBe(safetyUnits ?? Math.ceil(400 * rule.meanDayUnits))
})

test('min/max orders from the minimum to the maximum, (R, S) what is missing', () => {
  const minMax = { ...policy, method: 'min_max', minUnits: 3, maxUnits: 90 } as const
  expect(stockRuleFor(minMax, factsOf(7)).orderUpToUnits).toBe(87)
  expect(stockRuleFor({ ...policy, method: 'r_S' }, factsOf(7)).orderUpToUnits).toBe(0)
})
