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
  return dayOfNumber(numberOfDay(day) + days)
}

/** The same day of the month `months` later; the last of the month when there is no such day. */
export function addMonths(day: string, months: number): string {
  return plainDate(day).add({ months }).toString()
}

/** Days from `from` until `to`; negative when `to` is the earlier. */
export function daysBetween(from: string, to: string): number {
  return numberOfDay(to) - numberOfDay(from)
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
  return dayOfNumber(Math.floor(unixMs / 86_400_000))
}

/** Days from the first of March of year 0, where leap days come last, to 1970. */
const daysTo1970 = 719_468
const daysIn400Years = 146_097

/**
 * Days since 1970, by the arithmetic of Howard Hinnant's "chrono-compatible low-level date
 * algorithms": each act counts days, and a calendar object for each costs more than all the rest.
 */
function numberOfDay(text: string): number {
  const [year, month, day] = [
    Number(text.slice(0, 4)),
    Number(text.slice(5, 7)),
    Number(text.slice(8)),
  ]
  const exists =
    dayPattern.test(text) &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month)
  invariant(exists, `${text} is not a day written as YYYY-MM-DD`)
  const marchYear = month > 2 ? year : year - 1
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  return era * daysIn400Years + yearOfEra * 365 + leapDays + dayOfYear - daysTo1970
}

function dayOfNumber(number: number): string {
  const fromMarch = number + daysTo1970
  const era = Math.floor(fromMarch / daysIn400Years)
  const dayOfEra = fromMarch - era * daysIn400Years
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const yearStart = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  const dayOfYear = dayOfEra - yearStart
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, '0')
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
