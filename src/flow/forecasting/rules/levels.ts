/**
 * Plain levels: means that forget at fixed rates, means that don't believe spikes, the rate and size of sales apart
 * (Teunter, Syntetos & Babai 2011), and one that follows a slow drift.
 */

import { gainsMax, lineLevelGains, lineSlopeGains, meanGains } from './gains.ts'

/** Rates of means that forget, and of those of values capped at a spike. */
const rates = Float64Array.of(0, 0.03, 0.06, 0.12, 0.2, 0.3, 0.45, 0.65)
const cappedRates = Float64Array.of(0.1, 0.3)
const occurrenceRates = Float64Array.of(0.05, 0.1, 0.2)
/** A spike is what passes so many times the mean size of a sale. */
const spikeSizes = 2
/** Among these each series weighs its own rate. */
const ownRates = Float64Array.of(0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1)
const driftLevelRate = 0.1
const driftSlopeRate = 0.01

/**
 * Each step of a level waits for the one before, so four levels side by side take little longer than
 * one. Every rate is run once, whichever members use it.
 */
const abreast = 4
const plainRun = inFours([...ownRates, ...rates.filter((rate) => !ownRates.includes(rate))])
const cappedRun = inFours([...ownRates])
const plainPlaces = Int32Array.from(rates, (rate) => plainRun.indexOf(rate))
const cappedPlaces = Int32Array.from(cappedRates, (rate) => cappedRun.indexOf(rate))
const runLevels = new Float64Array(plainRun.length)
const runErrors = new Float64Array(plainRun.length)

/** The last rate is repeated until they are a multiple of four. */
function inFours(list: readonly number[]): Float64Array {
  const count = abreast * Math.ceil(list.length / abreast)
  return Float64Array.from({ length: count }, (_, at) => list[at] ?? (list.at(-1) as number))
}

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

/** All but the last, which drifts. */
export const flatLevels: ReadonlySet<string | undefined> = new Set(levelNames.slice(0, -1))

/** Writes the path of every level over `horizon` steps, one member after the other, from `outAt` on. */
export function fitLevels(
  x: Float64Array,
  length: number,
  out: Float64Array,
  outAt: number,
  horizon: number,
): void {
  const plain = outAt
  const capped = plain + rates.length * horizon
  const sales = capped + cappedRates.length * horizon
  const own = sales + occurrenceRates.length * horizon
  smoothAll(x, length, plainRun, Number.POSITIVE_INFINITY)
  writeFlat(plainPlaces, out, plain, horizon)
  out.fill(ownLevel(length), own, own + horizon)
  smoothAll(x, length, cappedRun, spikeSizes * meanSize(x, length))
  writeFlat(cappedPlaces, out, capped, horizon)
  out.fill(ownLevel(length), own + horizon, own + 2 * horizon)
  smoothSales(x, length, out, sales, horizon)
  writeDrift(x, length, out, own + 2 * horizon, horizon)
}

function writeFlat(places: Int32Array, out: Float64Array, outAt: number, horizon: number): void {
  for (let k = 0; k < places.length; k += 1) {
    const level = runLevels[places[k] as number] as number
    out.fill(level, outAt + k * horizon, outAt + (k + 1) * horizon)
  }
}

/** The level at the rates that would have foreseen each next value best: rates count by their likelihood. */
function ownLevel(length: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let k = 0; k < ownRates.length; k += 1) least = Math.min(least, runErrors[k] as number)
  if (!(least > 0)) return runLevels[runErrors.indexOf(least)] as number
  let total = 0
  let level = 0
  for (let k = 0; k < ownRates.length; k += 1) {
    const weight = (least / (runErrors[k] as number)) ** (length / 2)
    total += weight
    level += weight * (runLevels[k] as number)
  }
  return level / total
}

/** Means that forget at each rate, of values capped at `spike`, and the squares of what they missed. */
function smoothAll(x: Float64Array, length: number, run: Float64Array, spike: number): void {
  for (let from = 0; from < run.length; from += abreast) smoothFour(x, length, run, from, spike)
}

function smoothFour(
  x: Float64Array,
  length: number,
  run: Float64Array,
  from: number,
  spike: number,
): void {
  const rate0 = run[from] as number
  const rate1 = run[from + 1] as number
  const rate2 = run[from + 2] as number
  const rate3 = run[from + 3] as number
  const first = Math.min(spike, x[0] as number)
  let level0 = first
  let level1 = first
  let level2 = first
  let level3 = first
  let error0 = 0
  let error1 = 0
  let error2 = 0
  let error3 = 0
  for (let at = 1; at < length; at += 1) {
    const value = Math.min(spike, x[at] as number)
    const mean = meanGains[Math.min(at + 1, gainsMax)] as number
    const miss0 = value - level0
    const miss1 = value - level1
    const miss2 = value - level2
    const miss3 = value - level3
    error0 += miss0 * miss0
    error1 += miss1 * miss1
    error2 += miss2 * miss2
    error3 += miss3 * miss3
    level0 += Math.max(rate0, mean) * miss0
    level1 += Math.max(rate1, mean) * miss1
    level2 += Math.max(rate2, mean) * miss2
    level3 += Math.max(rate3, mean) * miss3
  }
  runLevels[from] = level0
  runLevels[from + 1] = level1
  runLevels[from + 2] = level2
  runLevels[from + 3] = level3
  runErrors[from] = error0
  runErrors[from + 1] = error1
  runErrors[from + 2] = error2
  runErrors[from + 3] = error3
}

/** How often there is a sale, times how large it is; sizes are forgotten at half the rate. */
function smoothSales(
  x: Float64Array,
  length: number,
  out: Float64Array,
  outAt: number,
  horizon: number,
): void {
  const rate0 = occurrenceRates[0] as number
  const rate1 = occurrenceRates[1] as number
  const rate2 = occurrenceRates[2] as number
  let chance0 = 0
  let chance1 = 0
  let chance2 = 0
  let size0 = 0
  let size1 = 0
  let size2 = 0
  let sales = 0
  for (let at = 0; at < length; at += 1) {
    const value = x[at] as number
    const mean = meanGains[Math.min(at + 1, gainsMax)] as number
    const sold = value > 0 ? 1 : 0
    chance0 += Math.max(rate0, mean) * (sold - chance0)
    chance1 += Math.max(rate1, mean) * (sold - chance1)
    chance2 += Math.max(rate2, mean) * (sold - chance2)
    if (sold === 0) continue
    sales += 1
    const meanOfSales = meanGains[Math.min(sales, gainsMax)] as number
    size0 += Math.max(rate0 / 2, meanOfSales) * (value - size0)
    size1 += Math.max(rate1 / 2, meanOfSales) * (value - size1)
    size2 += Math.max(rate2 / 2, meanOfSales) * (value - size2)
  }
  out.fill(chance0 * size0, outAt, outAt + horizon)
  out.fill(chance1 * size1, outAt + horizon, outAt + 2 * horizon)
  out.fill(chance2 * size2, outAt + 2 * horizon, outAt + 3 * horizon)
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
