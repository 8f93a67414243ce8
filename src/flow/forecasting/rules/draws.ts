/**
 * Drawn futures: what a series may sell in each step, `drawCount` times.
 *
 * Sellers: the blended path, plus the series' own one-step errors drawn with replacement, plus a level that wanders
 * by a part of each error. How far it wanders follows from how errors grew over the judged steps. Slow movers:
 * whether there is a sale, and a size drawn from the sizes seen, at a rate that is itself uncertain.
 */

import { bellOf, type Chance, fillBits, uniformOf } from './chance.ts'
import { judgedStepsMax } from './grid.ts'
import type { Fitted } from './members.ts'
import type { Workspace } from './workspace.ts'

/** Errors of the chosen parameters flatter the fit; so many degrees of freedom are taken off. */
const fittedParameters = 3
/** A level never wanders by more than this part of an error per step. */
const wanderMax = 0.8
/** The rate at which the chance of a sale is learned. */
const chanceRate = 0.08
const chanceMax = 0.98
/** Squared variation of a slow mover's rate: what no history tells, and one over its sales. */
const rateVariation = 0.15
const sizeJitter = 0.15

/** Fills `draws` (horizon x drawCount: all draws of a step, step after step) around `space.path`. */
export function drawFutures(
  space: Workspace,
  fitted: Fitted,
  units: Float64Array,
  length: number,
  horizon: number,
  drawCount: number,
  random: Chance,
  draws: Float64Array,
  spread: number,
): void {
  if (fitted.kind === 'slow') drawSlow(space, fitted, horizon, drawCount, random, draws, spread)
  else drawErrors(space, fitted, units, length, horizon, drawCount, random, draws, spread)
}

function drawErrors(
  space: Workspace,
  fitted: Fitted,
  units: Float64Array,
  length: number,
  horizon: number,
  drawCount: number,
  random: Chance,
  draws: Float64Array,
  spread: number,
): void {
  const { path, residuals, season, seasonNoise, bits } = space
  const count = findErrors(space, fitted, units, length, spread)
  const { wander, start } = spreadOf(fitted, residuals, count, horizon, spread)
  const scaled = fitted.cycle > 0 && fitted.isMultiplicative
  const cycle = Math.max(1, fitted.cycle)
  // A profile counts from the end of the series, own indices from its beginning.
  const from = fitted.kind === 'seasonal' ? fitted.length : 0
  for (let step = 0; step < horizon; step += 1) {
    seasonNoise[step] = scaled ? (season[(from + step) % cycle] as number) : 1
  }
  // How large errors are is itself known from so many of them: draws are as wide as Student's t.
  const doubt = 1 / Math.sqrt(2 * Math.max(2, count - 1))
  // One number of 32 bits picks the errors of two steps.
  const perDraw = 2 + ((horizon + 1) >> 1)
  fillBits(random, bits, drawCount * perDraw)
  for (let draw = 0; draw < drawCount; draw += 1) {
    const own = draw * perDraw
    const scale = Math.exp(doubt * bellOf(bits[own] as number))
    let level = start * scale * (residuals[placeOf(bits[own + 1] as number, count)] as number)
    for (let step = 0; step < horizon; step += 1) {
      const pair = bits[own + 2 + (step >> 1)] as number
      const place = placeOf((step & 1) === 0 ? pair : pair >>> 16, count)
      const error = scale * (residuals[place] as number)
      const noise = (level + error) * (seasonNoise[step] as number)
      draws[step * drawCount + draw] = Math.max(0, (path[step] as number) + noise)
      level += wander * error
    }
  }
}

/** One of `count` places, by the lower 16 bits. */
function placeOf(bits: number, count: number): number {
  return ((bits & 0xffff) * count) >>> 16
}

