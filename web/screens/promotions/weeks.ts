import { addDays, daysBetween } from '../../look/days.ts'
import type { Day } from '../../look/format.ts'

export const weeksShown = 26

export type Months = readonly { readonly label: string; readonly weekCount: number }[]

/** Which weeks of those shown a promotion has a day in; `undefined` when none. */
export function weeksOf(
  span: { readonly startsOn: Day; readonly endsOn: Day },
  from: Day,
): { readonly first: number; readonly count: number } | undefined {
  const first = Math.max(0, Math.floor(daysBetween(from, span.startsOn) / 7))
  const last = Math.min(weeksShown - 1, Math.floor(daysBetween(from, span.endsOn) / 7))
  return last < first ? undefined : { first, count: last - first + 1 }
}

export function weekStarts(from: Day): readonly Day[] {
  return Array.from({ length: weeksShown }, (_, at) => addDays(from, at * 7))
}

/** Heads over the weeks: each week under the month of its Monday. */
export function monthsOf(weeks: readonly Day[]): Months {
  const months = Map.groupBy(weeks, (week) => week.slice(0, 7))
  return [...months].map(([month, { length }]) => ({
    label: monthText(month, length),
    weekCount: length,
  }))
}

const names = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** A single week has no room for the year. */
function monthText(month: string, weekCount: number): string {
  const name = names[Number(month.slice(5)) - 1] ?? month
  return weekCount > 1 ? `${name} ${month.slice(0, 4)}` : name
}
