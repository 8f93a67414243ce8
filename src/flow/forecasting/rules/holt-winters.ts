/**
 * Damped Holt-Winters: level, fading slope and a season that may change, over a small closed grid.
 *
 * Starts from the series' own seasonal indices; gains and judging are those of `trend.ts`.
 */

import { gainsMax, lineLevelGains, lineSlopeGains, meanGains } from './gains.ts'
import { type Fit, judgedStepsMax } from './grid.ts'
import type { Workspace } from './workspace.ts'

const levelRates = Float64Array.of(0.05, 0.1, 0.2, 0.4, 0.7, 0.1, 0.3, 0.6)
const slopeRates = Float64Array.of(0, 0, 0, 0, 0, 0.02, 0.05, 0.1)
const seasonRates = Float64Array.of(0.05, 0.15, 0.3)
const dampings = Float64Array.of(0.9, 0.98)
const points = levelRates.length * seasonRates.length * dampings.length

const horizonMax = 512
const scores = new Float64Array(points)
const point = {
  levelRate: 0,
  slopeRate: 0,
  seasonRate: 0,
  damping: 0,
}
/** The path of each point, `horizonMax` apart. */
const paths = new Float64Array(points * horizonMax)

/** A multiplicative season is never taken to be less than this part of the level. */
const leastIndex = 0.01

/** Fits the grid to `x`, whose season is `season`, and writes the weighted path to `out`. */
export function fitHoltWinters(
  space: Workspace,
  x: Float64Array,
  length: number,
  cycle: number,
  isMultiplicative: boolean,
  out: Float64Array,
  outAt: number,
  horizon: number,
  fit: Fit,
): void {
  for (let at = 0; at < points; at += 1) {
    const pair = at % levelRates.length
    const rest = (at - pair) / levelRates.length
    point.levelRate = levelRates[pair] as number
    point.slopeRate = slopeRates[pair] as number
    point.seasonRate = seasonRates[rest % seasonRates.length] as number
    point.damping = dampings[Math.floor(rest / seasonRates.length)] as number
    scores[at] = isMultiplicative
      ? runMultiplicative(space, x, length, cycle, horizon, at * horizonMax)
      : runAdditive(space, x, length, cycle, horizon, at * horizonMax)
  }
  weigh(out, outAt, horizon, fit)
}

function weigh(out: Float64Array, outAt: number, horizon: number, fit: Fit): void {
  let least = Number.POSITIVE_INFINITY
  for (let at = 0; at < points; at += 1) least = Math.min(least, scores[at] as number)
  out.fill(0, outAt, outAt + horizon)
  let total = 0
  fit.meanSquare = 0
  fit.levelRate = 0
  for (let at = 0; at < points; at += 1) {
    const score = scores[at] as number
    const weight = score > 0 ? (least / score) ** 16 : 1
    total += weight
    fit.meanSquare += weight * score
    fit.levelRate += weight * (levelRates[at % levelRates.length] as number)
    for (let step = 0; step < horizon; step += 1) {
      out[outAt + step] =
        (out[outAt + step] as number) + weight * (paths[at * horizonMax + step] as number)
    }
  }
  fit.meanSquare /= total
  fit.levelRate /= total
  for (let step = 0; step < horizon; step += 1) {
    out[outAt + step] = (out[outAt + step] as number) / total
  }
}

