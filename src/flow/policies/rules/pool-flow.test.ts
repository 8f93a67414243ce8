import { expect, test } from 'vitest'

import { deviationOf } from '#kernel/statistics/moments'

import { pooledFlow } from './pool-flow.ts'

test('demand of places is added up week by week, whenever each began and ended', () => {
  expect(
    pooledFlow([
      { endsOn: '2026-01-05', units: [1, 2, 3] },
      { endsOn: '2025-12-29', units: [10, 20] },
    ]),
  ).toEqual([11, 22, 3])
  expect(pooledFlow([])).toEqual([])
})

test('what places do not have in common evens out', () => {
  const here = [0, 10, 0, 10, 0, 10]
  const there = [10, 0, 10, 0, 10, 0]
  const endsOn = '2026-01-05'
  const spread = (...series: (readonly number[])[]) => {
    const pooled = Float64Array.from(pooledFlow(series.map((units) => ({ endsOn, units }))))
    return deviationOf(pooled, 0, pooled.length)
  }
  expect(spread(here, there)).toBe(0)
  expect(spread(here, here)).toBeCloseTo(2 * spread(here), 9)
})
