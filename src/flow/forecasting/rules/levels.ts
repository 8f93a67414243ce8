/**
 * Plain levels, all learned in one pass: means that forget at fixed rates, means that don't believe spikes, the
 * rate and size of sales apart (Teunter, Syntetos & Babai 2011), and one that follows a slow drift.
 */

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
  'drift.1',
] as const

export const levelCount = levelNames.length

const rates = Float64Array.of(0, 0.03, 0.06, 0.12, 0.2, 0.3, 0.45, 0.65)
const cappedRates = Float64Array.of(0.1, 0.3)
/** A spike is what passes so many times the mean size of a sale. */
const spikeSizes = 2
const occurrenceRates = Float64Array.of(0.05, 0.1, 0.2)
const driftLevelRate = 0.1
const driftSlopeRate = 0.01

const levels = new Float64Array(rates.length)
const capped = new Float64Array(cappedRates.length)
const chances = new Float64Array(occurrenceRates.length)
const meanSizes = new Float64Array(occurrenceRates.length)

/** Writes the path of every level over `horizon` steps, one member after the other, from `outAt` on. */
export function fitLevels(
  x: Float64Array,
  length: number,
  out: Float64Array,
  outAt: number,
  horizon: number,
): void {
  levels.fill(0)
  capped.fill(0)
  chances.fill(0)
  meanSizes.fill(0)
  const spike = spikeSizes * meanSize(x, length)
  let sales = 0
  let level = 0
  let slope = 0
  for (let at = 0; at < length; at += 1) {
    const value = x[at] as number
    const first = 1 / (at + 1)
    for (let k = 0; k < rates.length; k += 1) {
      const old = levels[k] as number
      levels[k] = old + Math.max(rates[k] as number, first) * (value - old)
    }
    const believed = Math.min(value, spike)
    for (let k = 0; k < cappedRates.length; k += 1) {
      const old = capped[k] as number
      capped[k] = old + Math.max(cappedRates[k] as number, first) * (believed - old)
    }
    if (value > 0) sales += 1
    for (let k = 0; k < occurrenceRates.length; k += 1) {
      const rate = occurrenceRates[k] as number
      const chance = chances[k] as number
      chances[k] = chance + Math.max(rate, first) * ((value > 0 ? 1 : 0) - chance)
      if (value > 0) {
        const size = meanSizes[k] as number
        meanSizes[k] = size + Math.max(rate / 2, 1 / sales) * (value - size)
      }
    }
    const base = level + slope
    const miss = value - base
    const seen = at + 1
    level =
      base + Math.min(1, Math.max(driftLevelRate, (4 * seen - 2) / (seen * (seen + 1)))) * miss
    if (at > 0) slope += Math.min(1, Math.max(driftSlopeRate, 6 / (seen * (seen + 1)))) * miss
  }
  let member = outAt
  for (let k = 0; k < rates.length; k += 1, member += horizon) {
    out.fill(levels[k] as number, member, member + horizon)
  }
  for (let k = 0; k < cappedRates.length; k += 1, member += horizon) {
    out.fill(capped[k] as number, member, member + horizon)
  }
  for (let k = 0; k < occurrenceRates.length; k += 1, member += horizon) {
    out.fill((chances[k] as number) * (meanSizes[k] as number), member, member + horizon)
  }
  for (let step = 0; step < horizon; step += 1) {
    out[member + step] = Math.max(0, level + slope * (step + 1))
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
