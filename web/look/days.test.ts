import { expect, test } from 'vitest'

import { addDays, agoText, daysBetween, dayText, instantText, promisedText } from './days.ts'

test('the year is said when it could be mistaken', () => {
  expect(dayText('2026-12-28', false)).toBe('28 Dec')
  expect(dayText('2026-12-28', true)).toBe('28 Dec 2026')
  expect(dayText('1999-01-05')).toBe('5 Jan 1999')
  expect(promisedText('2026-11-24', false)).toBe('Tue 24 Nov')
})

test('days are counted over months, years and leap days', () => {
  expect(daysBetween('2026-12-28', '2027-01-15')).toBe(18)
  expect(daysBetween('2028-03-01', '2028-02-28')).toBe(-2)
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
})

test('instants get vaguer with their age', () => {
  const now = new Date(2026, 10, 24, 9, 42)
  const at = (...parts: [number, number, number, number, number]) =>
    new Date(...parts).toISOString()
  expect(instantText(at(2026, 10, 24, 3, 12), now)).toBe('03:12')
  expect(instantText(at(2026, 10, 22, 14, 20), now)).toBe('Sun 14:20')
  expect(instantText(at(2026, 10, 2, 8, 5), now)).toMatch(/^2 Nov.*, 08:05$/)
  expect(agoText(at(2026, 10, 24, 9, 0), now)).toBe('42 min ago')
  expect(agoText(at(2026, 10, 24, 6, 0), now)).toBe('3 h ago')
})
