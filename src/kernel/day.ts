/**
 * Days as `YYYY-MM-DD` text, in the calendar of the place they belong to. Text sorts, compares and
 * travels as it is; no instant and no time zone can shift it.
 */
import { Temporal } from 'temporal-polyfill'

import { invariant } from './invariant.ts'

const dayPattern = /^\d{4}-\d{2}-\d{2}$/

/** True for a day that exists, from year 1900 on; `2026-02-30` does not. */
export function isDay(text: string): boolean {
  if (!dayPattern.test(text) || text < '1900-01-01') return false
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The day `days` later, or earlier when negative. */
export function addDays(day: string, days: number): string {
  return plainDate(day).add({ days }).toString()
}

/** The same day of the month `months` later; the last of the month when there is no such day. */
export function addMonths(day: string, months: number): string {
  return plainDate(day).add({ months }).toString()
}

/** Days from `from` until `to`; negative when `to` is the earlier. */
export function daysBetween(from: string, to: string): number {
  return plainDate(from).until(plainDate(to), { largestUnit: 'day' }).days
}

/** 1 for Monday to 7 for Sunday, as ISO 8601 counts. */
export function weekdayOf(day: string): number {
  return plainDate(day).dayOfWeek
}

export function firstOfMonth(day: string): string {
  return `${day.slice(0, 8)}01`
}

export function lastOfMonth(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return `${day.slice(0, 8)}${daysInMonth(year, month)}`
}

/** The later day of two. */
export function laterDay(a: string, b: string): string {
  return a > b ? a : b
}

/**
 * The calendar day at an instant in a time zone.
 *
 * @param unixMs milliseconds since 1970
 * @param timeZone an IANA name such as `Europe/Berlin`
 */
export function dayAt(unixMs: number, timeZone: string): string {
  if (timeZone === 'UTC') return dayAtUtc(unixMs)
  return Temporal.Instant.fromEpochMilliseconds(unixMs)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString()
}

function dayAtUtc(unixMs: number): string {
  return plainDate('1970-01-01')
    .add({ days: Math.floor(unixMs / 86_400_000) })
    .toString()
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function plainDate(day: string): Temporal.PlainDate {
  invariant(dayPattern.test(day), `${day} is not a day written as YYYY-MM-DD`)
  return Temporal.PlainDate.from(day)
}
