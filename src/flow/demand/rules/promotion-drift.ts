/**
 * What moves demand beside the terms of the model. The whole group drifts, and periods that are
 * promoted alike (same price cut, same kinds) tend to err alike: both are one Gaussian process over
 * the mean left-over of each period, its variances in proportion to the shocks that the group has
 * shown; without shocks nothing moves. Each series drifts by exponential smoothing, its speed chosen
 * for the group by the errors some periods ahead. Promoted periods move drift less, the more they are lifted.
 */
import { fittedLog, type GroupFit } from './promotion-fit.ts'
import { at, factor, solveFactored } from './promotion-linear.ts'

/** n series x t periods, logs; the future is foreseen. */
export type Drift = {
  /** Per period: drift of the group. */
  readonly group: Float64Array
  /** Per period: what periods promoted alike had in common. */
  readonly alike: Float64Array
  /** n x t: drift of each series about its group. */
  readonly own: Float64Array
}

/** Parts of the shock variance, and scales over which periods are alike. */
const kernel = {
  drift: 0.3,
  always: 0.3,
  alike: 1.2,
  noise: 0.3,
  driftYears: 0.29,
  priceLog: 0.06,
  kind: 0.7,
} as const
const liftDoubt = 1
/** Errors count after so many known periods: by then the mean of all before is a fair rival. */
const warmPeriods = 14
/** The middle of a horizon of 8. */
const aheadPeriods = 4
const speeds = [0, 0.03, 0.06, 0.1, 0.15, 0.25] as const

/** `liftLogs`: n x t, the log of what promotion does in each period. */
export function driftOf(fit: GroupFit, liftLogs: Float64Array, periodsPerYear: number): Drift {
  const { members, periods } = fit.design
  const left = leftOvers(fit)
  const { means, precisions } = periodMeans(fit, left)
  const smooth = groupDrift(fit, means, precisions, liftLogs, periodsPerYear)
  const own = new Float64Array(members.length * periods)
  const trust = trustOf(fit, liftLogs)
  for (let cell = 0; cell < left.length; cell += 1) {
    left[cell] = at(left, cell) - at(means, cell % periods)
  }
  const speed = bestSpeed(fit, left, trust)
  if (speed > 0) smoothOwn(fit, left, trust, speed, own)
  return { ...smooth, own }
}

function leftOvers(fit: GroupFit): Float64Array {
  const { members, periods } = fit.design
  const left = new Float64Array(members.length * periods)
  for (let cell = 0; cell < left.length; cell += 1) {
    if (at(fit.weights, cell) === 0) continue
    left[cell] = at(fit.targets, cell) - fittedLog(fit, Math.floor(cell / periods), cell % periods)
  }
  return left
}

function periodMeans(fit: GroupFit, left: Float64Array) {
  const { periods } = fit.design
  const means = new Float64Array(periods)
  const precisions = new Float64Array(periods)
  if (fit.noise.shockNoise === 0) return { means, precisions }
  for (let cell = 0; cell < left.length; cell += 1) {
    const [period, weight] = [cell % periods, at(fit.weights, cell)]
    means[period] = at(means, period) + weight * at(left, cell)
    precisions[period] = at(precisions, period) + weight
  }
  for (let period = 0; period < periods; period += 1) {
    if (at(precisions, period) > 0) means[period] = at(means, period) / at(precisions, period)
  }
  return { means, precisions }
}

function groupDrift(
  fit: GroupFit,
  means: Float64Array,
  precisions: Float64Array,
  liftLogs: Float64Array,
  periodsPerYear: number,
): Pick<Drift, 'group' | 'alike'> {
  const { periods, members } = fit.design
  const shock = fit.noise.shockNoise
  const [group, alike] = [new Float64Array(periods), new Float64Array(periods)]
  const seen = [...precisions.keys()].filter((period) => at(precisions, period) > 0)
  if (shock === 0 || seen.length === 0) return { group, alike }
  const states = statesOf(fit)
  const drifting = (from: number, to: number): number =>
    shock *
    (kernel.always +
      kernel.drift * Math.exp(-Math.abs(from - to) / (kernel.driftYears * periodsPerYear)))
  const likeness = (from: number, to: number): number =>
    shock * kernel.alike * Math.exp(-distance(states, from, to) / 2)
  const matrix = new Float64Array(seen.length ** 2)
  const right = new Float64Array(seen.length)
  for (const [row, period] of seen.entries()) {
    right[row] = at(means, period)
    for (const [column, other] of seen.entries()) {
      matrix[row * seen.length + column] = drifting(period, other) + likeness(period, other)
    }
    let lift = 0
    for (let series = 0; series < members.length; series += 1) {
      lift += Math.abs(at(liftLogs, series * periods + period)) / members.length
    }
    const slot = row * seen.length + row
    matrix[slot] =
      at(matrix, slot) +
      shock * kernel.noise * at(fit.doubts, period) * (1 + liftDoubt * lift) +
      1 / at(precisions, period)
  }
  factor(matrix, seen.length)
  solveFactored(matrix, seen.length, right)
  for (let period = 0; period < periods; period += 1) {
    for (const [row, other] of seen.entries()) {
      group[period] = at(group, period) + drifting(period, other) * at(right, row)
      alike[period] = at(alike, period) + likeness(period, other) * at(right, row)
    }
  }
  return { group, alike }
}

