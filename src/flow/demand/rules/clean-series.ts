/**
 * From what was observed to what would have been: lost sales of stock-outs added, what stands out
 * capped, what a person excluded put in its place. Nothing is rewritten: the raw series stays beside.
 */
import type { Calendar } from './calendar.ts'
import { usualUnits } from './level.ts'
import { hasMark, markBits } from './marks.ts'
import { makeRoom } from './room.ts'
import { findSpikes } from './spikes.ts'

export type Observed = {
  readonly rawUnits: Float64Array
  /** The largest single sale of each week; 0 where unknown. */
  readonly largestUnits: Float64Array
  /** Share of the week's days on which nothing was there to be sold, 0 to 1. */
  readonly outShare: Float64Array
  /** What was wanted on those days all the same. */
  readonly outUnits: Float64Array
  /** Bits that a person set. */
  readonly personMarks: Uint8Array
}

export type Cleaned = {
  readonly correctedUnits: Float64Array
  readonly cleanedUnits: Float64Array
  readonly marks: Uint8Array
  /** True where the cleaned units are an estimate: a better model may replace them. */
  readonly isEstimated: Uint8Array
}

/** A single sale of at least this share of a week that stands out is a one-off. */
const oneOffShare = 0.5
const weeksPerYear = 52

const roomForPlain = makeRoom()

export function cleanSeries(observed: Observed, calendar: Calendar): Cleaned {
  const { rawUnits } = observed
  const marks = firstMarks(observed, calendar)
  const plain = roomForPlain(rawUnits.length)
  plain.set(rawUnits)
  for (let week = 0; week < plain.length; week += 1) {
    if (marks[week] !== 0) plain[week] = Number.NaN
  }
  const { limitUnits, isSpike } = findSpikes(plain, weeksPerYear)
  for (let week = 0; week < rawUnits.length; week += 1) {
    if (isSpike(week)) marks[week] = spikeBit(observed, week)
  }
  if (isAsItWas(rawUnits, marks)) return asItWas(rawUnits, marks)
  for (let week = 0; week < plain.length; week += 1) {
    plain[week] = Math.min(plain[week] as number, limitUnits[week] as number)
  }
  const usual = usualUnits(plain)
  return replaceMarked(observed, marks, usual, limitUnits)
}

/** Most series have nothing to be cleaned. */
function isAsItWas(rawUnits: Float64Array, marks: Uint8Array): boolean {
  for (let week = 0; week < marks.length; week += 1) {
    if (marks[week] !== 0 || !((rawUnits[week] as number) >= 0)) return false
  }
  return true
}

function asItWas(rawUnits: Float64Array, marks: Uint8Array): Cleaned {
  // Nothing is marked, and so nothing estimated.
  return { correctedUnits: rawUnits, cleanedUnits: rawUnits, marks, isEstimated: marks }
}

function firstMarks({ rawUnits, outShare, personMarks }: Observed, calendar: Calendar): Uint8Array {
  const marks = new Uint8Array(rawUnits.length)
  for (let week = 0; week < rawUnits.length; week += 1) {
    let bits = personMarks[week] ?? 0
    if ((outShare[week] ?? 0) > 0) bits |= markBits.stock_out
    if (calendar.isPromoted(week)) bits |= markBits.promotion
    if (calendar.isEvent(week)) bits |= markBits.event
    marks[week] = bits
  }
  return marks
}

function spikeBit({ rawUnits, largestUnits }: Observed, week: number): number {
  const isOne = (largestUnits[week] ?? 0) >= oneOffShare * (rawUnits[week] ?? 0)
  return isOne ? markBits.one_off : markBits.spike
}

function replaceMarked(
  observed: Observed,
  marks: Uint8Array,
  usual: Float64Array,
  limitUnits: Float64Array,
): Cleaned {
  const correctedUnits = observed.rawUnits.slice()
  const cleanedUnits = observed.rawUnits.slice()
  const isEstimated = new Uint8Array(marks.length)
  for (let week = 0; week < marks.length; week += 1) {
    const bits = marks[week] ?? 0
    const level = usualAt(usual, week, observed.rawUnits)
    const corrected = hasMark(bits, 'stock_out')
      ? withLostSales(observed, week, level)
      : (observed.rawUnits[week] ?? 0)
    correctedUnits[week] = corrected
    cleanedUnits[week] = cleanedOf(bits, corrected, level, {
      largest: observed.largestUnits[week] ?? 0,
      limit: limitUnits[week] ?? Number.POSITIVE_INFINITY,
    })
    const isReplaced = corrected > (observed.rawUnits[week] ?? 0) || hasMark(bits, 'excluded')
    isEstimated[week] = isReplaced ? 1 : 0
  }
  return { correctedUnits, cleanedUnits, marks, isEstimated }
}

/** Where no week is plain, the mean of what was seen has to do. */
function usualAt(usual: Float64Array, week: number, rawUnits: Float64Array): number {
  const level = usual[week] ?? Number.NaN
  if (!Number.isNaN(level)) return Math.max(0, level)
  let sum = 0
  for (const raw of rawUnits) sum += raw
  return Math.max(0, sum / Math.max(1, rawUnits.length))
}

/**
 * What was wanted while goods were there, and the usual for the days they were not. Orders taken while
 * nothing was there count as what was wanted, never twice.
 */
function withLostSales({ rawUnits, outShare, outUnits }: Observed, week: number, level: number) {
  const raw = rawUnits[week] ?? 0
  // A person who marks a week says nothing of days: the whole week counts.
  const share = (outShare[week] ?? 0) || 1
  const whileThere = Math.max(0, raw - (outUnits[week] ?? 0))
  return Math.max(raw, whileThere + level * share)
}

function cleanedOf(
  bits: number,
  corrected: number,
  level: number,
  { largest, limit }: { readonly largest: number; readonly limit: number },
): number {
  if (hasMark(bits, 'excluded')) return level
  if (hasMark(bits, 'one_off')) {
    const without = largest > 0 ? corrected - largest : level
    return Math.max(Math.min(corrected, level), without)
  }
  if (hasMark(bits, 'spike')) return Math.min(corrected, Number.isFinite(limit) ? limit : level)
  return Math.max(0, corrected)
}
