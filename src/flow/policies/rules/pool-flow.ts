/** Demand of several places by week, added up as it flows through the one that feeds them. */
import { daysBetween, laterDay } from '#kernel/day'

export type WeeklySeries = {
  /** The first day after the last week. */
  readonly endsOn: string
  /** Oldest first. */
  readonly units: readonly number[]
}

const weekDays = 7

/**
 * The sum week by week, oldest first: its spread is that of the pool, with whatever places have in common. A week that
 * is not over everywhere has what is known of it.
 */
export function pooledFlow(series: readonly WeeklySeries[]): readonly number[] {
  const endsOn = series.reduce((last, one) => laterDay(last, one.endsOn), '')
  const ends = series.map((one) => Math.round(daysBetween(one.endsOn, endsOn) / weekDays))
  const weeks = Math.max(0, ...series.map(({ units }, at) => units.length + (ends[at] ?? 0)))
  const pooled = Array.from({ length: weeks }, () => 0)
  for (const [at, { units }] of series.entries()) {
    const from = weeks - (ends[at] ?? 0) - units.length
    for (const [week, one] of units.entries()) {
      pooled[from + week] = (pooled[from + week] ?? 0) + (Number.isFinite(one) ? one : 0)
    }
  }
  return pooled
}
