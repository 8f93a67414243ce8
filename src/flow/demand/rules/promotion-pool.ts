/**
 * The log-linear model of one group, fitted by rounds: demand is weighed by its noise, coefficients
 * of the group are found by generalised least squares (a period's shock counts once, however many
 * series saw it) and drawn to those of all groups, and each series strays from its group as far as
 * its own periods prove (empirical Bayes).
 */
import { fittedLog, type GroupFit } from './promotion-fit.ts'
import { at, dot, factor, inverseDiagonal, solveFactored } from './promotion-linear.ts'
import {
  addSurprise,
  countShareOf,
  emptySums,
  noiseFrom,
  shockNoiseFrom,
  surpriseOf,
  tailFreedomFrom,
  tailShare,
  weightOf,
} from './promotion-noise.ts'
import { type Normal, normalEquations } from './promotion-normal.ts'

/** What all groups say about a column: mean and variance of a group's coefficient. */
export type Prior = { readonly means: Float64Array; readonly variances: Float64Array }

/** The prior on spreads weighs as much as this many series. */
const spreadTrust = 2
const firstSpread = 0.02
const spreadMin = 1e-6
const blindRounds = 2

/** One round, in place. */
export function fitRound(fit: GroupFit, prior: Prior, round: number): void {
  aim(fit, round < blindRounds)
  const normal = normalEquations(fit)
  solveGroup(fit, prior, normal)
  findShocks(fit, normal)
  solveSeries(fit, normal)
  findNoise(fit)
}

/** Sets targets and weights: the fitted log plus the surprise of the units seen. */
function aim(fit: GroupFit, isBlind: boolean): void {
  const { members, periods, units } = fit.design
  for (let cell = 0; cell < members.length * periods; cell += 1) {
    const seen = at(units, cell)
    if (!Number.isFinite(seen)) continue
    const series = Math.floor(cell / periods)
    const period = cell - series * periods
    const log = fittedLog(fit, series, period) + at(fit.shocks, period)
    const mean = Math.exp(Math.min(log, 50))
    const countShare = isBlind ? 0 : countShareOf(mean, fit.noise)
    const surprise = surpriseOf(Math.max(0, seen), mean, countShare)
    const weight = weightOf(isBlind ? Math.exp(at(fit.levels, series)) : mean, fit.noise)
    fit.targets[cell] = log + surprise
    const told = isBlind ? 1 : tailShare(surprise * surprise * weight, fit.noise.tailFreedom)
    fit.weights[cell] = weight * Math.min(1, told)
  }
}

/** Generalised least squares: within a period only what exceeds the shared shock counts fully. */
function solveGroup(fit: GroupFit, prior: Prior, normal: Normal): void {
  const k = fit.design.columns.length
  const matrix = normal.matrix.slice()
  const right = normal.right.slice()
  for (let period = 0; period < fit.design.periods; period += 1) {
    const share = sharedPart(fit, normal, period)
    if (share === 0) continue
    const target = at(normal.periodTargets, period)
    for (let row = 0; row < k; row += 1) {
      const value = share * at(normal.periodValues, period * k + row)
      right[row] = at(right, row) - value * target
      for (let column = 0; column <= row; column += 1) {
        const slot = row * k + column
        matrix[slot] = at(matrix, slot) - value * at(normal.periodValues, period * k + column)
      }
    }
  }
  for (let row = 0; row < k; row += 1) {
    const precision = 1 / at(prior.variances, row)
    matrix[row * k + row] = at(matrix, row * k + row) + precision
    right[row] = at(right, row) + precision * at(prior.means, row)
  }
  factor(matrix, k)
  solveFactored(matrix, k, right)
  fit.coefficients.set(right)
  inverseDiagonal(matrix, k, fit.informed, right)
  for (let row = 0; row < k; row += 1) {
    fit.informed[row] = Math.max(0, 1 - at(fit.informed, row) / at(prior.variances, row))
  }
}

/** What a period's sum of weights loses to its shock, per product of sums. */
function sharedPart(fit: GroupFit, normal: Normal, period: number): number {
  const shock = fit.noise.shockNoise * at(fit.doubts, period)
  return shock === 0 ? 0 : 1 / (1 / shock + at(normal.periodWeights, period))
}

/** The best guess of each period's shock, given all coefficients. */
function findShocks(fit: GroupFit, normal: Normal): void {
  const { periods, columns, ownColumns, members } = fit.design
  const k = columns.length
  fit.shocks.fill(0)
  if (fit.noise.shockNoise === 0) return
  for (let series = 0; series < members.length; series += 1) {
    for (let period = 0; period < periods; period += 1) {
      const weight = at(fit.weights, series * periods + period)
      if (weight === 0) continue
      fit.shocks[period] = at(fit.shocks, period) + weight * leftOver(fit, normal, series, period)
    }
  }
  for (let period = 0; period < periods; period += 1) {
    fit.shocks[period] = at(fit.shocks, period) * sharedPart(fit, normal, period)
  }

  function leftOver(of: GroupFit, sums: Normal, series: number, period: number): number {
    const cell = series * periods + period
    let left = at(of.targets, cell) - at(sums.targetMeans, series)
    for (let column = 0; column < k; column += 1) {
      const value =
        at(of.design.values, cell * k + column) - at(sums.valueMeans, series * k + column)
      const stray = column < ownColumns ? at(of.deviations, series * ownColumns + column) : 0
      left -= value * (at(of.coefficients, column) + at(of.shifts, column) + stray)
    }
    return left
  }
}

