/**
 * What a policy would have done: real demand, real lead times, period by period.
 *
 * One simulation serves the measure, the calibration of levels and the preview of a policy. It is told the
 * parameters of each re-plan beforehand and so can't look ahead: whoever makes them must read only the
 * periods before the re-plan they are for.
 *
 * A period runs: review the position and order, receive what is due, meet the demand, count the stock. So an order
 * placed in period t with a lead of n is there for the demand of t + n, and a level must last n + review periods.
 */
import { invariant } from '#kernel/invariant'

/** How much is ordered once the position is at or below the reorder point. */
export type OrderRule =
  /** Whole lots until the position is above the reorder point: (s, Q), or (R, nQ). */
  | 'lots'
  /** The difference to the order-up-to level, rounded up to the lot: (s, S), (R, S), min/max. */
  | 'up_to'

/** Parameters by re-plan: the one at index i holds from period `fromPeriod + i x replanPeriods`. */
export type ReplayPlan = {
  readonly rule: OrderRule
  /** At or below it an order is placed. -Infinity: never; Infinity: at each review (R, S). */
  readonly reorderUnits: Float64Array
  /** The lot; at least 1 unit, whole or not. */
  readonly lotUnits: Float64Array
  /** Only read by rule `up_to`. */
  readonly upToUnits?: Float64Array
  readonly cap?: PositionCap
}

/** By re-plan, the position that no order goes beyond, but for the supplier's minimum and to fill a pack. */
export type PositionCap = {
  readonly units: Float64Array
  readonly minimumUnits: number
  readonly packUnits: number
}

export type ReplaySpan = {
  readonly fromPeriod: number
  /** The period behind the last. */
  readonly toPeriod: number
  /** Periods before it are played but not counted, so that the start does not show. */
  readonly countFromPeriod: number
  readonly replanPeriods: number
  /** 1: the position is looked at in each period. */
  readonly reviewPeriods: number
}

export type ReplayItem = {
  readonly demandUnits: Float64Array
  /** By the period in which the order is placed; whole periods, 0 or more. */
  readonly leadPeriods: Uint16Array
  readonly startUnits: number
}

/** What happened in the counted periods. `stockUnitPeriods / periods` is the average stock. */
export type Replayed = {
  demandUnits: number
  filledUnits: number
  stockUnitPeriods: number
  orderCount: number
  orderedUnits: number
  /** Orders that a cap made less, or none. */
  cappedCount: number
  /** Orders that arrive in the counted periods and their units, to check that nothing is lost. */
  receivedUnits: number
  stockOutPeriods: number
  /** At the end of the counted periods. */
  onHandUnits: number
  onOrderUnits: number
  periods: number
}

export function nothingReplayed(): Replayed {
  return {
    demandUnits: 0,
    filledUnits: 0,
    stockUnitPeriods: 0,
    orderCount: 0,
    orderedUnits: 0,
    cappedCount: 0,
    receivedUnits: 0,
    stockOutPeriods: 0,
    onHandUnits: 0,
    onOrderUnits: 0,
    periods: 0,
  }
}

/**
 * Plays one item; demand that meets no stock is lost.
 *
 * @param due room for what is under way: one place for each period of the longest lead, and one more
 * @param result is overwritten, so that a thousand replays allocate nothing
 */
export function replay(
  item: ReplayItem,
  plan: ReplayPlan,
  span: ReplaySpan,
  due: Float64Array,
  result: Replayed,
): Replayed {
  due.fill(0)
  Object.assign(result, nothingReplayed())
  let onHand = item.startUnits
  let onOrder = 0
  for (let period = span.fromPeriod; period < span.toPeriod; period += 1) {
    const wanted = orderAt(period, onHand + onOrder, plan, span)
    const ordered = withinCap(wanted, period, onHand + onOrder, plan.cap, span)
    if (ordered > 0) {
      onOrder += ordered
      putDue(due, period, item.leadPeriods, ordered)
    }
    const received = takeDue(due, period)
    onOrder -= received
    onHand += received
    const demand = item.demandUnits[period] ?? 0
    const filled = Math.min(demand, onHand)
    onHand -= filled
    if (period < span.countFromPeriod) continue
    result.periods += 1
    result.demandUnits += demand
    result.filledUnits += filled
    result.stockUnitPeriods += onHand
    result.receivedUnits += received
    result.orderedUnits += ordered
    countOrder(result, wanted, ordered)
    if (filled < demand) result.stockOutPeriods += 1
  }
  result.onHandUnits = onHand
  result.onOrderUnits = onOrder
  return result
}

function putDue(due: Float64Array, period: number, leads: Uint16Array, units: number): void {
  const lead = leads[period] ?? 0
  invariant(lead < due.length, 'a lead fits into the room for what is under way')
  const place = (period + lead) % due.length
  due[place] = (due[place] ?? 0) + units
}

function takeDue(due: Float64Array, period: number): number {
  const place = period % due.length
  const units = due[place] ?? 0
  due[place] = 0
  return units
}

function countOrder(result: Replayed, wanted: number, ordered: number): void {
  if (ordered > 0) result.orderCount += 1
  if (ordered < wanted) result.cappedCount += 1
}

function withinCap(
  wanted: number,
  period: number,
  position: number,
  posed: PositionCap | undefined,
  { fromPeriod, replanPeriods }: ReplaySpan,
): number {
  if (posed === undefined || wanted === 0) return wanted
  const { units, minimumUnits, packUnits } = posed
  const cap = units[Math.floor((period - fromPeriod) / replanPeriods)] ?? Number.POSITIVE_INFINITY
  const room = cap - position
  if (wanted <= room) return wanted
  if (room <= 0) return 0
  const least = Math.max(room, minimumUnits)
  return Math.min(wanted, Math.ceil(least / packUnits - 1e-9) * packUnits)
}

/** Units ordered in a period; 0 where the position is above the reorder point or nobody looks. */
function orderAt(period: number, position: number, plan: ReplayPlan, span: ReplaySpan): number {
  const since = period - span.fromPeriod
  if (since % span.reviewPeriods !== 0) return 0
  const at = Math.floor(since / span.replanPeriods)
  const reorder = plan.reorderUnits[at] ?? Number.NEGATIVE_INFINITY
  if (!(position <= reorder)) return 0
  const lot = plan.lotUnits[at] ?? 1
  if (plan.rule === 'lots') return (Math.floor((reorder - position) / lot) + 1) * lot
  const missing = (plan.upToUnits?.[at] ?? reorder) - position
  return missing > 0 ? Math.ceil(missing / lot - 1e-9) * lot : 0
}
