import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { addDays } from '#kernel/day'

import {
  firstPeriods,
  fiscalYearEnd,
  fiscalYearStart,
  monthlyPeriods,
  nextYear,
  postingDay,
  yearBefore,
} from './fiscal-calendar.ts'

describe('the fiscal year of a day', () => {
  test.each([
    ['2026-01-05', 1, '2026-01-01', '2026-12-31'],
    ['2026-01-05', 4, '2025-04-01', '2026-03-31'],
    ['2026-04-01', 4, '2026-04-01', '2027-03-31'],
    ['2026-12-31', 12, '2026-12-01', '2027-11-30'],
    ['2024-02-29', 3, '2023-03-01', '2024-02-29'],
  ])('%s with years from month %i', (day, startMonth, startsOn, endsOn) => {
    expect(fiscalYearStart(day, startMonth)).toBe(startsOn)
    expect(fiscalYearEnd(day, startMonth)).toBe(endsOn)
  })
})

test('a new company has three years around today', () => {
  const periods = firstPeriods({ today: '2026-01-05', startMonth: 1 })
  expect(periods).toHaveLength(36)
  expect(periods[0]).toEqual({ startsOn: '2025-01-01', endsOn: '2025-01-31', name: '2025-01' })
  expect(periods.at(-1)?.endsOn).toBe('2027-12-31')
})

test('the calendar opens with the fiscal year of the first day to post to', () => {
  const given = { today: '2026-01-05', startMonth: 4 }
  expect(firstPeriods({ ...given, from: '2022-02-15' })[0]?.startsOn).toBe('2021-04-01')
  expect(firstPeriods({ ...given, from: '2026-01-01' })[0]?.startsOn).toBe('2024-04-01')
})

test('a year is added on either side without a gap', () => {
  expect(nextYear('2027-12-31').at(0)?.startsOn).toBe('2028-01-01')
  expect(nextYear('2027-12-31').at(-1)?.endsOn).toBe('2028-12-31')
  expect(yearBefore('2025-01-01').at(0)?.startsOn).toBe('2024-01-01')
  expect(yearBefore('2025-01-01').at(-1)?.endsOn).toBe('2024-12-31')
})

test('periods follow one another day by day', () => {
  const month = fc.tuple(fc.integer({ min: 1950, max: 2100 }), fc.integer({ min: 1, max: 12 }))
  fc.assert(
    fc.property(month, fc.integer({ min: 0, max: 400 }), ([year, monthNo], days) => {
      const from = `${year}-${String(monthNo).padStart(2, '0')}-15`
      const periods = monthlyPeriods(from, addDays(from, days))
      for (const [index, period] of periods.entries()) {
        const next = periods[index + 1]
        expect(next === undefined || next.startsOn === addDays(period.endsOn, 1)).toBe(true)
      }
      expect(periods[0]?.startsOn.slice(0, 7)).toBe(from.slice(0, 7))
      expect((periods.at(-1)?.endsOn ?? '') >= addDays(from, days)).toBe(true)
    }),
  )
})

test.each([
  ['2026-02-10', '2026-02-01', '2026-02-10'],
  ['2026-02-10', '2026-04-01', '2026-04-01'],
])('a fact of %s with the first open period from %s posts on %s', (day, startsOn, expected) => {
  expect(postingDay(day, { startsOn })).toBe(expected)
})
