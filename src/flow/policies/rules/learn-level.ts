/**
 * The level of a segment, learnt from its own past: each re-plan of the last year is made again from the rows before it, the
 * year is replayed with them, and the level that would have filled what is asked is found. The measure and the product
 * both come here.
 */
import { randomOf, seedOf } from '#kernel/random'
import { meanOf } from '#kernel/statistics/moments'

import {
  type Calibration,
  type CalibrationLimits,
  calibrationDefaults,
  temperedLevel,
} from './calibration.ts'
import {
  calibrateSegment,
  type LoopItem,
  type LoopMethod,
  type LoopSpan,
  type MethodReplay,
  type Outcome,
  replayMethods,
  replaySegment,
} from './closed-loop.ts'
import { drawLeadDemand, drawLeadPeriods } from './draw-demand.ts'
import { type Lane, leadDemandMoments } from './lead-demand.ts'
import { type LevelTable, levelTable } from './level-table.ts'
import { type AskedLimits, loopLimits } from './loop-limits.ts'
import { type LotFacts, lotOf } from './order-lot.ts'
import { dampedReorder, reorderPointAt } from './reorder-point.ts'

export type HistoryItem = {
  readonly id: string
  /** Cleaned demand by period, oldest first; all items of a segment end in the same period. */
  readonly units: Float64Array
  readonly unitCost: number
  readonly lane: Lane
  readonly lot: Omit<LotFacts, 'yearUnits'>
  readonly limits?: AskedLimits | undefined
}

export type LearningCalendar = {
  /** Periods in a year. */
  readonly season: number
  readonly replanPeriods: number
  /** Played but not counted, so that the start does not show: about a lead time. */
  readonly settlePeriods: number
  /** Periods with sales from which on an item is planned at all. */
  readonly salesMin: number
}

export const weeklyCalendar: LearningCalendar = {
  season: 52,
  replanPeriods: 4,
  settlePeriods: 18,
  salesMin: 2,
}

const drawCount = 200

/**
 * Reorder points by re-plan and level; those of a re-plan read only the periods before it. A rise is taken half-way at
 * first, see `dampedReorder`.
 */
export function itemLevels(
  item: Pick<HistoryItem, 'id' | 'units' | 'lane'>,
  replanAt: readonly number[],
  season: number,
): LevelTable {
  const reorderAt = (before: number) => {
    const draws = new Float64Array(drawCount)
    const moments = leadDemandMoments(item.units, before, season, item.lane)
    drawLeadDemand(item.units, before, item.lane, randomOf(seedOf(item.id, before)), draws).sort()
    return (z: number) => reorderPointAt(z, moments, draws).reorderUnits
  }
  let before: ((z: number) => number) | undefined
  return levelTable(replanAt.length, (replan) => {
    const now = reorderAt(replanAt[replan] ?? 0)
    const then = before ?? now
    before = now
    return (z) => dampedReorder(now(z), then(z))
  })
}

export function itemLots(
  item: Pick<HistoryItem, 'units' | 'lot'>,
  replanAt: readonly number[],
  season: number,
): Float64Array {
  return Float64Array.from(replanAt, (before) => {
    const periodUnits = meanOf(item.units, Math.max(0, before - season), before)
    return lotOf({ ...item.lot, yearUnits: periodUnits * season }).lotUnits
  })
}

/** The period by which an item has sold often enough to be planned. */
export function knownFrom(units: Float64Array, salesMin: number): number {
  let sales = 0
  for (let period = 0; period < units.length; period += 1) {
    if ((units[period] ?? 0) > 0) sales += 1
    if (sales >= salesMin) return period + 1
  }
  return units.length
}

/** Re-plans up to and without `endPeriod`, as many as a year and settling take and the history allows. */
export function replansBefore(endPeriod: number, calendar: LearningCalendar): readonly number[] {
  const { season, replanPeriods, settlePeriods } = calendar
  const wanted = Math.min(season + settlePeriods, Math.floor(endPeriod * longestShare))
  const count = Math.floor(wanted / replanPeriods)
  return Array.from({ length: count }, (_, at) => endPeriod - (count - at) * replanPeriods)
}