/** Draws each series to its group, and learns from all of them how far series stray. */
function solveSeries(fit: GroupFit, normal: Normal): void {
  const { members, ownColumns } = fit.design
  const right = new Float64Array(ownColumns)
  const diagonal = new Float64Array(ownColumns)
  const work = new Float64Array(ownColumns)
  for (let series = 0; series < members.length; series += 1) {
    ownRight(fit, normal, series, right)
    const start = series * ownColumns * ownColumns
    const matrix = normal.ownMatrices.subarray(start, start + ownColumns * ownColumns)
    for (let row = 0; row < ownColumns; row += 1) {
      const slot = row * ownColumns + row
      matrix[slot] = at(matrix, slot) + 1 / at(fit.spreads, row)
    }
    factor(matrix, ownColumns)
    solveFactored(matrix, ownColumns, right)
    inverseDiagonal(matrix, ownColumns, diagonal, work)
    fit.deviations.set(right, series * ownColumns)
    fit.unknowns.set(diagonal, series * ownColumns)
  }
  learnSpreads(fit)
  for (let series = 0; series < members.length; series += 1) findLevel(fit, normal, series)
}

/** Sum over the known periods of weight x value x what group and shock leave of the target. */
function ownRight(fit: GroupFit, normal: Normal, series: number, right: Float64Array): void {
  const { periods, columns, ownColumns, values } = fit.design
  const k = columns.length
  right.fill(0)
  for (let period = 0; period < periods; period += 1) {
    const cell = series * periods + period
    const weight = at(fit.weights, cell)
    if (weight === 0) continue
    let left = at(fit.targets, cell) - at(normal.targetMeans, series) - at(fit.shocks, period)
    for (let column = 0; column < k; column += 1) {
      const value = at(values, cell * k + column) - at(normal.valueMeans, series * k + column)
      left -= value * (at(fit.coefficients, column) + at(fit.shifts, column))
    }
    for (let row = 0; row < ownColumns; row += 1) {
      const value = at(values, cell * k + row) - at(normal.valueMeans, series * k + row)
      right[row] = at(right, row) + weight * value * left
    }
  }
}

function learnSpreads(fit: GroupFit): void {
  const { members, ownColumns } = fit.design
  for (let column = 0; column < ownColumns; column += 1) {
    const spread = at(fit.spreads, column)
    let [squares, strays, informed] = [0, 0, 0]
    for (let series = 0; series < members.length; series += 1) {
      const slot = series * ownColumns + column
      squares += at(fit.deviations, slot) ** 2 + at(fit.unknowns, slot)
      strays += at(fit.deviations, slot)
      informed += Math.max(0, 1 - at(fit.unknowns, slot) / spread)
    }
    const shift = strays / (informed + spreadTrust)
    fit.shifts[column] = at(fit.shifts, column) + shift
    for (let series = 0; series < members.length; series += 1) {
      const slot = series * ownColumns + column
      fit.deviations[slot] = at(fit.deviations, slot) - shift
    }
    const learned = (squares + spreadTrust * firstSpread) / (members.length + spreadTrust)
    fit.spreads[column] = Math.max(learned, spreadMin)
  }
}

/** The level that makes the weighted mean of a series right, given its coefficients. */
function findLevel(fit: GroupFit, normal: Normal, series: number): void {
  const { periods, columns, ownColumns } = fit.design
  const weightSum = at(normal.weightSums, series)
  if (weightSum === 0) return
  let level = at(normal.targetMeans, series)
  for (let column = 0; column < columns.length; column += 1) {
    const stray = column < ownColumns ? at(fit.deviations, series * ownColumns + column) : 0
    const coefficient = at(fit.coefficients, column) + at(fit.shifts, column) + stray
    level -= at(normal.valueMeans, series * columns.length + column) * coefficient
  }
  const shocks = dot(fit.weights, series * periods, fit.shocks, 0, periods) / weightSum
  fit.levels[series] = level - shocks
}

/** Noise from what the round left over: shares and counts within periods, shocks between them. */
function findNoise(fit: GroupFit): void {
  const { members, periods, columns, ownColumns } = fit.design
  const sums = emptySums()
  const means = new Float64Array(periods)
  const precisions = new Float64Array(periods)
  let known = 0
  for (let series = 0; series < members.length; series += 1) {
    for (let period = 0; period < periods; period += 1) {
      const cell = series * periods + period
      const weight = at(fit.weights, cell)
      if (weight === 0) continue
      const log = fittedLog(fit, series, period)
      const left = at(fit.targets, cell) - log
      const shock = at(fit.shocks, period)
      addSurprise(sums, left - shock, Math.exp(log + shock), fit.noise)
      means[period] = at(means, period) + weight * left
      precisions[period] = at(precisions, period) + weight
      known += 1
    }
  }
  if (known === 0) return
  for (let period = 0; period < periods; period += 1) {
    means[period] = at(means, period) / (at(precisions, period) || 1)
  }
  Object.assign(fit.noise, noiseFrom(sums, (members.length * (1 + ownColumns / 3)) / known))
  fit.noise.tailFreedom = tailFreedomFrom(sums)
  const isAlone = members.length < 3
  fit.noise.shockNoise = isAlone
    ? 0
    : shockNoiseFrom({ means, precisions, doubts: fit.doubts }, columns.length / 2)
}
