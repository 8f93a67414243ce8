/**
 * The rule by which one item is kept at one place: its segment's promise, what demand does over the
 * protection interval, and the sizes it comes in, brought together once for planning to net with.
 */

import { randomOf } from '#kernel/random'
import { deviationOf, meanOf } from '#kernel/statistics/moments'
import { normalCdf, normalQuantile } from '#kernel/statistics/normal'
import { quantileOfAny } from '#kernel/statistics/quantile'

import { drawLeadDemand, evenLeads } from './draw-demand.ts'
import { type Lane, leadDemandMoments, varianceOf } from './lead-demand.ts'
import { lotOf } from './order-lot.ts'
import { reorderPointAt } from './reorder-point.ts'
import { safetyForFill } from './safety-stock.ts'
import type { ValueClass, VariationClass } from './segments.ts'
import { type SharedLevel, sharedLevel } from './share-promise.ts'

export type TargetKind = 'cycle_service' | 'fill_rate'
export type Method = 's_q' | 's_S' | 'r_S' | 'min_max' | 'none'

/** What a policy says about a segment. */
export type PolicyRule = {
  readonly segment: string
  readonly targetKind: TargetKind
  readonly targetBps: number
  readonly method: Method
  readonly reviewDays: number
  readonly coverDaysMin: number
  readonly coverDaysMax: number | null
  readonly minUnits: number | null
  readonly maxUnits: number | null
  /** As z, the standard normal quantile; null until replay found it. */
  readonly calibratedLevel: number | null
}

/** What a rule promises, and the level that keeps it as far as replay found it. */
export type Promised = Pick<PolicyRule, 'targetKind' | 'targetBps' | 'calibratedLevel'>

/** What a channel asks for its part of the stock. */
export type ChannelClaim = {
  readonly rule: Promised
  /** Of the item's demand at the place, 0 to 1. */
  readonly share: number
  readonly isCommitted: boolean
}

export type RuleFacts = {
  /** Demand by week, oldest first: the baseline, corrected for stock-outs. */
  readonly weeklyUnits: Float64Array
  readonly leadDays: number
  readonly leadDeviationDays: number
  readonly moqUnits: number
  readonly multipleUnits: number
  /** Money per base unit, in any one measure, as the costs below. */
  readonly unitCost: number
  readonly orderCost: number
  /** Share of the cost that holding takes in a year. */
  readonly holdingRate: number
  readonly seed: number
  /** Of channels with a target of their own. */
  readonly claims?: readonly ChannelClaim[]
}

export type StockRule = {
  readonly level: number
  readonly meanDayUnits: number
  readonly leadDemandUnits: number
  readonly quantileUnits: number
  readonly safetyUnits: number
  readonly reorderUnits: number
  readonly orderUpToUnits: number
  readonly facts: Readonly<Record<string, number>>
  /** How the level came to be, and which of the claims moved it most. */
  readonly shared: Pick<SharedLevel, 'by' | 'claim'>
}

const weekDays = 7
const seasonWeeks = 52
const drawCount = 200
const lotYearShareMax = 0.5

const unity = 10_000

export function stockRuleFor(policy: PolicyRule, facts: RuleFacts): StockRule {
  const { weeklyUnits } = facts
  const lane: Lane = {
    leadPeriods: facts.leadDays / weekDays,
    leadVariation: facts.leadDays > 0 ? facts.leadDeviationDays / facts.leadDays : 0,
    reviewPeriods: policy.reviewDays / weekDays,
  }
  const weeks = weeklyUnits.length
  const moments = leadDemandMoments(weeklyUnits, weeks, seasonWeeks, lane)
  const meanDayUnits = moments.periodMeanUnits / weekDays
  const lot = lotOf({
    orderCost: facts.orderCost,
    holdingCostPerUnitYear: facts.unitCost * facts.holdingRate,
    yearUnits: moments.periodMeanUnits * seasonWeeks,
    minimumUnits: facts.moqUnits,
    packUnits: facts.multipleUnits,
    yearShareMax: lotYearShareMax,
  })
  if (policy.method === 'none' || !(moments.meanUnits > 0)) {
    return nothingKept(policy, meanDayUnits, moments.meanUnits)
  }
  const deviation = Math.sqrt(varianceOf(moments))
  const levelOf = (promise: Promised) => {
    return levelFor(promise, lot.lotUnits, meanDayUnits, deviation, facts, policy.reviewDays)
  }
  const shared = sharedLevel(
    levelOf(policy),
    (facts.claims ?? []).map(({ rule, ...claim }) => ({ ...claim, z: levelOf(rule) })),
  )
  const { z } = shared
  const draws = drawsOf(weeklyUnits, lane, facts.seed)
  const point = reorderPointAt(z, moments, draws, quantileOfAny)
  const safetyUnits = Math.ceil(
    safetyWithin(policy, point.reorderUnits - moments.meanUnits, meanDayUnits),
  )
  return {
    level: z,
    meanDayUnits,
    leadDemandUnits: moments.meanUnits,
    quantileUnits: point.reorderUnits,
    safetyUnits,
    reorderUnits: Math.ceil(moments.meanUnits) + safetyUnits,
    orderUpToUnits: beyondNeed(policy, lot.lotUnits, safetyUnits),
    facts: {
      drawnUnits: Math.round(point.drawnUnits),
      gammaUnits: Math.round(point.gammaUnits),
      normalUnits: Math.round(point.normalUnits),
      economicUnits: Math.round(lot.economicUnits),
      deviationUnits: Math.round(deviation * 100) / 100,
      probability: Math.round(normalCdf(z) * unity) / unity,
    },
    shared: { by: shared.by, claim: shared.claim },
  }
}

