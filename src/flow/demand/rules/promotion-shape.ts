/**
 * How uplifts are spread over the series of a group is rarely a bell: many small, a few large. Where
 * enough series have run a kind, the spread is learned as it is (a grid prior by a few steps of
 * expectation-maximisation; few, so that it stays smooth) and each series is drawn to it.
 * Source: nonparametric empirical Bayes (Laird 1978), stopped early.
 */
import type { GroupFit } from './promotion-fit.ts'
import { at, dot } from './promotion-linear.ts'

const seriesMin = 30
const gridPoints = 121
const steps = 15
/** The least a series' own periods must say, as a share of what is to be known, to be counted. */
const informedMin = 0.05

/** What a series' own periods say of a coefficient: where its likelihood peaks and how sharply. */
type Evidence = { readonly series: number; readonly peak: number; readonly precision: number }

/** Redraws the deviations of the column, in place. */
export function reshapeSpread(fit: GroupFit, column: number): void {
  const evidence = evidenceOf(fit, column)
  if (evidence.length < seriesMin) return
  const middle = at(fit.coefficients, column) + at(fit.shifts, column)
  const deviation = Math.sqrt(at(fit.spreads, column))
  const grid = Float64Array.from(
    { length: gridPoints },
    (_, index) => middle + deviation * (-3.5 + (9.5 * index) / (gridPoints - 1)),
  )
  const likelihoods = evidence.map((one) => likelihoodOf(one, grid))
  const prior = priorOf(likelihoods)
  for (const [index, { series }] of evidence.entries()) {
    const mean = posteriorMean(likelihoods[index] ?? prior, prior, grid)
    fit.deviations[series * fit.design.ownColumns + column] = mean - middle
  }
}

function evidenceOf(fit: GroupFit, column: number): Evidence[] {
  const { members, ownColumns } = fit.design
  const middle = at(fit.coefficients, column) + at(fit.shifts, column)
  const spread = at(fit.spreads, column)
  return members.flatMap((_, series) => {
    const slot = series * ownColumns + column
    const informed = 1 - at(fit.unknowns, slot) / spread
    if (informed < informedMin) return []
    const precision = informed / at(fit.unknowns, slot)
    return [{ series, peak: middle + at(fit.deviations, slot) / informed, precision }]
  })
}

/** The likelihood of a log factor under counting noise: skewed, as sales are. Peak 1. */
function likelihoodOf({ peak, precision }: Evidence, grid: Float64Array): Float64Array {
  return grid.map((point) => Math.exp(precision * (point - peak - Math.exp(point - peak) + 1)))
}

function priorOf(likelihoods: readonly Float64Array[]): Float64Array {
  let prior = new Float64Array(gridPoints).fill(1 / gridPoints)
  for (let step = 0; step < steps; step += 1) {
    const next = new Float64Array(gridPoints)
    for (const likelihood of likelihoods) addPosterior(next, likelihood, prior)
    const sum = next.reduce((total, value) => total + value, 0)
    if (sum <= 0) return prior
    prior = next.map((value) => value / sum)
  }
  return prior
}

function addPosterior(sums: Float64Array, likelihood: Float64Array, prior: Float64Array): void {
  const total = dot(likelihood, 0, prior, 0, gridPoints)
  if (total <= 0) return
  for (let index = 0; index < gridPoints; index += 1) {
    sums[index] = at(sums, index) + (at(likelihood, index) * at(prior, index)) / total
  }
}

function posteriorMean(likelihood: Float64Array, prior: Float64Array, grid: Float64Array): number {
  let [total, sum] = [0, 0]
  for (let index = 0; index < gridPoints; index += 1) {
    const weight = at(likelihood, index) * at(prior, index)
    total += weight
    sum += weight * at(grid, index)
  }
  return total > 0 ? sum / total : at(grid, 0)
}
