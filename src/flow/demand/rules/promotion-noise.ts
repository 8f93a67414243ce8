/**
 * How noisy demand is, and what a period tells about its logarithm. Around the expectation `mean`:
 * variance = countNoise x mean + shareNoise x mean^2, and a shock per period that all series of a
 * group share (variance `shockNoise` of the logarithm).
 */
import { at } from './promotion-linear.ts'

export type Noise = {
  /** 1 for Poisson demand, more when it is overdispersed. */
  countNoise: number
  shareNoise: number
  shockNoise: number
  /** Degrees of freedom of its tails: few where single periods are far out, infinite for a bell. */
  tailFreedom: number
}

export const firstNoise: Readonly<Noise> = {
  countNoise: 1,
  shareNoise: 0.05,
  shockNoise: 0.02,
  tailFreedom: Number.POSITIVE_INFINITY,
}

const surpriseMax = 4
/** Degrees of freedom of the shocks' tails: too few are seen to learn it. */
const shockTailFreedom = 4
/** A kurtosis up to this is a bell's. */
const kurtosisMax = 3.5

/** The weight of one period: 1 over the variance of its logarithm, shocks left out. */
export function weightOf(mean: number, { countNoise, shareNoise }: Noise): number {
  return 1 / (countNoise / mean + shareNoise)
}

/**
 * How much a surprise tells: 1 / (how much wider a Student's t must be there), for a squared surprise
 * in units of its variance.
 */
export function tailShare(squared: number, freedom: number): number {
  return Number.isFinite(freedom) ? (freedom + 1) / (freedom + squared) : 1
}

/** How much of the noise is counting noise, 0 to 1. */
export function countShareOf(mean: number, { countNoise, shareNoise, shockNoise }: Noise): number {
  const counting = countNoise / mean
  return counting / (counting + shareNoise + shockNoise)
}

/**
 * How far observed units lie from the mean, in logs. Where counting noise rules, the ratio, whose
 * mean is 0; where shares rule, the logarithm, which bears outliers.
 */
export function surpriseOf(units: number, mean: number, countShare: number): number {
  const ratio = Math.min(units / mean - 1, surpriseMax)
  const log = Math.log((units + 0.5) / (mean + 0.5))
  return countShare * ratio + (1 - countShare) * log
}

/** Running sums for countNoise and shareNoise: weighted least squares of squared surprises. */
export type NoiseSums = {
  one: number
  inverse: number
  square: number
  hit: number
  hitInverse: number
  /** Of surprises squared in units of their variance: count, sum and sum of squares. */
  count: number
  second: number
  fourth: number
}

export function emptySums(): NoiseSums {
  return { one: 0, inverse: 0, square: 0, hit: 0, hitInverse: 0, count: 0, second: 0, fourth: 0 }
}

export function addSurprise(sums: NoiseSums, surprise: number, mean: number, noise: Noise): void {
  const weight = weightOf(mean, noise)
  const squared = Math.min(surprise * surprise, 16 / weight)
  const balance = weight * weight
  const scaled = Math.min(surprise * surprise * weight, 100)
  sums.count += 1
  sums.second += scaled
  sums.fourth += scaled * scaled
  sums.one += balance
  sums.inverse += balance / mean
  sums.square += balance / (mean * mean)
  sums.hit += balance * squared
  sums.hitInverse += (balance * squared) / mean
}

/** Neither part below 0. `lost` is the share of freedom that the coefficients took. */
export function noiseFrom(sums: NoiseSums, lost: number): Pick<Noise, 'countNoise' | 'shareNoise'> {
  const { one, inverse, square } = sums
  const kept = Math.max(0.2, 1 - lost)
  const [hit, hitInverse] = [sums.hit / kept, sums.hitInverse / kept]
  const determinant = one * square - inverse * inverse
  let share = determinant > 0 ? (square * hit - inverse * hitInverse) / determinant : 0
  let count = determinant > 0 ? (one * hitInverse - inverse * hit) / determinant : -1
  if (count < 0) [count, share] = [0, hit / one]
  if (share < 0) [count, share] = [hitInverse / square, 0]
  return { countNoise: Math.max(count, 0.05) || 1, shareNoise: Math.max(share, 1e-4) || 0.05 }
}

/** The degrees of freedom whose Student's t has the kurtosis that was seen. */
export function tailFreedomFrom({ count, second, fourth }: NoiseSums): number {
  const kurtosis = (count * fourth) / (second * second)
  return kurtosis > kurtosisMax ? 4 + 6 / (kurtosis - 3) : Number.POSITIVE_INFINITY
}

/** Per period: mean surprise of all series, precision of that mean, and what is doubted of it. */
type Shocks = {
  readonly means: Float64Array
  readonly precisions: Float64Array
  readonly doubts: Float64Array
}

/**
 * The variance of usual shocks; doubts are set anew. Shocks have tails: one that is far out is drawn
 * from a wider distribution and tells less. Source: Student's t as a mixture of scales.
 */
export function shockNoiseFrom({ means, precisions, doubts }: Shocks, taken: number): number {
  let [sum, spread, count] = [0, 0, 0]
  for (let period = 0; period < means.length; period += 1) {
    const precision = at(precisions, period)
    if (precision <= 0) continue
    sum += (at(means, period) ** 2 - 1 / precision) / at(doubts, period)
    spread += 2 / precision ** 2
    count += 1
  }
  if (count < 8) return 0
  const freedom = Math.max(count / 2, count - taken)
  const noise = Math.max(0, (sum - Math.sqrt(spread)) / freedom)
  for (let period = 0; period < means.length; period += 1) {
    const precision = at(precisions, period)
    const squared = precision <= 0 ? 1 : at(means, period) ** 2 / (noise + 1 / precision)
    doubts[period] = 1 / tailShare(squared, shockTailFreedom)
  }
  return noise
}