/** Of min/max the minimum is what a person said; elsewhere it is the least, as the shortest cover is. */
export function safetyWithin(
  { method, minUnits, coverDaysMin }: Pick<PolicyRule, 'method' | 'minUnits' | 'coverDaysMin'>,
  safetyUnits: number,
  dayUnits: number,
): number {
  if (method === 'min_max' && minUnits !== null) return minUnits
  return Math.max(0, safetyUnits, coverDaysMin * dayUnits, minUnits ?? 0)
}

function nothingKept(policy: PolicyRule, meanDayUnits: number, leadDemandUnits: number): StockRule {
  const least = Math.ceil(Math.max(policy.minUnits ?? 0, policy.coverDaysMin * meanDayUnits))
  return {
    level: 0,
    meanDayUnits,
    leadDemandUnits,
    quantileUnits: leadDemandUnits,
    safetyUnits: least,
    reorderUnits: Math.ceil(leadDemandUnits) + least,
    orderUpToUnits: 0,
    facts: {},
    shared: { by: 'rule', claim: undefined },
  }
}

function drawsOf(weeklyUnits: Float64Array, lane: Lane, seed: number): Float64Array {
  const draws = new Float64Array(drawCount)
  if (weeklyUnits.length === 0) return draws
  const leads = evenLeads(lane, drawCount)
  return drawLeadDemand(weeklyUnits, weeklyUnits.length, lane, randomOf(seed), draws, leads)
}

/** The level that was found by replay; until then the textbook's for the promise that is named. */
function levelFor(
  policy: Promised,
  lotUnits: number,
  dayUnits: number,
  deviation: number,
  facts: RuleFacts,
  reviewDays: number,
): number {
  if (policy.calibratedLevel !== null) return policy.calibratedLevel
  const target = policy.targetBps / unity
  if (policy.targetKind === 'cycle_service') return normalQuantile(target)
  const days = facts.leadDays + reviewDays
  const dayDeviationUnits = days > 0 ? deviation / Math.sqrt(days) : deviation
  return safetyForFill(target, Math.max(1, lotUnits), {
    dayUnits,
    dayDeviationUnits,
    leadTimeDays: facts.leadDays,
    leadTimeDeviationDays: 0,
    reviewDays,
  }).k
}

/** What is ordered beyond the need: a lot where orders cost; from the minimum to the maximum. */
function beyondNeed(policy: PolicyRule, lotUnits: number, safetyUnits: number): number {
  if (policy.method === 'r_S') return 0
  if (policy.method === 'min_max' && policy.maxUnits !== null) {
    return Math.max(0, policy.maxUnits - safetyUnits)
  }
  return Math.max(0, Math.floor(lotUnits))
}

/** Months' deviation over their mean; NaN without demand (rules.md 10: XYZ by cleaned demand). */
export function monthlyVariation(weeklyUnits: Float64Array): number {
  const monthWeeks = 4
  const months = Math.floor(Math.min(weeklyUnits.length, seasonWeeks) / monthWeeks)
  const from = weeklyUnits.length - months * monthWeeks
  const sums = Float64Array.from({ length: months }, (_, month) => {
    let sum = 0
    for (let week = 0; week < monthWeeks; week += 1) {
      sum += weeklyUnits[from + month * monthWeeks + week] ?? 0
    }
    return sum
  })
  return deviationOf(sums, 0, months) / meanOf(sums, 0, months)
}

export function variationClassOf(variation: number, x: number, y: number): VariationClass {
  if (variation <= x) return 'X'
  return variation <= y ? 'Y' : 'Z'
}

/** @param least values from which on an item is of the class */
export function valueClassOf(
  value: number,
  least: { readonly a: number; readonly b: number },
): ValueClass {
  if (value > 0 && value >= least.a) return 'A'
  return value > 0 && value >= least.b ? 'B' : 'C'
}
