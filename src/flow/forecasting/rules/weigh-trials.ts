/** What members count, learned from trials: what each said at an earlier origin, and what came. */

import type { SeriesClass } from './members.ts'

/** A judged origin, in the usual step of its series, so that errors of all series compare. */
export type Trial = {
  readonly kind: SeriesClass
  readonly horizon: number
  /** What steps differ by where a member says a level only: the season. */
  readonly shape: Float64Array
  /** Of each member, the level that `shape` is to be multiplied by; 0 where it has a path. */
  readonly levels: Float64Array
  /** Members that say more than a level, by their place, and one path for each of them. */
  readonly pathPlaces: Int32Array
  readonly paths: Float64Array
  /** What came; NaN where it is not known. */
  readonly actual: Float64Array
  /** How much the trial counts: later origins more. */
  readonly worth: number
}

/** How many judged series the usual weights are worth. */
const rounds = 100
/** Every member starts with at least so much, so that the trials can find it. */
const leastShare = 1e-4

/**
 * The weights, adding up to 1, with the smallest mean scaled error over the trials: mirror descent from the usual
 * ones, which stay worth a few trials, so that a small category is not led astray.
 */
export function learnWeights(
  trials: readonly Trial[],
  usual: Float64Array,
  usualWorth = 2,
): Float64Array {
  const start = usual.map((weight) => Math.max(weight, leastShare))
  const weights = start.slice()
  const total = trials.reduce((sum, { worth }) => sum + worth, 0)
  if (total === 0) return usual
  const gradient = new Float64Array(weights.length)
  for (let round = 0; round < rounds; round += 1) {
    gradient.fill(0)
    for (const trial of trials) addGradient(trial, weights, gradient)
    let mean = 0
    for (let at = 0; at < weights.length; at += 1) {
      const weight = Math.max(weights[at] as number, 1e-12)
      const pull = usualWorth * Math.log(weight / (start[at] as number))
      gradient[at] = ((gradient[at] as number) + pull) / total
      mean += weight * (gradient[at] as number)
    }
    const steepest = gradient.reduce((most, slope) => Math.max(most, Math.abs(slope - mean)), 1e-9)
    const rate = Math.min(30, 1.5 / steepest) / (1 + round / 25)
    let sum = 0
    for (let at = 0; at < weights.length; at += 1) {
      weights[at] = (weights[at] as number) * Math.exp(-rate * ((gradient[at] as number) - mean))
      sum += weights[at] as number
    }
    for (let at = 0; at < weights.length; at += 1) weights[at] = (weights[at] as number) / sum
  }
  return weights
}

const misses = new Float64Array(512)

/** Adds how a trial's root mean squared error changes with each weight. */
function addGradient(trial: Trial, weights: Float64Array, gradient: Float64Array): void {
  const { shape, levels, pathPlaces, paths, horizon, worth } = trial
  const factor = worth * missOf(trial, weights)
  if (factor === 0) return
  let shaped = 0
  for (let step = 0; step < horizon; step += 1) {
    shaped += (misses[step] as number) * (shape[step] as number)
  }
  shaped *= factor
  for (let member = 0; member < weights.length; member += 1) {
    gradient[member] = (gradient[member] as number) + shaped * (levels[member] as number)
  }
  for (let at = 0; at < pathPlaces.length; at += 1) {
    const member = pathPlaces[at] as number
    const from = at * horizon
    let slope = 0
    for (let step = 0; step < horizon; step += 1) {
      slope += (misses[step] as number) * (paths[from + step] as number)
    }
    gradient[member] = (gradient[member] as number) + factor * slope
  }
}

/** Leaves the blend's errors in `misses`; gives what turns them into the slope of their root mean square. */
function missOf(trial: Trial, weights: Float64Array): number {
  const { shape, levels, pathPlaces, paths, actual, horizon } = trial
  let level = 0
  for (let member = 0; member < weights.length; member += 1) {
    level += (weights[member] as number) * (levels[member] as number)
  }
  for (let step = 0; step < horizon; step += 1) misses[step] = level * (shape[step] as number)
  for (let at = 0; at < pathPlaces.length; at += 1) {
    const weight = weights[pathPlaces[at] as number] as number
    const from = at * horizon
    for (let step = 0; step < horizon; step += 1) {
      misses[step] = (misses[step] as number) + weight * (paths[from + step] as number)
    }
  }
  let known = 0
  let square = 0
  for (let step = 0; step < horizon; step += 1) {
    const miss = (misses[step] as number) - (actual[step] as number)
    misses[step] = !Number.isNaN(miss) ? miss : 0
    known += !Number.isNaN(miss) ? 1 : 0
    square += (misses[step] as number) ** 2
  }
  return square > 0 ? 1 / (Math.sqrt(square / known) * known) : 0
}