/** Per period: means over the series of price cut and kinds, in units of likeness. */
function statesOf(fit: GroupFit): readonly Float64Array[] {
  const { columns, members, periods, values } = fit.design
  return columns.flatMap(({ role }, column) => {
    if (role !== 'price' && role !== 'kind') return []
    const scale = (role === 'price' ? kernel.priceLog : kernel.kind) * members.length
    const state = new Float64Array(periods)
    for (let cell = 0; cell < members.length * periods; cell += 1) {
      const period = cell % periods
      state[period] = at(state, period) + at(values, cell * columns.length + column) / scale
    }
    return [state]
  })
}

function distance(states: readonly Float64Array[], from: number, to: number): number {
  return states.reduce((sum, state) => sum + (at(state, from) - at(state, to)) ** 2, 0)
}

/** How far each cell may move a series' drift: its weight about the mean of weights, less if lifted. */
function trustOf(fit: GroupFit, liftLogs: Float64Array): Float64Array {
  const known = fit.weights.reduce((count, weight) => (weight > 0 ? count + 1 : count), 0)
  const mean = fit.weights.reduce((sum, weight) => sum + weight, 0) / Math.max(1, known)
  return fit.weights.map(
    (weight, cell) => weight / mean / (1 + liftDoubt * Math.abs(at(liftLogs, cell))),
  )
}

function bestSpeed(fit: GroupFit, left: Float64Array, trust: Float64Array): number {
  const errors = speeds.map((speed) => aheadError(fit, left, trust, speed))
  return speeds[errors.indexOf(Math.min(...errors))] ?? 0
}

/**
 * The level before a period is the mean of all before, or moves on by the speed where that is more.
 * It is held against what came some known periods later, as a forecast is.
 */
function aheadError(fit: GroupFit, left: Float64Array, trust: Float64Array, speed: number): number {
  const { members, periods } = fit.design
  const levels = new Float64Array(periods)
  let error = 0
  for (let series = 0; series < members.length; series += 1) {
    let [level, weights, count] = [0, 0, 0]
    for (let cell = series * periods; cell < (series + 1) * periods; cell += 1) {
      const weight = at(trust, cell)
      if (weight === 0) continue
      levels[count] = level
      const missed = at(left, cell) - at(levels, Math.max(0, count - aheadPeriods))
      if (count >= warmPeriods) error += weight * missed * missed
      weights += weight
      count += 1
      level += Math.max(gain(speed, weight), weight / weights) * (at(left, cell) - level)
    }
  }
  return error
}

/** After the last known period the forward level stands; before it, the mean of both directions. */
function smoothOwn(
  fit: GroupFit,
  left: Float64Array,
  trust: Float64Array,
  speed: number,
  own: Float64Array,
): void {
  const { members, periods } = fit.design
  for (let series = 0; series < members.length; series += 1) {
    const [first, end] = [series * periods, (series + 1) * periods]
    let last = end - 1
    while (last >= first && at(trust, last) === 0) last -= 1
    let level = 0
    for (let cell = first; cell < end; cell += 1) {
      own[cell] = level
      level += gain(speed, at(trust, cell)) * (at(left, cell) - level)
    }
    level = 0
    for (let cell = last; cell >= first; cell -= 1) {
      own[cell] = (at(own, cell) + level) / 2
      level += gain(speed, at(trust, cell)) * (at(left, cell) - level)
    }
  }
}

function gain(speed: number, weight: number): number {
  return weight === 0 ? 0 : (speed * weight) / (speed * weight + 1 - speed)
}
