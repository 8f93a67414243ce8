/**
 * Mean and spread of the demand that a reorder point must cover, from the history before a day.
 *
 * Four means of different length are blended, since none of them is best for all; the spread has three parts, which
 * are kept apart for the why: what demand does from period to period, what the lead time does, and that nobody knows the
 * mean.
 */
import { deviationOf, meanOf } from '#kernel/statistics/moments'

export type Lane = {
  readonly leadPeriods: number
  /** Standard deviation of the lead time over its mean. */
  readonly leadVariation: number
  readonly reviewPeriods: number
}

export type LeadDemandSettings = {
  /** Weights of the means over a quarter, half a year, a year and all; they add up to 1. */
  readonly meanWeights: readonly [number, number, number, number]
  /** Weight of the last year's variance against that of all the history. */
  readonly yearVarianceWeight: number
  /** Deviation of the mean itself, as a share of it. */
  readonly meanVariation: number
}

export const leadDemandDefaults: LeadDemandSettings = {
  meanWeights: [0.2, 0.2, 0.3, 0.3],
  yearVarianceWeight: 0.5,
  meanVariation: 0.4,
}

export type LeadDemandMoments = {
  readonly periodMeanUnits: number
  readonly meanUnits: number
  /** All in units squared over the protection interval; their sum is the variance. */
  readonly demandVariance: number
  readonly leadVariance: number
  readonly levelVariance: number
}

/**
 * @param units demand by period; only the periods before `before` are read
 * @param season periods in a year
 */
export function leadDemandMoments(
  units: Float64Array,
  before: number,
  season: number,
  lane: Lane,
  settings: LeadDemandSettings = leadDemandDefaults,
): LeadDemandMoments {
  const periods = lane.leadPeriods + lane.reviewPeriods
  const periodMeanUnits = blendedMean(units, before, season, settings)
  const yearFrom = Math.max(0, before - season)
  const year = deviationOf(units, yearFrom, before) ** 2
  const all = deviationOf(units, 0, before) ** 2
  const share = settings.yearVarianceWeight
  const meanUnits = periodMeanUnits * periods
  return {
    periodMeanUnits,
    meanUnits,
    demandVariance: periods * (share * year + (1 - share) * all),
    leadVariance: (periodMeanUnits * lane.leadVariation * lane.leadPeriods) ** 2,
    levelVariance: (settings.meanVariation * meanUnits) ** 2,
  }
}

export function blendedMean(
  units: Float64Array,
  before: number,
  season: number,
  settings: LeadDemandSettings,
): number {
  const [quarter, half, year, all] = settings.meanWeights
  const last = (periods: number) => meanOf(units, Math.max(0, before - periods), before)
  return (
    quarter * last(Math.round(season / 4)) +
    half * last(Math.round(season / 2)) +
    year * last(season) +
    all * meanOf(units, 0, before)
  )
}

export function varianceOf(moments: LeadDemandMoments): number {
  return moments.demandVariance + moments.leadVariance + moments.levelVariance
}
