/** What a rule would have done in a segment over its last year, and the level at which it keeps its promise. */
import { type Calibration, calibrate, temperedLevel } from './calibration.ts'
import { type LoopMethod, type Outcome, replaySegment } from './closed-loop.ts'
import type { SegmentHistory } from './learn-level.ts'
import type { Method, TargetKind } from './stock-rule.ts'

export type RulePromise = {
  readonly targetKind: TargetKind
  /** 0 to 1. */
  readonly target: number
  readonly method: Method
}

export type SegmentPreview = {
  readonly z: number
  readonly kind: Calibration['kind']
  /** Without limits, as the level was found. */
  readonly outcome: Outcome
}

/** Of fill or cycle service, whichever was promised. */
export const keptOf = (kind: TargetKind, outcome: Outcome): number =>
  kind === 'fill_rate' ? outcome.fill : outcome.cycleService

/** How far a level that is drawn towards the plain reading may miss what was asked. */
const missMax = 0.01

/** The same items without what limits their stock. */
export function unlimited(history: SegmentHistory): SegmentHistory {
  return { ...history, items: history.items.map((item) => ({ ...item, limits: undefined })) }
}

/** The level for a rule by replay, as if nothing limited it; undefined where nothing is kept in stock. */
export function calibrateRule(
  history: SegmentHistory,
  { targetKind, target, method }: RulePromise,
): SegmentPreview | undefined {
  const { items, span, season } = unlimited(history)
  const way = loopMethod(method)
  if (way === undefined || items.length === 0) return undefined
  const replayAt = (z: number) => replaySegment(items, span, () => z, way)
  const found = calibrate(target, (z) => keptOf(targetKind, replayAt(z)))
  const counted = span.toPeriod - span.countFromPeriod
  const tempered = temperedLevel(found, target, counted, season)
  const outcome = replayAt(tempered)
  const misses = Math.abs(keptOf(targetKind, outcome) - target) > missMax
  return misses && found.kind === 'reached'
    ? { z: found.z, kind: found.kind, outcome: replayAt(found.z) }
    : { z: tempered, kind: found.kind, outcome }
}

/** What a level would have done; `zOf` tells it for each item by its place in the list. */
export function replayLevels(
  { items, span }: SegmentHistory,
  method: Method,
  zOf: (item: number) => number,
): Outcome | undefined {
  const way = loopMethod(method)
  if (way === undefined) return undefined
  return addOutcomes(items.map((item, at) => replaySegment([item], span, () => zOf(at), way)))
}

function loopMethod(method: Method): LoopMethod | undefined {
  return method === 'none' ? undefined : method
}

/** Shares weighted by what they are shares of. */
export function addOutcomes(outcomes: readonly Outcome[]): Outcome {
  let demandValue = 0
  let filledValue = 0
  let stockValue = 0
  let orderCount = 0
  let kept = 0
  let orderedValue = 0
  let cappedCount = 0
  for (const one of outcomes) {
    demandValue += one.demandValue
    filledValue += one.fill * one.demandValue
    stockValue += one.stockValue
    orderCount += one.orderCount
    kept += one.cycleService * one.orderCount
    orderedValue += one.orderedValue
    cappedCount += one.cappedCount
  }
  return {
    fill: demandValue > 0 ? filledValue / demandValue : 1,
    cycleService: orderCount > 0 ? kept / orderCount : 1,
    stockValue,
    orderCount,
    demandValue,
    orderedValue,
    cappedCount,
  }
}
