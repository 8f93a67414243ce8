/**
 * Safety stock and reorder point from the mean and spread of demand and lead time (rules.md 10).
 *
 * The textbook form, for items that sell often. Where sales are lumpy the level comes from `reorder-point.ts`. Any
 * unit of time will do, the same one throughout.
 */
import { normalCdf, normalLoss, normalLossInverse, normalQuantile } from '#kernel/statistics/normal'

export type LeadDemand = {
  /** Demand per day. */
  readonly dayUnits: number
  /** Standard deviation of the forecast error per day, not of raw demand. */
  readonly dayDeviationUnits: number
  readonly leadTimeDays: number
  readonly leadTimeDeviationDays: number
  /** Days between looks at the stock; 0 where each sale is looked at. */
  readonly reviewDays: number
}

/** Mean and deviation of demand until an order placed at the next look is there. */
export function leadDemandOf(input: LeadDemand): {
  readonly meanUnits: number
  readonly deviationUnits: number
} {
  const days = input.leadTimeDays + input.reviewDays
  const fromDemand = days * input.dayDeviationUnits ** 2
  const fromLead = (input.dayUnits * input.leadTimeDeviationDays) ** 2
  return { meanUnits: input.dayUnits * days, deviationUnits: Math.sqrt(fromDemand + fromLead) }
}

export type SafetyStock = {
  readonly k: number
  readonly safetyUnits: number
  /** s of (s, Q); with a review period S of (R, S). */
  readonly levelUnits: number
}

/** For a cycle service level: the share of order cycles without a stock-out. */
export function safetyForCycleService(cycleService: number, input: LeadDemand): SafetyStock {
  return safetyAt(normalQuantile(cycleService), input)
}

/** For a fill rate, the share of units served from stock: G(k) = (1 - fill) Q / deviation. */
export function safetyForFill(fill: number, lotUnits: number, input: LeadDemand): SafetyStock {
  const { deviationUnits } = leadDemandOf(input)
  return safetyAt(normalLossInverse(((1 - fill) * lotUnits) / deviationUnits), input)
}

function safetyAt(k: number, input: LeadDemand): SafetyStock {
  const { meanUnits, deviationUnits } = leadDemandOf(input)
  // No spread, no safety: not Infinity x 0.
  const safetyUnits = deviationUnits === 0 ? 0 : k * deviationUnits
  return { k, safetyUnits, levelUnits: meanUnits + safetyUnits }
}

/** What a k gives under both names, since "service level" alone names neither. */
export function serviceOf(
  k: number,
  lotUnits: number,
  deviationUnits: number,
): { readonly cycleService: number; readonly fill: number } {
  return {
    cycleService: normalCdf(k),
    fill: 1 - (deviationUnits * normalLoss(k)) / lotUnits,
  }
}
