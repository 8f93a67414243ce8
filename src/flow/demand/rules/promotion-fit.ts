/** The state of the log-linear model of one group; see `promotion-pool.ts`. */
import type { Design } from './promotion-columns.ts'
import { at, dot } from './promotion-linear.ts'
import { firstNoise, type Noise } from './promotion-noise.ts'

/** Sizes: n series, t periods, k columns, o own columns. */
export type GroupFit = {
  readonly design: Design
  readonly noise: Noise
  /** Per series: the log of its level. */
  readonly levels: Float64Array
  /** Per column: the group's coefficient, and how much the data (not the prior) said of it, 0 to 1. */
  readonly coefficients: Float64Array
  readonly informed: Float64Array
  /** What the mean of the series' own coefficients adds to the group's. */
  readonly shifts: Float64Array
  /** n x o: how a series strays from its group; and the variance of what is still unknown. */
  readonly deviations: Float64Array
  readonly unknowns: Float64Array
  /** Per own column: variance of the deviations. */
  readonly spreads: Float64Array
  /** Per period: what hit all series at once. */
  readonly shocks: Float64Array
  /** Per period: by how much the variance of its shock exceeds the usual; more for the outlandish. */
  readonly doubts: Float64Array
  /** n x t, made anew by each round: log demand as the round sees it, its weight (0 unknown). */
  readonly targets: Float64Array
  readonly weights: Float64Array
}

const firstSpread = 0.02

export function startFit(design: Design): GroupFit {
  const [n, t, k, o] = [
    design.members.length,
    design.periods,
    design.columns.length,
    design.ownColumns,
  ]
  return {
    design,
    noise: { ...firstNoise },
    levels: firstLevels(design),
    coefficients: new Float64Array(k),
    informed: new Float64Array(k),
    shifts: new Float64Array(k),
    deviations: new Float64Array(n * o),
    unknowns: new Float64Array(n * o).fill(firstSpread),
    spreads: new Float64Array(o).fill(firstSpread),
    shocks: new Float64Array(t),
    doubts: new Float64Array(t).fill(1),
    targets: new Float64Array(n * t),
    weights: new Float64Array(n * t),
  }
}

/** The log of demand that the fitted terms and level say, shocks left out. */
export function fittedLog(fit: GroupFit, series: number, period: number): number {
  const { columns, ownColumns, values, periods } = fit.design
  const start = (series * periods + period) * columns.length
  let sum = at(fit.levels, series)
  for (let column = 0; column < columns.length; column += 1) {
    sum += at(values, start + column) * (at(fit.coefficients, column) + at(fit.shifts, column))
  }
  return sum + dot(values, start, fit.deviations, series * ownColumns, ownColumns)
}

function firstLevels({ members }: Design): Float64Array {
  return Float64Array.from(members, ({ units }) => {
    const known = units.filter((value) => Number.isFinite(value))
    if (known.length === 0) return -10
    return known.reduce((sum, value) => sum + Math.log(value + 0.5), 0) / known.length
  })
}
