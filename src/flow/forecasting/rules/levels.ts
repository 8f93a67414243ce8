/**
 * Plain levels: means that forget at fixed rates, means that don't believe spikes, the rate and size of sales apart
 * (Teunter, Syntetos & Babai 2011), and one that follows a slow drift.
 */

import { gainsMax, lineLevelGains, lineSlopeGains, meanGains } from './gains.ts'

const rates = Float64Array.of(0, 0.03, 0.06, 0.12, 0.2, 0.3, 0.45, 0.65)
const cappedRates = Float64Array.of(0.1, 0.3)
const occurrenceRates = Float64Array.of(0.05, 0.1, 0.2)
/** A spike is what passes so many times the mean size of a sale. */
const spikeSizes = 2
/** Among these each series weighs its own rate. */
const ownRates = Float64Array.of(0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1)
const ownLevels = new Float64Array(ownRates.length)
const ownErrors = new Float64Array(ownRates.length)
const driftLevelRate = 0.1
const driftSlopeRate = 0.01

/** In the order of their paths. */
export const levelNames = [
  'mean',
  'ses.03',
  'ses.06',
  'ses.12',
  'ses.2',
  'ses.3',
  'ses.45',
  'ses.65',
  'capped.1',
  'capped.3',
  'tsb.05',
  'tsb.1',
  'tsb.2',
  'own',
  'own capped',
  'drift.1',
] as const

/** Writes the path of every level over `horizon` steps, one member after the other, from `outAt` on. */
export function fitLevels(
  x: Float64Array,
  length: number,
  out: Float64Array,
  outAt: number,
  horizon: number,
): void {
  let member = outAt
  for (let k = 0; k < rates.length; k += 1, member += horizon) {
    const level = smooth(x, length, rates[k] as number, Number.POSITIVE_INFINITY)
    out.fill(level, member, member + horizon)
  }
  const spike = spikeSizes * meanSize(x, length)
  for (let k = 0; k < cappedRates.length; k += 1, member += horizon) {
    out.fill(smooth(x, length, cappedRates[k] as number, spike), member, member + horizon)
  }
  for (let k = 0; k < occurrenceRates.length; k += 1, member += horizon) {
    out.fill(smoothSales(x, length, occurrenceRates[k] as number), member, member + horizon)
  }
  out.fill(smoothOwn(x, length, Number.POSITIVE_INFINITY), member, member + horizon)
  member += horizon
  out.fill(smoothOwn(x, length, spike), member, member + horizon)
  member += horizon
  writeDrift(x, length, out, member, horizon)
}

/** The level at the rates that would have foreseen each next value best: rates count by their likelihood. */
function smoothOwn(x: Float64Array, length: number, spike: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let k = 0; k < ownRates.length; k += 1) {
    const rate = ownRates[k] as number
    let level = Math.min(spike, x[0] as number)
    let error = 0
    for (let at = 1; at < length; at += 1) {
      const miss = Math.min(spike, x[at] as number) - level
      error += miss * miss
      level += Math.max(rate, meanGains[Math.min(at + 1, gainsMax)] as number) * miss
    }
    ownLevels[k] = level
    ownErrors[k] = error
    least = Math.min(least, error)
  }
  if (!(least > 0)) return ownLevels[ownErrors.indexOf(least)] as number
  let total = 0
  let level = 0
  for (let k = 0; k < ownRates.length; k += 1) {
    const weight = (least / (ownErrors[k] as number)) ** (length / 2)
    total += weight
    level += weight * (ownLevels[k] as number)
  }
  return level / total
}

/** A mean that forgets at a rate, of values capped at `spike`. */
function smooth(x: Float64Array, length: number, rate: number, spike: number): number {
  let level = 0
  for (let at = 0; at < length; at += 1) {
    const gain = Math.max(rate, meanGains[Math.min(at + 1, gainsMax)] as number)
    level += gain * (Math.min(spike, x[at] as number) - level)
  }
  return level
}

/** How often there is a sale, times how large it is; sizes are forgotten at half the rate. */
function smoothSales(x: Float64Array, length: number, rate: number): number {
  let chance = 0
  let size = 0
  let sales = 0
  for (let at = 0; at < length; at += 1) {
    const value = x[at] as number
    const gain = Math.max(rate, meanGains[Math.min(at + 1, gainsMax)] as number)
    if (value > 0) {
      sales += 1
      size += Math.max(rate / 2, meanGains[Math.min(sales, gainsMax)] as number) * (value - size)
      chance += gain * (1 - chance)
    } else {
      chance -= gain * chance
    }
  }
  return chance * size
}

function writeDrift(
  x: Float64Array,
  length: number,
  out: Float64Array,
  outAt: number,
  horizon: number,
): void {
  let level = x[0] as number
  let slope = 0
  for (let at = 1; at < length; at += 1) {
    const seen = Math.min(at + 1, gainsMax)
    const base = level + slope
    const miss = (x[at] as number) - base
    level = base + Math.max(driftLevelRate, lineLevelGains[seen] as number) * miss
    slope += Math.max(driftSlopeRate, lineSlopeGains[seen] as number) * miss
  }
  for (let step = 0; step < horizon; step += 1) {
    out[outAt + step] = Math.max(0, level + slope * (step + 1))
  }
}

/** The mean of what was sold in the periods with a sale. */
function meanSize(x: Float64Array, length: number): number {
  let sales = 0
  let sum = 0
  for (let at = 0; at < length; at += 1) {
    const value = x[at] as number
    if (value > 0) {
      sales += 1
      sum += value
    }
  }
  return sales > 0 ? sum / sales : 0
}
