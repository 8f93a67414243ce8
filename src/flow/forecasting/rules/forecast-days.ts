/** A forecast by day: each week spread over its days, with how far a day varies. */
import { daysOfWeek, type Life } from './life.ts'
import { quantileLevels } from './quantiles.ts'
import { quantilesOf, varianceFrom } from './spread.ts'

const weekDays = 7

export type ForecastByDay = {
  /** The days of each week add up to it. */
  readonly plannedUnits: Float64Array
  /** `quantileLevels.length` of each day. */
  readonly quantileUnits: Float64Array
}

/**
 * Days vary by themselves: each has its share of the variance of its week, which is as wide for what is
 * planned as for the baseline.
 *
 * @param quantileUnits of the baseline of each week, week after week
 * @param meanUnits the baseline
 */
export function forecastByDay(
  plannedUnits: ArrayLike<number>,
  quantileUnits: ArrayLike<number>,
  meanUnits: ArrayLike<number>,
  weekCount: number,
  dayShares: ArrayLike<number>,
  life: Life,
): ForecastByDay {
  const levels = quantileLevels.length
  const days = new Float64Array(weekCount * weekDays)
  const quantiles = new Float64Array(weekCount * weekDays * levels)
  for (let week = 0; week < weekCount; week += 1) {
    const planned = plannedUnits[week] ?? 0
    const mean = meanUnits[week] ?? 0
    const own = Array.from({ length: levels }, (_, at) => quantileUnits[week * levels + at] ?? 0)
    const ratio = mean > 0 ? planned / mean : 1
    const variance = varianceFrom(own, mean) * ratio * ratio
    for (const [day, units] of daysOfWeek(planned, week, dayShares, life).entries()) {
      const at = week * weekDays + day
      days[at] = units
      const share = planned > 0 ? units / planned : 0
      quantiles.set(quantilesOf(units, variance * share), at * levels)
    }
  }
  return { plannedUnits: days, quantileUnits: quantiles }
}
