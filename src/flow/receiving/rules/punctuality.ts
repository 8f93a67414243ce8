/**
 * Early and late deliveries: worth telling, never a reason to turn a truck away (rules.md 1).
 */
import { daysBetween } from '#kernel/day'

export type DayWindow = { readonly earlyDaysMax: number; readonly lateDaysMax: number }

/** A day missed in either direction is told until a company says otherwise. */
export const exactDay: DayWindow = { earlyDaysMax: 0, lateDaysMax: 0 }

export type Punctuality =
  | { readonly kind: 'on_time' }
  | { readonly kind: 'early' | 'late'; readonly days: number }

/** @param dueOn what was promised, or asked for where nothing was promised */
export function punctualityOf(dueOn: string, receivedOn: string, window: DayWindow): Punctuality {
  const days = daysBetween(dueOn, receivedOn)
  if (days > window.lateDaysMax) return { kind: 'late', days }
  if (-days > window.earlyDaysMax) return { kind: 'early', days: -days }
  return { kind: 'on_time' }
}
