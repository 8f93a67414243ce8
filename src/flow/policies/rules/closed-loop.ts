/**
 * A segment replayed as one: what a level would have achieved and cost, and the level that achieves what is asked.
 *
 * The same figures calibrate a level, let policies compete, and preview a policy before it is switched on.
 */
import { type Calibration, type CalibrationLimits, calibrate } from './calibration.ts'
import { type LevelTable, reorderFrom } from './level-table.ts'
import { type LoopLimits, limitedReorder } from './loop-limits.ts'
import { nothingReplayed, type ReplayPlan, type ReplaySpan, replay } from './replay.ts'

/**
 * (s, Q) orders whole lots at s; (s, S) and min/max up to s + Q at s; (R, S) at each review up to the level. `none` is made
 * or bought to order and has nothing to replay.
 */
export type LoopMethod = 's_q' | 's_S' | 'r_S' | 'min_max'

export type LoopItem = {
  readonly demandUnits: Float64Array
  /** By period of the order; drawn from what was known, not what came to be. */
  readonly leadPeriods: Uint16Array
  readonly unitCost: number
  readonly levels: LevelTable
  /** By re-plan, as the levels. */
  readonly lotUnits: Float64Array
  /** What an order up to a level is rounded up to; 1 without it. */
  readonly packUnits?: number
  /** An item that was new counts from here on: no policy is to blame for what nobody knew of. */
  readonly countFromPeriod?: number
  /** What keeps it within bounds, if anything does. */
  readonly limits?: LoopLimits | undefined
}

export type LoopSpan = ReplaySpan & {
  /** The row of the levels that holds from `fromPeriod`. */
  readonly firstReplan: number
}

/** Money is in the unit of the items' cost; the year of the order count is the span's counted part. */
export type Outcome = {
  /** By value: what was served over what was asked for; 1 where nothing was asked for. */
  readonly fill: number
  /** Orders whose cycle saw no stock-out; several periods without stock count as so many cycles. */
  readonly cycleService: number
  /** On average over the counted periods. */
  readonly stockValue: number
  readonly orderCount: number
  readonly demandValue: number
  readonly orderedValue: number
  /** Orders that a cap made less, or none. */
  readonly cappedCount: number
}

/** @param zOf the level in force at a re-plan, counted from the first of the span */
export function replaySegment(
  items: readonly LoopItem[],
  span: LoopSpan,
  zOf: (replan: number) => number,
  method: LoopMethod = 's_q',
): Outcome {
  // What is not bound to reviews is looked at in each period.
  const reviewed = method === 'r_S' ? span : { ...span, reviewPeriods: 1 }
  const replans = Math.ceil((span.toPeriod - span.fromPeriod) / span.replanPeriods)
  const zs = Float64Array.from({ length: replans }, (_, replan) => zOf(replan))
  const reorderUnits = new Float64Array(replans)
  const due = new Float64Array(1 + longestLead(items))
  const result = nothingReplayed()
  let demand = 0
  let filled = 0
  let stock = 0
  let orderCount = 0
  let brokenCount = 0
  let orderedValue = 0
  let cappedCount = 0
  for (const item of items) {
    for (let at = 0; at < replans; at += 1) {
      const replan = span.firstReplan + at
      const found = reorderFrom(item.levels, replan, zs[at] ?? 0)
      reorderUnits[at] = item.limits ? limitedReorder(found, item.limits, replan) : found
    }
    const lotUnits = item.lotUnits.subarray(span.firstReplan, span.firstReplan + replans)
    const plan = planOf(method, reorderUnits, lotUnits, item, span.firstReplan)
    const world = { ...item, startUnits: startOf(plan) }
    const counted = countedSpan(reviewed, item)
    if (counted.countFromPeriod >= span.toPeriod) continue
    replay(world, plan, counted, due, result)
    demand += result.demandUnits * item.unitCost
    filled += result.filledUnits * item.unitCost
    stock += (result.stockUnitPeriods / result.periods) * item.unitCost
    orderCount += result.orderCount
    brokenCount += Math.min(result.orderCount, result.stockOutPeriods)
    orderedValue += result.orderedUnits * item.unitCost
    cappedCount += result.cappedCount
  }
  const fill = demand > 0 ? filled / demand : 1
  const cycleService = orderCount > 0 ? 1 - brokenCount / orderCount : 1
  return {
    fill,
    cycleService,
    stockValue: stock,
    orderCount,
    demandValue: demand,
    orderedValue,
    cappedCount,
  }
}

