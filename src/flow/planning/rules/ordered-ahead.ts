/**
 * Customers' orders for later days, and a forecast that foresees them: a week's forecast is for whoever orders in it, so
 * only what is ordered beyond it is demand of its own.
 */
export type OrderedAhead = { readonly day: number; readonly units: number }

const weekDays = 7

/**
 * By day, what is ordered beyond its week's forecast, on the day that passes it; undefined when nothing is.
 *
 * @param foreseen units expected by day
 * @param firstDay of any week of the forecast
 */
export function orderedBeyond(
  foreseen: (day: number) => number,
  firstDay: number,
  orders: readonly OrderedAhead[],
  horizonDays: number,
): Float64Array | undefined {
  const weekOf = (day: number) => Math.floor((day - firstDay) / weekDays)
  const within = orders.filter(({ day }) => day >= 0 && day < horizonDays)
  const beyond = new Float64Array(horizonDays)
  for (const [week, ofWeek] of Map.groupBy(within, ({ day }) => weekOf(day))) {
    let left = 0
    for (let day = 0; day < weekDays; day += 1) {
      const on = firstDay + week * weekDays + day
      if (on >= 0 && on < horizonDays) left += foreseen(on)
    }
    for (const { day, units } of ofWeek.toSorted((a, b) => a.day - b.day)) {
      const more = Math.max(0, units - left)
      left = Math.max(0, left - units)
      beyond[day] = (beyond[day] ?? 0) + more
    }
  }
  return beyond.some((units) => units > 0) ? beyond : undefined
}
