/** Normal equations of a round: sums over all that is known of a group. */
import type { GroupFit } from './promotion-fit.ts'
import { at } from './promotion-linear.ts'

/** Sums about the weighted mean of each series, so that its level drops out. */
export type Normal = {
  /** k x k and k, all series together. */
  readonly matrix: Float64Array
  readonly right: Float64Array
  /** n x o x o: the own block of each series. */
  readonly ownMatrices: Float64Array
  /** n x k and n: weighted means of values and targets, and the sum of weights. */
  readonly valueMeans: Float64Array
  readonly targetMeans: Float64Array
  readonly weightSums: Float64Array
  /** t x k, t, t: per period, weighted sums of centred values and targets, and weights. */
  readonly periodValues: Float64Array
  readonly periodTargets: Float64Array
  readonly periodWeights: Float64Array
}

export function normalEquations(fit: GroupFit): Normal {
  const { members, periods, columns, ownColumns } = fit.design
  const [n, k] = [members.length, columns.length]
  const normal = {
    matrix: new Float64Array(k * k),
    right: new Float64Array(k),
    ownMatrices: new Float64Array(n * ownColumns * ownColumns),
    valueMeans: new Float64Array(n * k),
    targetMeans: new Float64Array(n),
    weightSums: new Float64Array(n),
    periodValues: new Float64Array(periods * k),
    periodTargets: new Float64Array(periods),
    periodWeights: new Float64Array(periods),
  }
  const centred = new Float64Array(k)
  for (let series = 0; series < n; series += 1) {
    addMeans(fit, normal, series)
    for (let period = 0; period < periods; period += 1) {
      addCell(fit, normal, series, period, centred)
    }
  }
  return normal
}

function addMeans(fit: GroupFit, normal: Normal, series: number): void {
  const { periods, columns, values } = fit.design
  const k = columns.length
  let [weightSum, targetSum] = [0, 0]
  for (let cell = series * periods; cell < (series + 1) * periods; cell += 1) {
    const weight = at(fit.weights, cell)
    if (weight === 0) continue
    weightSum += weight
    targetSum += weight * at(fit.targets, cell)
    for (let column = 0; column < k; column += 1) {
      const slot = series * k + column
      normal.valueMeans[slot] = at(normal.valueMeans, slot) + weight * at(values, cell * k + column)
    }
  }
  normal.weightSums[series] = weightSum
  if (weightSum === 0) return
  normal.targetMeans[series] = targetSum / weightSum
  for (let slot = series * k; slot < (series + 1) * k; slot += 1) {
    normal.valueMeans[slot] = at(normal.valueMeans, slot) / weightSum
  }
}

function addCell(
  fit: GroupFit,
  normal: Normal,
  series: number,
  period: number,
  centred: Float64Array,
): void {
  const { periods, columns, ownColumns, values } = fit.design
  const k = columns.length
  const cell = series * periods + period
  const weight = at(fit.weights, cell)
  if (weight === 0) return
  const target = weight * (at(fit.targets, cell) - at(normal.targetMeans, series))
  normal.periodWeights[period] = at(normal.periodWeights, period) + weight
  normal.periodTargets[period] = at(normal.periodTargets, period) + target
  for (let row = 0; row < k; row += 1) {
    const value = at(values, cell * k + row) - at(normal.valueMeans, series * k + row)
    centred[row] = value
    const weighted = weight * value
    normal.right[row] = at(normal.right, row) + value * target
    const slot = period * k + row
    normal.periodValues[slot] = at(normal.periodValues, slot) + weighted
    addRow(normal.matrix, row * k, centred, weighted, row)
    if (row < ownColumns) {
      addRow(normal.ownMatrices, (series * ownColumns + row) * ownColumns, centred, weighted, row)
    }
  }
}

function addRow(
  matrix: Float64Array,
  start: number,
  centred: Float64Array,
  weighted: number,
  last: number,
): void {
  for (let column = 0; column <= last; column += 1) {
    matrix[start + column] = at(matrix, start + column) + weighted * at(centred, column)
  }
}
