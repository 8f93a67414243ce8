/** What members count, learned from trials: what each said at an earlier origin, and what came. */

import type { SeriesClass } from './members.ts'

/** What was said at a judged origin, in the usual step of its series, so that errors of all series compare. */
export type Said = {
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

/**
 * All that weighing needs to know of it: the products of shape, paths and what came with each other,
 * summed over the steps. The square error of any blend is made of these, however many steps there are.
 */
export type Trial = Pick<Said, 'kind' | 'levels' | 'pathPlaces' | 'worth'> & {
  readonly products: Float64Array
  readonly knownSteps: number
}

export function trialOf(said: Said): Trial {
  const { kind, levels, pathPlaces, paths, shape, actual, horizon, worth } = said
  const size = pathPlaces.length + 2
  const products = new Float64Array(size * size)
  const values = new Float64Array(size)
  let knownSteps = 0
  for (let step = 0; step < horizon; step += 1) {
    if (Number.isNaN(actual[step])) continue
    knownSteps += 1
    values[0] = shape[step] as number
    for (let at = 1; at < size - 1; at += 1) values[at] = paths[(at - 1) * horizon + step] as number
    values[size - 1] = actual[step] as number
    for (let cell = 0; cell < products.length; cell += 1) {
      const product = (values[Math.floor(cell / size)] as number) * (values[cell % size] as number)
      products[cell] = (products[cell] as number) + product
    }
  }
  return { kind, levels, pathPlaces, worth, products, knownSteps }
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

const sizeMax = 64
/** What each of a trial's shape, paths and what came counts in the error, and its product with that error. */
const counted = new Float64Array(sizeMax)
const toError = new Float64Array(sizeMax)
/** An error that is no larger than this part of what came is none: the sums know no better. */
const leastError = 1e-12

/** Adds how a trial's root mean squared error changes with each weight. */
function addGradient(trial: Trial, weights: Float64Array, gradient: Float64Array): void {
  const { levels, pathPlaces, knownSteps, worth } = trial
  const square = squareError(trial, weights)
  if (square === 0) return
  const factor = worth / (Math.sqrt(square / knownSteps) * knownSteps)
  const shaped = factor * (toError[0] as number)
  for (let member = 0; member < weights.length; member += 1) {
    gradient[member] = (gradient[member] as number) + shaped * (levels[member] as number)
  }
  for (let at = 0; at < pathPlaces.length; at += 1) {
    const member = pathPlaces[at] as number
    gradient[member] = (gradient[member] as number) + factor * (toError[at + 1] as number)
  }
}

/** Of the blend; leaves in `toError` what each part has in common with the error. */
function squareError({ levels, pathPlaces, products }: Trial, weights: Float64Array): number {
  const size = pathPlaces.length + 2
  let level = 0
  for (let member = 0; member < weights.length; member += 1) {
    level += (weights[member] as number) * (levels[member] as number)
  }
  counted[0] = level
  for (let at = 1; at < size - 1; at += 1) {
    counted[at] = weights[pathPlaces[at - 1] as number] as number
  }
  counted[size - 1] = -1
  let square = 0
  for (let at = 0; at < size; at += 1) {
    let sum = 0
    for (let other = 0; other < size; other += 1) {
      sum += (counted[other] as number) * (products[at * size + other] as number)
    }
    toError[at] = sum
    square += (counted[at] as number) * sum
  }
  const came = products[size * size - 1] as number
  return square > leastError * came ? square : 0
}
