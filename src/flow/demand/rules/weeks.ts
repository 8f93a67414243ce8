/** Weeks as ISO 8601 has them, Monday to Sunday, counted from the first Monday of 1970. */
import { addDays, daysBetween } from '#kernel/day'

import type { DayUnits } from './packed-days.ts'
import { zeros } from './room.ts'

export const firstMonday = '1970-01-05'

export function weekOf(day: string): number {
  return Math.floor(daysBetween(firstMonday, day) / 7)
}

/** The Monday a week starts on. */
export function mondayOf(week: number): string {
  return addDays(firstMonday, 7 * week)
}

/** How many days of a week lie within both days, ends included. */
export function daysWithin(week: number, startsOn: string, endsOn: string): number {
  const from = Math.max(7 * week, daysBetween(firstMonday, startsOn))
  const to = Math.min(7 * week + 6, daysBetween(firstMonday, endsOn))
  return Math.max(0, to - from + 1)
}

/** Adds to each week what falls on its days; those outside of the series are left out. */
export function bucketDays(
  firstWeek: number,
  weekCount: number,
  { days, units }: DayUnits,
): Float64Array {
  const buckets = new Float64Array(weekCount)
  for (let index = 0; index < units.length; index += 1) {
    const at = Math.floor((days[index] as number) / 7) - firstWeek
    if (at >= 0 && at < weekCount) buckets[at] = (buckets[at] as number) + (units[index] as number)
  }
  return buckets
}

/** The same of weeks. */
export function bucket(
  firstWeek: number,
  weekCount: number,
  weeks: readonly number[],
  units: readonly number[],
): Float64Array {
  const buckets = new Float64Array(weekCount)
  for (let index = 0; index < units.length; index += 1) {
    const at = (weeks[index] ?? 0) - firstWeek
    if (at >= 0 && at < weekCount) buckets[at] = (buckets[at] ?? 0) + (units[index] ?? 0)
  }
  return buckets
}

/** Of what falls on the days of a week the most. */
export function bucketMost(
  firstWeek: number,
  weekCount: number,
  { days, units }: DayUnits,
): Float64Array {
  if (units.length === 0) return zeros(weekCount)
  const buckets = new Float64Array(weekCount)
  for (let index = 0; index < units.length; index += 1) {
    const at = Math.floor((days[index] as number) / 7) - firstWeek
    if (at >= 0 && at < weekCount) {
      buckets[at] = Math.max(buckets[at] as number, units[index] as number)
    }
  }
  return buckets
}
