/**
 * Makes the series of a set of item-places anew: observed demand by week, stock-outs, marks and
 * promotions in; layers out. A handful of statements, however many there are.
 */
import { createHash } from 'node:crypto'

import { dayAt } from '#kernel/day'
import type { JobContext } from '#platform/jobs'
import { requirePermission, type Tx } from '#platform/work'
import { type PromotionSpan, promotionsBetween } from '#records/promotions'

import {
  type EmptySpan,
  type ItemPlace,
  numbers,
  type ObservedWeeks,
  type PersonMark,
  pairKey,
  readEmptySpans,
  readFingerprints,
  readObservedWeeks,
  readPersonMarks,
} from '../queries/observed-demand.ts'
import { touchedItemPlaces } from '../queries/touched-item-places.ts'
import { calendarOf } from '../rules/calendar.ts'
import type { Observed } from '../rules/clean-series.ts'
import { markBits } from '../rules/marks.ts'
import { zeros } from '../rules/room.ts'
import { bucket, bucketDays, bucketMost, daysWithin, mondayOf, weekOf } from '../rules/weeks.ts'
import { upsertEffects } from '../store/effects.ts'
import { takeTouches, upsertSeries } from '../store/series.ts'
import { type SeriesToLayer, seriesOf } from './layer-series.ts'
import { spansAbout } from './spans-about.ts'

/** Item-places of one set of statements. */
const chunkMax = 2_000
/** Older weeks say little of what is to come. */
const weeksMax = 208
/** Counted up when the same input gives other layers. */
const edition = 1

/** The job `demand.refresh`: a transaction for each chunk, until nothing is touched. */
export async function refreshDemand({ work }: JobContext): Promise<void> {
  for (let last = ''; ; ) {
    const pairs = await work.transact(async (tx) => {
      const asOf = dayAt(tx.now.getTime(), 'UTC')
      const touched = await touchedItemPlaces(tx, chunkMax, asOf)
      await refreshSeries(tx, touched, asOf)
      return touched
    })
    const now = pairs.map(pairKey).join()
    if (pairs.length < chunkMax || now === last) return
    last = now
  }
}

/**
 * @param asOf the day it is; the last week that is whole by then is the last of the series
 * @returns how many series are other than they were
 * @throws {PermissionError} when the actor may not write demand
 */
export async function refreshSeries(
  tx: Tx,
  pairs: readonly ItemPlace[],
  asOf: string,
): Promise<number> {
  requirePermission(tx, 'demand.write')

  let changed = 0
  for (let from = 0; from < pairs.length; from += chunkMax) {
    changed += await refreshChunk(tx, pairs.slice(from, from + chunkMax), asOf)
  }
  return changed
}

async function refreshChunk(tx: Tx, pairs: readonly ItemPlace[], asOf: string): Promise<number> {
  await takeTouches(tx, pairs)
  const endWeek = weekOf(asOf)
  const observed = await readObservedWeeks(tx, pairs, asOf)
  const spans = await promotionsBetween(tx, { from: mondayOf(endWeek - weeksMax), to: asOf })
  const about = spansAbout(spans)
  const empty = Map.groupBy(await readEmptySpans(tx, pairs, asOf), pairKey)
  const marks = Map.groupBy(await readPersonMarks(tx, pairs), pairKey)
  const kept = await readFingerprints(tx, pairs)
  const inputs = pairs.flatMap((pair): readonly SeriesToLayer[] => {
    const weeks = observed.get(pairKey(pair))
    if (weeks === undefined) return []
    const input = inputOf(pair, weeks, endWeek, {
      empty: empty.get(pairKey(pair)) ?? [],
      marks: marks.get(pairKey(pair)) ?? [],
      spans: about({ ...pair, categoryId: weeks.categoryId }),
    })
    return kept.get(pairKey(pair)) === input.fingerprint ? [] : [input]
  })
  const { series, effects } = seriesOf(inputs)
  await upsertSeries(tx, series)
  await upsertEffects(tx, effects)
  return inputs.length
}

function inputOf(
  pair: ItemPlace,
  weeks: ObservedWeeks,
  endWeek: number,
  found: {
    readonly empty: readonly EmptySpan[]
    readonly marks: readonly PersonMark[]
    readonly spans: readonly PromotionSpan[]
  },
): SeriesToLayer {
  const oldest = weekOfOldest(weeks.raw.days, endWeek)
  const firstWeek = Math.max(endWeek - weeksMax, oldest)
  const weekCount = endWeek - firstWeek
  const observed: Observed = {
    rawUnits: bucketDays(firstWeek, weekCount, weeks.raw),
    largestUnits: bucketMost(firstWeek, weekCount, weeks.largest),
    ...emptyWeeks(firstWeek, weekCount, found.empty),
    personMarks: markedWeeks(firstWeek, weekCount, found.marks),
  }
  return {
    ...pair,
    categoryId: weeks.categoryId,
    firstWeek,
    observed,
    calendar: calendarOf(firstWeek, weekCount, found.spans),
    hasSpans: found.spans.length > 0,
    firstSoldOn: weeks.firstSoldOn,
    lastSoldOn: weeks.lastSoldOn,
    recent: weeks.recent,
    fingerprint: fingerprintOf(firstWeek, observed, found.spans, weeks),
  }
}

function weekOfOldest(days: Int32Array, endWeek: number): number {
  let oldest = 7 * endWeek
  for (let at = 0; at < days.length; at += 1) oldest = Math.min(oldest, days[at] as number)
  return Math.floor(oldest / 7)
}

function emptyWeeks(
  firstWeek: number,
  weekCount: number,
  spans: readonly EmptySpan[],
): Pick<Observed, 'outShare' | 'outUnits'> {
  if (spans.length === 0) return { outShare: zeros(weekCount), outUnits: zeros(weekCount) }
  const outShare = new Float64Array(weekCount)
  let outUnits = new Float64Array(weekCount)
  for (const { fromDay, toDay, weeks, units } of spans) {
    const to = Math.min(weekOf(toDay), firstWeek + weekCount - 1)
    for (let week = Math.max(weekOf(fromDay), firstWeek); week <= to; week += 1) {
      const period = week - firstWeek
      outShare[period] = (outShare[period] ?? 0) + daysWithin(week, fromDay, toDay) / 7
    }
    const wanted = bucket(firstWeek, weekCount, numbers(weeks), numbers(units))
    outUnits = outUnits.map((sum, period) => sum + (wanted[period] ?? 0))
  }
  return { outShare, outUnits }
}

function markedWeeks(
  firstWeek: number,
  weekCount: number,
  marks: readonly PersonMark[],
): Uint8Array {
  const bits = new Uint8Array(weekCount)
  for (const { kind, startsOn, endsOn } of marks) {
    const to = Math.min(weekOf(endsOn), firstWeek + weekCount - 1)
    for (let week = Math.max(weekOf(startsOn), firstWeek); week <= to; week += 1) {
      bits[week - firstWeek] = (bits[week - firstWeek] ?? 0) | markBits[kind]
    }
  }
  return bits
}

function fingerprintOf(
  firstWeek: number,
  observed: Observed,
  spans: readonly PromotionSpan[],
  { categoryId, lastSoldOn, recent }: ObservedWeeks,
): string {
  const hash = createHash('sha1')
  hash.update(JSON.stringify([edition, firstWeek, categoryId, lastSoldOn, spans]))
  for (const part of Object.values(observed)) hash.update(part)
  hash.update(recent.weekdayUnits)
  hash.update(recent.channelIds.join())
  hash.update(recent.channelUnits)
  return hash.digest('base64url')
}
