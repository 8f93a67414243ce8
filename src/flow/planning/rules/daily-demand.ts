/** From a forecast by week to expected demand by day, as planning nets by day. */
import { nothingByDay } from './stock-curve.ts'

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
  if (units.every((one) => one === 0)) return nothingByDay(horizonDays)
  const weights = weightsOf(forecast)
  let whole = 0
  for (let day = 0; day < periodDays; day += 1) whole += weights[day] as number
  const sold = units.map((_, at) => weightSold(forecast, weights, at, whole))
  const mean = meanWhileSold(units, sold, whole)
  const days = new Float64Array(horizonDays)
  const from = Math.max(0, forecast.launchDay ?? 0)
  const to = Math.min(horizonDays - 1, forecast.endDay ?? horizonDays - 1)
  let at = Math.floor((from - firstDay) / periodDays)
  let dayOfPeriod = from - firstDay - at * periodDays
  let over = sold[at] ?? whole
  let wanted = unitsIn(units, at, mean)
  for (let day = from; day <= to; day += 1) {
    if (over > 0) days[day] = (wanted * (weights[dayOfPeriod] as number)) / over
    dayOfPeriod += 1
    if (dayOfPeriod < periodDays) continue
    dayOfPeriod = 0
    at += 1
    over = sold[at] ?? whole
    wanted = unitsIn(units, at, mean)
  }
  return days
}

function unitsIn(units: readonly number[], period: number, mean: number): number {
  return period < 0 ? (units[0] ?? 0) : (units[period] ?? mean)
}

const evenly = new Map<number, Float64Array>()

function weightsOf({ periodDays, dayShares }: PeriodForecast): ArrayLike<number> {
  if (dayShares?.length === periodDays) return dayShares
  const even = evenly.get(periodDays) ?? new Float64Array(periodDays).fill(1)
  evenly.set(periodDays, even)
  return even
}

function isSoldOn({ launchDay, endDay }: PeriodForecast, day: number): boolean {
  return day >= (launchDay ?? -Infinity) && day <= (endDay ?? Infinity)
}

/** The weight of those days of a period on which it is sold: all of its units fall on them. */
function weightSold(
  forecast: PeriodForecast,
  weights: ArrayLike<number>,
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
