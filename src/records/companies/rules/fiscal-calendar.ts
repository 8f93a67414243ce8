/** Fiscal periods: calendar months, gathered into years that start in the company's month. */
import { addDays, addMonths, firstOfMonth, lastOfMonth } from '#kernel/day'

/** No calendar holds more: three hundred years of months, from 1900 on. */
export const periodsMax = 3_600

export type NewPeriod = {
  readonly startsOn: string
  readonly endsOn: string
  /** The month, as `2026-03`. */
  readonly name: string
}

/** The months from the one with `from` to the one with `to`, both included. */
export function monthlyPeriods(from: string, to: string): readonly NewPeriod[] {
  const periods: NewPeriod[] = []
  let startsOn = firstOfMonth(from)
  while (startsOn <= to && periods.length < periodsMax) {
    periods.push({ startsOn, endsOn: lastOfMonth(startsOn), name: startsOn.slice(0, 7) })
    startsOn = addMonths(startsOn, 1)
  }
  return periods
}

/** The first day of the fiscal year that `day` is in. */
export function fiscalYearStart(day: string, startMonth: number): string {
  const [year = '', month = ''] = day.split('-')
  const startYear = Number(month) >= startMonth ? Number(year) : Number(year) - 1
  return `${String(startYear).padStart(4, '0')}-${String(startMonth).padStart(2, '0')}-01`
}

/** The last day of the fiscal year that `day` is in. */
export function fiscalYearEnd(day: string, startMonth: number): string {
  return addDays(addMonths(fiscalYearStart(day, startMonth), 12), -1)
}

/**
 * The calendar a new company starts with: from the fiscal year of `from`, or the one before today's,
 * to the end of the fiscal year after today's.
 */
export function firstPeriods(given: {
  readonly today: string
  readonly startMonth: number
  readonly from?: string | undefined
}): readonly NewPeriod[] {
  const { today, startMonth, from } = given
  const usual = addMonths(fiscalYearStart(today, startMonth), -12)
  const start = from === undefined || from > usual ? usual : fiscalYearStart(from, startMonth)
  return monthlyPeriods(start, addMonths(fiscalYearEnd(today, startMonth), 12))
}

/** The twelve months after the last period. */
export function nextYear(lastEndsOn: string): readonly NewPeriod[] {
  const from = addDays(lastEndsOn, 1)
  return monthlyPeriods(from, addDays(addMonths(from, 12), -1))
}

/** The twelve months before the first period. */
export function yearBefore(firstStartsOn: string): readonly NewPeriod[] {
  return monthlyPeriods(addMonths(firstStartsOn, -12), addDays(firstStartsOn, -1))
}

export type OpenPeriod<PeriodId> = { readonly id: PeriodId; readonly startsOn: string }

/**
 * Where a fact of `day` posts: on its own day while its period is open, else on the first day of the
 * next open period (rules.md 3: no posting into a closed period, the valuation date is kept).
 */
export function postingDay(day: string, firstOpen: { readonly startsOn: string }): string {
  return day > firstOpen.startsOn ? day : firstOpen.startsOn
}
