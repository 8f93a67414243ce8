/** The spread of what is planned, from the stored one, which is of the baseline of whole weeks. */
import { quantileLevels } from './quantiles.ts'

/** Of a stored forecast, in base units by week. */
export type SpreadWeeks = {
  readonly planned: readonly number[]
  readonly baseline: readonly number[]
  /** Nine of each week, week after week. */
  readonly quantiles: readonly number[]
  /** The baseline of whole weeks where the item's life cuts some of them short; else null. */
  readonly unbound: readonly number[] | null
}

/** Nine of each planned week, week after week. */
export function plannedQuantiles(weeks: SpreadWeeks): readonly number[] {
  const levels = quantileLevels.length
  const quantiles = boundQuantiles(weeks)
  return weeks.planned.flatMap((planned, week) => {
    const ours = weeks.baseline[week] ?? 0
    const ofWeek = quantiles.slice(week * levels, (week + 1) * levels)
    return ofWeek.map((quantile) => spreadAround(planned, quantile, ours))
  })
}

/** Of the baseline on the days on which it is sold. */
export function boundQuantiles({
  quantiles,
  baseline,
  unbound,
}: Omit<SpreadWeeks, 'planned'>): readonly number[] {
  if (unbound === null) return quantiles
  return quantiles.map((units, at) => {
    const week = Math.floor(at / quantileLevels.length)
    const whole = unbound[week] ?? 0
    return whole > 0 ? (units * (baseline[week] ?? 0)) / whole : units
  })
}

/**
 * Our spread around another figure, whoever says it, a promotion or a person: as wide for its size as
 * ours is, or as wide where we expect nothing.
 *
 * @param quantile of ours in the week
 * @param ours what we expect in it, without their figure
 */
export function spreadAround(theirs: number, quantile: number, ours: number): number {
  return ours > 0 ? (quantile * theirs) / ours : Math.max(0, theirs + quantile - ours)
}
