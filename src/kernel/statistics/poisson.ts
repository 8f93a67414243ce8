/** The Poisson distribution of units asked for in some time; `mean` is their expected number. */
import { gammaUpper, logGamma } from './gamma.ts'

/** P(N = units). */
export function poissonProbability(units: number, mean: number): number {
  if (units < 0) return 0
  if (mean === 0) return units === 0 ? 1 : 0
  return Math.exp(units * Math.log(mean) - mean - logGamma(units + 1))
}

/** P(N <= units). */
export function poissonCdf(units: number, mean: number): number {
  if (units < 0) return 0
  return mean === 0 ? 1 : gammaUpper(Math.floor(units) + 1, mean)
}

/** The least number of units with P(N <= units) >= probability; Infinity at 1. */
export function poissonQuantile(probability: number, mean: number): number {
  if (probability <= 0 || mean === 0) return 0
  if (probability >= 1) return Number.POSITIVE_INFINITY
  let units = Math.max(0, Math.floor(mean))
  while (units > 0 && poissonCdf(units - 1, mean) >= probability) units -= 1
  while (poissonCdf(units, mean) < probability) units += 1
  return units
}

/** E[(N - units)+], the units short of a stock of `units`. */
export function poissonLoss(units: number, mean: number): number {
  if (units < 0) return mean - units
  const atLeast = 1 - poissonCdf(units - 1, mean)
  return (mean - units) * atLeast + units * poissonProbability(units, mean)
}