/** One-step errors of the smoothed level, centred, without unknown periods; says how many. */
function findErrors(
  space: Workspace,
  fitted: Fitted,
  units: Float64Array,
  unitsLength: number,
  spread: number,
): number {
  const { residuals, adjusted } = space
  const x = fitted.kind === 'seasonal' ? adjusted : space.units
  const { length } = fitted
  const offset = unitsLength - length
  const rate = fitted.fits.ses.levelRate
  const warm = Math.min(6, length >> 2)
  let level = x[0] as number
  let count = 0
  let sum = 0
  for (let at = 1; at < length; at += 1) {
    const error = (x[at] as number) - level
    const raw = units[offset + at] as number
    if (at >= warm && !Number.isNaN(raw)) {
      residuals[count] = error
      sum += error
      count += 1
    }
    level += Math.max(rate, 1 / (at + 1)) * error
  }
  if (count === 0) {
    residuals[0] = 0
    return 1
  }
  const mean = sum / count
  const free = spread * Math.sqrt(count / Math.max(1, count - fittedParameters))
  for (let at = 0; at < count; at += 1) residuals[at] = ((residuals[at] as number) - mean) * free
  return count
}

/** How far the level wanders per step and how uncertain it is at the start, both as parts of one error. */
function spreadOf(
  fitted: Fitted,
  residuals: Float64Array,
  count: number,
  horizon: number,
  spread: number,
): { readonly wander: number; readonly start: number } {
  let square = 0
  for (let at = 0; at < count; at += 1) square += (residuals[at] as number) ** 2 / count
  const { ses, holt, theta } = fitted.fits
  const judged = Math.min(ses.meanSquare, holt.meanSquare, theta.meanSquare)
  const steps = Math.min(horizon, judgedStepsMax)
  const growth = square > 0 ? Math.max(0, (judged * spread * spread) / square - 1) : 0
  const wander = Math.min(wanderMax, Math.sqrt((2 * growth) / Math.max(1, steps - 1)))
  const rate = ses.levelRate
  return { wander, start: Math.sqrt(rate / (2 - rate) + 1 / count) }
}

function drawSlow(
  space: Workspace,
  fitted: Fitted,
  horizon: number,
  drawCount: number,
  random: Chance,
  draws: Float64Array,
  spread: number,
): void {
  const { path, sizes, seasonNoise, bits } = space
  const sold = findSizes(space, fitted)
  const { count, chance, meanSize } = sold
  const varied = (rateVariation + 1 / (count + 1)) * spread * spread
  const deviation = Math.sqrt(Math.log(1 + varied))
  // Half of what differs from the usual is more or fewer sales, half larger or smaller ones.
  for (let step = 0; step < horizon; step += 1) {
    seasonNoise[step] = Math.sqrt(((path[step] as number) * chance) / meanSize)
  }
  const sizePerChance = 1 / chance
  const perDraw = 1 + horizon
  fillBits(random, bits, drawCount * perDraw)
  for (let draw = 0; draw < drawCount; draw += 1) {
    const own = draw * perDraw
    const bell = bellOf(bits[own] as number)
    const half = Math.sqrt(Math.exp(deviation * bell - (deviation * deviation) / 2))
    for (let step = 0; step < horizon; step += 1) {
      const usual = half * (seasonNoise[step] as number)
      const likely = Math.min(chanceMax, usual)
      const fall = uniformOf(bits[own + 1 + step] as number)
      if (fall >= likely) {
        draws[step * drawCount + draw] = 0
        continue
      }
      // What is left of the fall is as random as another number would be.
      const place = (fall / likely) * count
      const pick = Math.floor(place)
      const jitter = 1 + sizeJitter * (2 * (place - pick) - 1)
      const scale = (usual * usual * sizePerChance) / likely
      const size = sizes[Math.min(count - 1, pick)] as number
      draws[step * drawCount + draw] = size * jitter * scale
    }
  }
}

/** The sizes of the sales since launch, their mean, and how likely a sale is now. */
function findSizes({ units, sizes }: Workspace, fitted: Fitted) {
  let count = 0
  let sum = 0
  let chance = 0
  for (let at = 0; at < fitted.length; at += 1) {
    const value = units[at] as number
    chance += Math.max(chanceRate, 1 / (at + 1)) * ((value > 0 ? 1 : 0) - chance)
    if (value > 0) {
      sizes[count] = value
      sum += value
      count += 1
    }
  }
  return { count, chance: Math.max(chance, 1e-3), meanSize: sum / count }
}
