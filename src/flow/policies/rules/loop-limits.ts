/**
 * What keeps a policy within bounds, told to a replay: the least that is kept, and what caps how much may be there at once.
 * Caps are about stock on the day an order comes, so the position may be higher by what is sold until then.
 */
import { blendedMean, type Lane, leadDemandDefaults } from './lead-demand.ts'
import { stockCaps } from './order-lot.ts'
import { type PolicyRule, safetyWithin } from './stock-rule.ts'

/** By re-plan, as the levels. */
export type LoopLimits = {
  /** The reorder point is at least this; of min/max with a minimum it is this. */
  readonly reorderUnits: Float64Array
  readonly isFixed: boolean
  /** Of min/max: what is ordered up to; empty elsewhere. */
  readonly upToUnits: Float64Array
  /** No order raises the position above it, but for a supplier's minimum. */
  readonly capUnits: Float64Array
  readonly minimumUnits: number
}

/** What a rule and an item limit; each null where it does not. */
export type AskedLimits = Pick<
  PolicyRule,
  'method' | 'minUnits' | 'maxUnits' | 'coverDaysMin' | 'coverDaysMax'
> & {
  readonly shelfLifeDays: number | null
  /** In the unit of the items' cost. */
  readonly cashMax: number | null
}

type LimitedItem = {
  readonly units: Float64Array
  readonly unitCost: number
  readonly lane: Lane
  readonly lot: { readonly minimumUnits: number }
}

/** @returns undefined where nothing limits */
export function loopLimits(
  item: LimitedItem,
  asked: AskedLimits,
  replanAt: readonly number[],
  season: number,
): LoopLimits | undefined {
  const { method, maxUnits } = asked
  const isMinMax = method === 'min_max' && maxUnits !== null
  const isFixed = isMinMax && asked.minUnits !== null
  if (!isMinMax && !isLimited(asked)) return undefined
  const periodDays = yearDays / season
  const reorderUnits = new Float64Array(replanAt.length)
  const upToUnits = new Float64Array(isMinMax ? replanAt.length : 0)
  const capUnits = new Float64Array(replanAt.length)
  for (const [at, before] of replanAt.entries()) {
    const mean = blendedMean(item.units, before, season, leadDemandDefaults)
    const leadUnits = mean * item.lane.leadPeriods
    const least = safetyWithin(asked, 0, mean / periodDays)
    reorderUnits[at] = least > 0 || isFixed ? leadUnits + mean * item.lane.reviewPeriods + least : 0
    if (isMinMax) upToUnits[at] = leadUnits + maxUnits
    capUnits[at] = leadUnits + lowestCap(item, asked, mean / periodDays)
  }
  return { reorderUnits, isFixed, upToUnits, capUnits, minimumUnits: item.lot.minimumUnits }
}

/** Fifty-two weeks. */
const yearDays = 364

function isLimited(asked: AskedLimits): boolean {
  const { minUnits, maxUnits, coverDaysMin, coverDaysMax, shelfLifeDays, cashMax } = asked
  const caps = [minUnits, maxUnits, coverDaysMax, shelfLifeDays, cashMax]
  return coverDaysMin > 0 || caps.some((cap) => cap !== null)
}

function lowestCap({ unitCost }: LimitedItem, asked: AskedLimits, dayUnits: number): number {
  const [least] = stockCaps({
    dayUnits,
    unitCost,
    shelfLifeDays: asked.shelfLifeDays ?? undefined,
    coverDaysMax: asked.coverDaysMax ?? undefined,
    cashMax: asked.cashMax ?? undefined,
  })
  return Math.min(least?.units ?? Number.POSITIVE_INFINITY, asked.maxUnits ?? Infinity)
}

/** @param foundUnits -Infinity where nothing was ever sold */
export function limitedReorder(foundUnits: number, limits: LoopLimits, replan: number): number {
  const least = limits.reorderUnits[replan] ?? 0
  if (limits.isFixed) return least
  return least > 0 ? Math.max(foundUnits, least) : foundUnits
}
