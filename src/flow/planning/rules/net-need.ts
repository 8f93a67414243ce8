/**
 * When must something be ordered, and how much is missing: time-phased netting over everything that
 * is there or comes, of whatever firmness (rules 10 and 11). A draft counts like an order, so nothing
 * is bought twice; a supply that comes a little late is waited for rather than bought again.
 */
import type { DemandTotals, StockState, Supply } from './stock-curve.ts'

export type NetRule = {
  /** From ordering to usable stock. */
  readonly leadDays: number
  /** Until the next order, at least; it is protected too, as is every day until the next order day. */
  readonly reviewDays: number
  /** Kept beyond expected demand, whole base units. */
  readonly safetyUnits: number
  /** A supply up to this many days after the day of need still counts for it (D365: negative days). */
  readonly toleranceDays: number
  /** Order days looked at: 0 is today only. */
  readonly aheadDays: number
  /** True on days on which an order may be made. */
  readonly isOrderDay: (day: number) => boolean
}

/** What is missing on the day of need, made of the very terms that it is the sum of. */
export type Need = {
  readonly orderDay: number
  readonly needDay: number
  readonly baselineUnits: number
  readonly upliftUnits: number
  readonly eventUnits: number
  readonly adjustmentUnits: number
  readonly safetyUnits: number
  readonly committedUnits: number
  /** What customers ordered for days until then, beyond the forecast. */
  readonly orderedUnits: number
  /** What other places are to get from here by then. */
  readonly transfersUnits: number
  readonly usableUnits: number
  readonly supplies: readonly Supply[]
  readonly missingUnits: number
}

/** The first order day on which waiting longer would let stock fall below its safety. */
export function findNeed(
  state: StockState,
  demand: DemandTotals,
  supply: Float64Array,
  rule: NetRule,
): Need | undefined {
  for (let orderDay = 0; orderDay <= rule.aheadDays; orderDay += 1) {
    if (!rule.isOrderDay(orderDay)) continue
    const worst = worstOf(state, demand, supply, rule, orderDay)
    if (worst !== undefined) return needOn(state, demand, rule, orderDay, worst.day)
  }
  return undefined
}

/** Until the next chance to order: by the rule, or longer where orders are made on some days only. */
function protectedDays({ reviewDays, isOrderDay }: NetRule, orderDay: number): number {
  let days = 1
  while (days < gapMax && !isOrderDay(orderDay + days)) days += 1
  return Math.max(reviewDays, days)
}

/** No calendar leaves more days between two orders. */
const gapMax = 92

/** What an order of this day must bring at least; 0 when nothing is missing. */
export function mostMissing(
  state: StockState,
  demand: DemandTotals,
  supply: Float64Array,
  rule: NetRule,
  orderDay: number,
): number {
  return worstOf(state, demand, supply, rule, orderDay)?.missingUnits ?? 0
}

/** Of the days that an order of this day protects, the one that misses most; undefined if none does. */
function worstOf(
  state: StockState,
  demand: DemandTotals,
  supply: Float64Array,
  rule: NetRule,
  orderDay: number,
): { readonly day: number; readonly missingUnits: number } | undefined {
  const last = supply.length - 1
  const from = Math.min(orderDay + rule.leadDays, last)
  const to = Math.min(orderDay + rule.leadDays + protectedDays(rule, orderDay), last)
  let worst: number | undefined
  let missingUnits = 0
  for (let day = from; day <= to; day += 1) {
    const came = supply[Math.min(day + rule.toleranceDays, last)] ?? 0
    const must = (demand.all[day] ?? 0) + rule.safetyUnits + state.committedUnits
    const missing = must - state.usableUnits - came
    if (missing > missingUnits) {
      missingUnits = missing
      worst = day
    }
  }
  return worst === undefined ? undefined : { day: worst, missingUnits }
}

function needOn(
  state: StockState,
  demand: DemandTotals,
  rule: NetRule,
  orderDay: number,
  needDay: number,
): Need {
  const until = Math.min(needDay + rule.toleranceDays, demand.all.length - 1)
  const supplies = state.supplies.filter(({ day }) => day <= until)
  const terms = {
    baselineUnits: demand.baseline[needDay] ?? 0,
    upliftUnits: demand.uplift[needDay] ?? 0,
    eventUnits: demand.event[needDay] ?? 0,
    adjustmentUnits: demand.adjustment[needDay] ?? 0,
    safetyUnits: rule.safetyUnits,
    committedUnits: state.committedUnits,
    orderedUnits: demand.ordered?.[needDay] ?? 0,
    transfersUnits: demand.transfers?.[needDay] ?? 0,
    usableUnits: state.usableUnits,
  }
  const missingUnits =
    terms.baselineUnits +
    terms.upliftUnits +
    terms.eventUnits +
    terms.adjustmentUnits +
    terms.safetyUnits +
    terms.committedUnits +
    terms.orderedUnits +
    terms.transfersUnits -
    terms.usableUnits -
    supplies.reduce((sum, { units }) => sum + units, 0)
  return { orderDay, needDay, ...terms, supplies, missingUnits }
}
