import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'

import {
  addDays,
  addMonths,
  dayAt,
  daysBetween,
  firstOfMonth,
  isDay,
  lastOfMonth,
  weekdayOf,
} from './day.ts'

describe('a day', () => {
  test.each(['2026-01-31', '2024-02-29', '2000-02-29', '1900-01-01', '9999-12-31'])(
    '%s exists',
    (day) => {
      expect(isDay(day)).toBe(true)
    },
  )

  test.each(['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '1899-12-31'])(
    '%s does not',
    (day) => {
      expect(isDay(day)).toBe(false)
    },
  )

  test.each(['2026-1-1', '20260101', '2026-01-01T00:00', ' 2026-01-01', ''])(
    '%j is not written as one',
    (day) => {
      expect(isDay(day)).toBe(false)
    },
  )
})

test('days are counted over months, years and leap days', () => {
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  expect(daysBetween('2024-02-01', '2025-02-01')).toBe(366)
  expect(daysBetween('2025-02-01', '2024-02-01')).toBe(-366)
})

test('counting agrees with the calendar over centuries', () => {
  const from = '1899-12-25'
  for (let days = 0; days < 150_000; days += 37) {
    const day = Temporal.PlainDate.from(from).add({ days }).toString()
    expect(addDays(from, days)).toBe(day)
    expect(daysBetween(from, day)).toBe(days)
  }
  expect(() => addDays('2026-02-30', 1)).toThrow()
})

test('months end where they end', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(lastOfMonth('2024-02-10')).toBe('2024-02-29')
  expect(firstOfMonth('2024-02-10')).toBe('2024-02-01')
})

test('weeks start on Monday', () => {
  expect([weekdayOf('2026-01-05'), weekdayOf('2026-01-11')]).toEqual([1, 7])
})

test('an instant is another day in another place', () => {
  const newYear = 1_767_223_800_000 // 2025-12-31T23:30Z
  expect(dayAt(newYear, 'UTC')).toBe('2025-12-31')
  expect(dayAt(newYear, 'Europe/Berlin')).toBe('2026-01-01')
  expect(dayAt(newYear, 'America/New_York')).toBe('2025-12-31')
  expect(dayAt(-1, 'UTC')).toBe('1969-12-31')
})
