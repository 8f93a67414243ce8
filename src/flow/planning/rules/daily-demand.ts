/** From a forecast by week to expected demand by day, as planning nets by day. */

export type PeriodForecast = {
  /** Days from the planning day to the first day of the first period; negative when it has begun. */
  readonly firstDay: number
  readonly periodDays: number
  readonly units: readonly number[]
  /** The share of each day of a period, from its first on; evenly without. */
  readonly dayShares?: ArrayLike<number> | undefined
  /** Days from the planning day to the first and the last day it is sold; without end without them. */
  readonly launchDay?: number | undefined
  readonly endDay?: number | undefined
}

/**
 * Each period's demand spread over its days by their shares, or evenly; all of it on days on which the
 * item is sold. Days after the last period have the mean of all, so that a long lead time is not taken
 * for an end of demand.
 */
export function dailyDemand(forecast: PeriodForecast, horizonDays: number): Float64Array {
  const { firstDay, periodDays, units } = forecast
  const weights = weightsOf(forecast)
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const sold = units.map((_, at) => weightSold(forecast, weights, at, whole))
  const mean = meanWhileSold(units, sold, whole)
  const days = new Float64Array(horizonDays)
  for (let day = 0; day < horizonDays; day += 1) {
    if (!isSoldOn(forecast, day)) continue
    const at = Math.floor((day - firstDay) / periodDays)
    const weight = weights[day - firstDay - at * periodDays] as number
    const over = sold[at] ?? whole
    if (over > 0) days[day] = ((at < 0 ? (units[0] ?? 0) : (units[at] ?? mean)) * weight) / over
  }
  return days
}

function weightsOf({ periodDays, dayShares }: PeriodForecast): Float64Array {
  const isKnown = dayShares?.length === periodDays
  return Float64Array.from({ length: periodDays }, (_, day) =>
    isKnown ? (dayShares[day] as number) : 1,
  )
}

function isSoldOn({ launchDay, endDay }: PeriodForecast, day: number): boolean {
  return day >= (launchDay ?? -Infinity) && day <= (endDay ?? Infinity)
}

/** The weight of those days of a period on which it is sold: all of its units fall on them. */
function weightSold(
  forecast: PeriodForecast,
  weights: Float64Array,
  period: number,
  whole: number,
): number {
  const { firstDay, periodDays, launchDay, endDay } = forecast
  if (launchDay === undefined && endDay === undefined) return whole
  let sold = 0
  for (let day = 0; day < periodDays; day += 1) {
    if (isSoldOn(forecast, firstDay + period * periodDays + day)) sold += weights[day] as number
  }
  return sold
}

/** The mean of a whole period: those in which it is sold in part count for that part. */
function meanWhileSold(units: readonly number[], sold: readonly number[], whole: number): number {
  const periods = sold.reduce((sum, weight) => sum + weight / whole, 0)
  return periods > 0 ? units.reduce((sum, one) => sum + one, 0) / periods : 0
}
