const weekDays = 7

/**
 * Days between looks at an item: as its rule says, but never less than lie between two order days.
 *
 * @param weekdays bits 0 (Monday) to 6, at least one; undefined: any day
 */
export function reviewDaysOf(ruleDays: number, weekdays: number | undefined): number {
  return Math.max(ruleDays, orderGapDays(weekdays))
}

/**
 * The most days from one order day to the next: what comes of an order must last until the next may come.
 *
 * @param weekdays bits 0 (Monday) to 6, at least one; undefined: any day
 */
export function orderGapDays(weekdays: number | undefined): number {
  if (weekdays === undefined) return 1
  const days = Array.from({ length: weekDays }, (_, day) => day).filter(
    (day) => (weekdays & (1 << day)) !== 0,
  )
  const gaps = days.map((day, at) => (days[at + 1] ?? (days[0] ?? 0) + weekDays) - day)
  return Math.max(1, ...gaps)
}
