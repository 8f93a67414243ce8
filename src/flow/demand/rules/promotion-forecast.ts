/**
 * Puts planned promotions and events on a baseline forecast, with effects learned by `isolate`. The
 * baseline stays as it is: what a promotion adds is a layer of its own, and so is what the period
 * after it loses.
 */
import { layerOfRole, upliftLogMax } from './promotion-effects.ts'
import { at } from './promotion-linear.ts'
import type { Effects, EffectTerm } from './promotion-types.ts'

/** Arrays have one value per period of the forecast; what is left out is off or unchanged. */
export type PromotionPlan = {
  /** Strength per kind, 0 to 1. */
  readonly kinds?: Readonly<Record<string, Float64Array>>
  /** Own price over regular price. */
  readonly priceRatio?: Float64Array
  /** The same for the whole group, where it differs from the own price. */
  readonly groupPriceRatio?: Float64Array
  readonly rivals?: readonly RivalPlan[]
  /** What ran in the period before the first. */
  readonly before?: {
    readonly kinds?: Readonly<Record<string, number>>
    readonly priceRatio?: number
  }
}

export type RivalPlan = {
  readonly group: string
  /** Its part of what all rivals sell, 0 to 1. */
  readonly share: number
  readonly kinds?: Readonly<Record<string, Float64Array>>
  readonly priceRatio?: Float64Array
}

/** `baselineUnits + upliftUnits + eventUnits` is `units`; dip and cannibalised are parts of uplift. */
export type PromotedForecast = {
  readonly units: Float64Array
  readonly baselineUnits: Float64Array
  readonly upliftUnits: Float64Array
  readonly eventUnits: Float64Array
  readonly dipUnits: Float64Array
  readonly cannibalisedUnits: Float64Array
}

type LayerLog = { prices: number; kinds: number; dip: number; rivals: number; event: number }

export function forecastWithPromotions(
  baselineUnits: Float64Array,
  plan: PromotionPlan,
  { terms }: Effects,
): PromotedForecast {
  const zeros = (): Float64Array => new Float64Array(baselineUnits.length)
  const forecast = {
    units: zeros(),
    baselineUnits: baselineUnits.slice(),
    upliftUnits: zeros(),
    eventUnits: zeros(),
    dipUnits: zeros(),
    cannibalisedUnits: zeros(),
  }
  for (let period = 0; period < baselineUnits.length; period += 1) {
    const baseline = at(baselineUnits, period)
    const log = layerLogAt(terms, plan, period)
    const own = baseline * Math.exp(log.prices + Math.min(upliftLogMax, log.kinds))
    const afterDip = own * Math.exp(log.dip)
    const promoted = afterDip * Math.exp(log.rivals)
    const uplift = promoted - baseline
    const event = promoted * (Math.exp(log.event) - 1)
    forecast.upliftUnits[period] = uplift
    forecast.eventUnits[period] = event
    forecast.dipUnits[period] = afterDip - own
    forecast.cannibalisedUnits[period] = promoted - afterDip
    forecast.units[period] = baseline + uplift + event
  }
  return forecast
}

function layerLogAt(terms: readonly EffectTerm[], plan: PromotionPlan, period: number): LayerLog {
  const logs = { prices: 0, kinds: 0, dip: 0, rivals: 0, event: 0 }
  for (const term of terms) {
    const layer = layerOfRole[term.role]
    if (layer === 'baseline') continue
    logs[layer] += term.coefficient * plannedValue(term, plan, period)
  }
  return logs
}

function plannedValue({ role, about }: EffectTerm, plan: PromotionPlan, period: number): number {
  switch (role) {
    case 'price':
      return logAt(plan.priceRatio, period)
    case 'group_price':
      return logAt(plan.groupPriceRatio ?? plan.priceRatio, period)
    case 'kind':
    case 'event':
      return flagAt(plan.kinds?.[about], period)
    case 'kind_price':
      return flagAt(plan.kinds?.[about], period) * logAt(plan.priceRatio, period)
    case 'kind_dip':
      return period === 0
        ? (plan.before?.kinds?.[about] ?? 0)
        : flagAt(plan.kinds?.[about], period - 1)
    case 'price_dip':
      return period === 0 ? logOf(plan.before?.priceRatio) : logAt(plan.priceRatio, period - 1)
    case 'rivals_price':
      return overRivals(plan, ({ priceRatio }) => logAt(priceRatio, period))
    case 'rivals_kind':
      return overRivals(plan, ({ kinds }) => flagAt(kinds?.[about], period))
    case 'rival_price':
      return logAt(plan.rivals?.find(({ group }) => group === about)?.priceRatio, period)
    case 'season':
    case 'regular_price':
      return 0
  }
}

function overRivals({ rivals = [] }: PromotionPlan, valueAt: (rival: RivalPlan) => number): number {
  return rivals.reduce((sum, rival) => sum + rival.share * valueAt(rival), 0)
}

function logAt(ratios: Float64Array | undefined, period: number): number {
  return logOf(ratios?.[period])
}

function logOf(ratio = 1): number {
  return ratio > 0 && Number.isFinite(ratio) ? Math.log(ratio) : 0
}

function flagAt(flags: Float64Array | undefined, period: number): number {
  const flag = flags?.[period] ?? 0
  return Number.isFinite(flag) ? flag : 0
}
