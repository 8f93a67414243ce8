import type { Day, Instant } from './format.ts'

const halfYearDays = 182

/**
 * `28 Dec`, or `28 Dec 2026` when it is more than half a year away: nearer than that it can't be
 * mistaken, and years make columns of dates hard to scan. Suppliers always see the year.
 */
export function dayText(day: Day, showsYear = isFar(day)): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const short = `${Number(date)} ${months[Number(month) - 1] ?? month}`
  return showsYear ? `${short} ${year}` : short
}

/** With its weekday, for days promised to a person: `Tue 28 Dec`. */
export function promisedText(day: Day, showsYear = isFar(day)): string {
  const weekday = weekdays[new Date(`${day}T00:00Z`).getUTCDay()] ?? ''
  return `${weekday} ${dayText(day, showsYear)}`
}

/** Whole days from one calendar day to another; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / dayMs)
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** Today where the reader is. */
export function today(): Day {
  return dayOf(new Date())
}

/** An instant in the reader's own time zone: the clock today, the weekday this week, then the day. */
export function instantText(instant: Instant, now = new Date()): string {
  const at = new Date(instant)
  const clock = clockText(at)
  const daysAgo = daysBetween(dayOf(at), dayOf(now))
  if (daysAgo === 0) return clock
  if (daysAgo > 0 && daysAgo < 7) return `${weekdays[at.getDay()] ?? ''} ${clock}`
  return `${dayText(dayOf(at))}, ${clock}`
}

/** `42 min ago`, `3 h ago`, then as `instantText`. */
export function agoText(instant: Instant, now = new Date()): string {
  const minutes = Math.floor((now.getTime() - Date.parse(instant)) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  if (minutes < 12 * 60) return `${Math.floor(minutes / 60)} h ago`
  return instantText(instant, now)
}

/** The day of an instant in the reader's time zone. */
export function dayOf(at: Date): Day {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** `09:41:07` is `09:41`: seconds are noise everywhere but on the dock. */
export function clockText(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}`
}

const dayMs = 86_400_000

function isFar(day: Day): boolean {
  return Math.abs(daysBetween(today(), day)) > halfYearDays
}

function two(part: number): string {
  return String(part).padStart(2, '0')
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
