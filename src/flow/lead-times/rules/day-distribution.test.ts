import { expect, test } from 'vitest'

import {
  drawLeadTimes,
  empiricalDays,
  givenElapsed,
  laterBy,
  quantileDays,
  quantilesDays,
  shareWithin,
  summaryOf,
} from './day-distribution.ts'

const seen = empiricalDays([10, 10, 10, 12, 20])

test('what came on one day stays a share of that day', () => {
  expect(shareWithin(seen, 9)).toBe(0)
  expect(shareWithin(seen, 10)).toBeCloseTo(0.6, 12)
  expect(shareWithin(seen, 19)).toBeCloseTo(0.8, 12)
  expect(shareWithin(seen, 20)).toBeCloseTo(1, 12)
})

test('a quantile is the fewest days that are enough', () => {
  expect(quantileDays(seen, 0.6)).toBe(10)
  expect(quantileDays(seen, 0.61)).toBe(12)
  expect(quantileDays(seen, 0.8)).toBe(12)
  expect([...quantilesDays(seen, [0.1, 0.81, 1])]).toEqual([10, 20, 20])
})

test('a summary has mean, deviation, P50, P80, P95 and variation', () => {
  const { meanDays, sdDays, variation, ...levels } = summaryOf(seen)
  expect(meanDays).toBeCloseTo(12.4, 12)
  expect(sdDays).toBeCloseTo(Math.sqrt(15.04), 12)
  expect(variation).toBeCloseTo(Math.sqrt(15.04) / 12.4, 12)
  expect(levels).toEqual({ p50Days: 10, p80Days: 12, p95Days: 20 })
})

test('without a mean above zero there is no variation', () => {
  expect(summaryOf(empiricalDays([-1, 1])).variation).toBeUndefined()
})

test('after ten days without it, it comes on day 12 or 20', () => {
  const left = givenElapsed(seen, 10)
  expect(shareWithin(left, 11)).toBe(0)
  expect(shareWithin(left, 12)).toBeCloseTo(0.5, 12)
  expect(quantileDays(left, 1)).toBe(20)
})

test('later than anything seen: the next day', () => {
  expect(summaryOf(givenElapsed(seen, 20))).toMatchObject({ meanDays: 21, sdDays: 0 })
})

test('before anything could come nothing changes', () => {
  expect(summaryOf(givenElapsed(seen, 3))).toEqual(summaryOf(seen))
})

test('a deviation laid upon a promise', () => {
  expect(quantileDays(laterBy(empiricalDays([-1, 0, 4]), 30), 0.5)).toBe(30)
})

test('draws repeat by seed and have the shares of the distribution', () => {
  const draws = drawLeadTimes(seen, 1000, 7)
  expect(drawLeadTimes(seen, 1000, 7)).toEqual(draws)
  expect(drawLeadTimes(seen, 1000, 8)).not.toEqual(draws)
  const share = (days: number) => draws.filter((each) => each === days).length / 1000
  expect(share(10)).toBeCloseTo(0.6, 2)
  expect(share(20)).toBeCloseTo(0.2, 2)
})