/** The first re-plan needs a past of its own. */
const longestShare = 0.6

/**
 * The span that re-plan `replan` may learn from: the year before it, and before that what stock needs to settle; half of what
 * there is counts where that is less.
 *
 * @param replanAt periods of all re-plans; one that is `replan` itself need not be among them
 */
export function learningSpan(
  replanAt: readonly number[],
  toPeriod: number,
  calendar: LearningCalendar,
): LoopSpan {
  const { settlePeriods, replanPeriods } = calendar
  const wanted = toPeriod - calendar.season - settlePeriods
  const firstReplan = Math.max(
    0,
    replanAt.findIndex((period) => period >= wanted),
  )
  const fromPeriod = replanAt[firstReplan] ?? 0
  const middle = Math.floor((fromPeriod + toPeriod) / 2)
  const countFromPeriod = Math.min(fromPeriod + settlePeriods, middle)
  return { fromPeriod, toPeriod, countFromPeriod, replanPeriods, reviewPeriods: 1, firstReplan }
}

export type LearnedLevel = {
  readonly z: number
  readonly calibration: Calibration
}

/** From items made ready for all re-plans, at the end of a span. */
export function levelOver(
  items: readonly LoopItem[],
  span: LoopSpan,
  targetFill: number,
  season: number,
  limits: CalibrationLimits = calibrationDefaults,
): LearnedLevel {
  const calibration = calibrateSegment(items, span, targetFill, limits)
  const counted = span.toPeriod - span.countFromPeriod
  return { z: temperedLevel(calibration, targetFill, counted, season), calibration }
}

/** What a segment would have had: the same replay calibrates and previews. */
export type SegmentReplay = LearnedLevel & {
  /** With the tempered level over the span. */
  readonly outcome: Outcome
  readonly span: LoopSpan
}

export type SegmentHistory = {
  readonly items: readonly LoopItem[]
  readonly span: LoopSpan
  readonly season: number
}

/**
 * A segment made ready to be replayed over its last year, once for all levels, targets and methods.
 *
 * @returns undefined where the history is too short for a single re-plan, or there is no item
 */
export function segmentHistory(
  items: readonly HistoryItem[],
  calendar: LearningCalendar = weeklyCalendar,
): SegmentHistory | undefined {
  const endPeriod = items[0]?.units.length ?? 0
  const replanAt = replansBefore(endPeriod, calendar)
  if (replanAt.length === 0) return undefined
  const span = learningSpan(replanAt, endPeriod, calendar)
  const ready = items.map((item) => loopItem(item, replanAt, calendar))
  return { items: ready, span, season: calendar.season }
}

/** The level for a segment from its history alone, and what it would have given. */
export function learnLevel(
  { items, span, season }: SegmentHistory,
  targetFill: number,
): SegmentReplay {
  const learned = levelOver(items, span, targetFill, season)
  return { ...learned, outcome: replaySegment(items, span, () => learned.z), span }
}

/** Each method at the target, for the preview and the tournament. */
export function previewMethods(
  { items, span }: SegmentHistory,
  targetFill: number,
  methods?: readonly LoopMethod[],
): readonly MethodReplay[] {
  return replayMethods(items, span, targetFill, methods)
}

function loopItem(
  item: HistoryItem,
  replanAt: readonly number[],
  calendar: LearningCalendar,
): LoopItem {
  return {
    demandUnits: item.units,
    leadPeriods: drawLeadPeriods(item.lane, item.units.length, randomOf(seedOf(item.id, 'past'))),
    unitCost: item.unitCost,
    levels: itemLevels(item, replanAt, calendar.season),
    lotUnits: itemLots(item, replanAt, calendar.season),
    packUnits: Math.max(1, item.lot.packUnits),
    limits: item.limits && loopLimits(item, item.limits, replanAt, calendar.season),
    countFromPeriod: knownFrom(item.units, calendar.salesMin) + calendar.settlePeriods,
  }
}