function runAdditive(
  { season, seasonState }: Workspace,
  x: Float64Array,
  length: number,
  cycle: number,
  horizon: number,
  pathAt: number,
): number {
  const { levelRate, slopeRate, seasonRate, damping } = point
  for (let at = 0; at < cycle; at += 1) seasonState[at] = season[at] as number
  let level = (x[0] as number) - (seasonState[0] as number)
  let slope = 0
  let error = 0
  let count = 0
  for (let at = 1, place = 1 % cycle; at < length; at += 1) {
    if (at >= cycle) {
      const ahead = Math.min(judgedStepsMax, horizon, length - at)
      error += judgeAdditive(seasonState, x, at, ahead, place, cycle, level, slope)
      count += ahead
    }
    const base = level + damping * slope
    const miss = (x[at] as number) - (seasonState[place] as number) - base
    level = base + levelGain(levelRate, slopeRate, at + 1) * miss
    slope = damping * slope + slopeGain(slopeRate, at + 1) * miss
    seasonState[place] = (seasonState[place] as number) + seasonRate * (1 - levelRate) * miss
    place = place + 1 === cycle ? 0 : place + 1
  }
  for (let step = 0, then = length % cycle; step < horizon; step += 1) {
    slope *= damping
    level += slope
    paths[pathAt + step] = level + (seasonState[then] as number)
    then = then + 1 === cycle ? 0 : then + 1
  }
  return error / Math.max(1, count)
}

function runMultiplicative(
  { season, seasonState }: Workspace,
  x: Float64Array,
  length: number,
  cycle: number,
  horizon: number,
  pathAt: number,
): number {
  const { levelRate, slopeRate, seasonRate, damping } = point
  for (let at = 0; at < cycle; at += 1) seasonState[at] = season[at] as number
  let level = (x[0] as number) / Math.max(leastIndex, seasonState[0] as number)
  let slope = 0
  let error = 0
  let count = 0
  for (let at = 1, place = 1 % cycle; at < length; at += 1) {
    if (at >= cycle) {
      const ahead = Math.min(judgedStepsMax, horizon, length - at)
      error += judgeMultiplicative(seasonState, x, at, ahead, place, cycle, level, slope)
      count += ahead
    }
    const base = level + damping * slope
    const index = seasonState[place] as number
    const miss = (x[at] as number) / Math.max(leastIndex, index) - base
    level = base + levelGain(levelRate, slopeRate, at + 1) * miss
    slope = damping * slope + slopeGain(slopeRate, at + 1) * miss
    if (base > 0) seasonState[place] = index + seasonRate * ((x[at] as number) / base - index)
    place = place + 1 === cycle ? 0 : place + 1
  }
  for (let step = 0, then = length % cycle; step < horizon; step += 1) {
    slope *= damping
    level += slope
    paths[pathAt + step] = level * (seasonState[then] as number)
    then = then + 1 === cycle ? 0 : then + 1
  }
  return error / Math.max(1, count)
}

function levelGain(levelRate: number, slopeRate: number, seen: number): number {
  const gains = slopeRate === 0 ? meanGains : lineLevelGains
  return Math.max(levelRate, gains[Math.min(seen, gainsMax)] as number)
}

function slopeGain(slopeRate: number, seen: number): number {
  if (slopeRate === 0) return 0
  return Math.max(slopeRate, lineSlopeGains[Math.min(seen, gainsMax)] as number)
}

/** Squared errors of the forecast made before period `at`, over so many steps ahead. */
function judgeAdditive(
  seasonState: Float64Array,
  x: Float64Array,
  at: number,
  ahead: number,
  place: number,
  cycle: number,
  level: number,
  slope: number,
): number {
  let base = level
  let fade = slope
  let then = place
  let error = 0
  for (let step = 0; step < ahead; step += 1) {
    fade *= point.damping
    base += fade
    const miss = (x[at + step] as number) - base - (seasonState[then] as number)
    error += miss * miss
    then = then + 1 === cycle ? 0 : then + 1
  }
  return error
}

/** Squared errors of the forecast made before period `at`, over so many steps ahead. */
function judgeMultiplicative(
  seasonState: Float64Array,
  x: Float64Array,
  at: number,
  ahead: number,
  place: number,
  cycle: number,
  level: number,
  slope: number,
): number {
  let base = level
  let fade = slope
  let then = place
  let error = 0
  for (let step = 0; step < ahead; step += 1) {
    fade *= point.damping
    base += fade
    const miss = (x[at + step] as number) - base * (seasonState[then] as number)
    error += miss * miss
    then = then + 1 === cycle ? 0 : then + 1
  }
  return error
}