/** Stock at the start: as after an order, within the cap. */
function startOf({ reorderUnits, lotUnits, upToUnits, cap, rule }: ReplayPlan): number {
  const usual = (reorderUnits[0] ?? 0) + (lotUnits[0] ?? 0)
  const start = rule === 'up_to' && upToUnits !== undefined ? (upToUnits[0] ?? 0) : usual
  return Math.max(0, Math.min(start, cap?.units[0] ?? Number.POSITIVE_INFINITY))
}

function planOf(
  method: LoopMethod,
  reorderUnits: Float64Array,
  lotUnits: Float64Array,
  { packUnits = 1, limits }: LoopItem,
  firstReplan: number,
): ReplayPlan {
  const now = (units: Float64Array) => units.subarray(firstReplan)
  const cap = limits && { ...limits, units: now(limits.capUnits), packUnits }
  const within = cap === undefined ? {} : { cap }
  if (method === 's_q') return { rule: 'lots', reorderUnits, lotUnits, ...within }
  const packs = new Float64Array(reorderUnits.length).fill(packUnits)
  if (method === 'r_S') {
    const always = reorderUnits.map((units) => (units > 0 ? Infinity : units))
    const upTo = { lotUnits: packs, upToUnits: reorderUnits }
    return { rule: 'up_to', reorderUnits: always, ...upTo, ...within }
  }
  const isMinMax = method === 'min_max' && limits !== undefined && limits.upToUnits.length > 0
  const upToUnits = isMinMax
    ? now(limits.upToUnits)
    : reorderUnits.map((units, at) => units + (lotUnits[at] ?? 0))
  return { rule: 'up_to', reorderUnits, lotUnits: packs, upToUnits, ...within }
}

function countedSpan(span: LoopSpan, { countFromPeriod = 0 }: LoopItem): LoopSpan {
  return countFromPeriod > span.countFromPeriod ? { ...span, countFromPeriod } : span
}

function longestLead(items: readonly LoopItem[]): number {
  let longest = 0
  for (const { leadPeriods } of items) {
    for (let period = 0; period < leadPeriods.length; period += 1) {
      longest = Math.max(longest, leadPeriods[period] ?? 0)
    }
  }
  return longest
}

/**
 * The one level that, held over the span, would have filled the target. The span ends where knowledge ends: nothing at
 * or after `toPeriod` is read.
 */
export function calibrateSegment(
  items: readonly LoopItem[],
  span: LoopSpan,
  targetFill: number,
  limits?: CalibrationLimits,
  method?: LoopMethod,
): Calibration {
  return calibrate(targetFill, (z) => replaySegment(items, span, () => z, method).fill, limits)
}

export type MethodReplay = {
  readonly method: LoopMethod
  readonly calibration: Calibration
  readonly outcome: Outcome
}

/** Every method at the same target, each with the level that reaches it: the preview, and what a tournament judges. */
export function replayMethods(
  items: readonly LoopItem[],
  span: LoopSpan,
  targetFill: number,
  methods: readonly LoopMethod[] = ['s_q', 's_S', 'r_S'],
): readonly MethodReplay[] {
  return methods.map((method) => {
    const calibration = calibrateSegment(items, span, targetFill, undefined, method)
    const outcome = replaySegment(items, span, () => calibration.z, method)
    return { method, calibration, outcome }
  })
}
