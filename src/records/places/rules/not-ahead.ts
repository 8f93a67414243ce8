/** Goods move up to today, in the calendar of the place they move at. */
import { dayAt } from '#kernel/day'
import type { ErrorFact } from '#platform/http/problem'

/** @returns why not, when `day` has not begun yet at the place */
export function aheadErrors(
  nowMs: number,
  place: { readonly placeName: string; readonly timeZone: string },
  given: { readonly day: string; readonly code: string; readonly pointer: string },
): readonly ErrorFact[] {
  const today = dayAt(nowMs, place.timeZone)
  if (given.day <= today) return []
  const detail = `Choose a day up to ${today}: that is today at ${place.placeName}.`
  return [{ code: given.code, today, detail, pointer: given.pointer }]
}
