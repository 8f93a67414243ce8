/** What an edition of another's forecast may say: one period, whose figures never overlap. */
import { firstOfMonth, weekdayOf } from '#kernel/day'

export type EditionPeriod = 'day' | 'week' | 'month'

export type EditionFacts = {
  readonly period: EditionPeriod
  /** Of a weekly edition, the weekday all its weeks start on, 1 for Monday; null of others. */
  readonly weekStarts: number | null
  readonly madeOn: string
}

export type EditionFault = 'period_differs' | 'made_on_differs'

/** The weekday that a new edition with this first figure has for all its weeks. */
export function weekStartsOf(period: EditionPeriod, startsOn: string): number | null {
  return period === 'week' ? weekdayOf(startsOn) : null
}

/** What an edition that is there already says otherwise. Without a day it keeps the one it has. */
export function editionFaults(
  before: EditionFacts,
  given: { readonly period: EditionPeriod; readonly madeOn: string | undefined },
): readonly EditionFault[] {
  const { period, madeOn } = given
  return [
    ...(before.period === period ? [] : (['period_differs'] as const)),
    ...(madeOn === undefined || before.madeOn === madeOn ? [] : (['made_on_differs'] as const)),
  ]
}

/** Why a figure can't start on this day, or nothing. */
export function startFault(
  { period, weekStarts }: Pick<EditionFacts, 'period' | 'weekStarts'>,
  startsOn: string,
): 'not_first_of_month' | 'week_start_differs' | undefined {
  if (period === 'month' && startsOn !== firstOfMonth(startsOn)) return 'not_first_of_month'
  if (period === 'week' && weekStarts !== weekdayOf(startsOn)) return 'week_start_differs'
  return undefined
}

/** What to do about each, for people. */
export const editionAdvice: Readonly<
  Record<EditionFault | NonNullable<ReturnType<typeof startFault>>, string>
> = {
  period_differs: 'Give it as another edition: this one has figures of another period.',
  made_on_differs: 'Give it as another edition: this one was made on another day.',
  not_first_of_month: 'Let a month start on its first day.',
  week_start_differs: 'Let all weeks of an edition start on the same weekday.',
}
