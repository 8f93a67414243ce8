/** From a forecast by week or month to expected demand by day, as planning nets by day. */

export type PeriodForecast = {
  /** Days from the planning day to the first day of the first period; negative when it has begun. */
  readonly firstDay: number
  readonly periodDays: number
  readonly units: readonly number[]
}

/**
 * Each period's demand spread evenly over its days. Days after the last period have the mean of all
 * periods, so that a long lead time is not taken for an end of demand.
 */
export function dailyDemand(forecast: PeriodForecast, horizonDays: number): Float64Array {
  const { firstDay, periodDays, units } = forecast
  const mean = units.length === 0 ? 0 : units.reduce((sum, one) => sum + one, 0) / units.length
  const days = new Float64Array(horizonDays)
  for (let day = 0; day < horizonDays; day += 1) {
    const at = Math.floor((day - firstDay) / periodDays)
    days[day] = (at < 0 ? (units[0] ?? 0) : (units[at] ?? mean)) / periodDays
  }
  return days
}
