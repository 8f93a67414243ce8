/**
 * How many days something takes, as a distribution over whole days. It is a mixture of what was seen, never a
 * curve laid through it, so a share that came exactly on the day stays a share that came exactly on the day.
 */
import { invariant } from '#kernel/invariant'
import { randomOf } from '#kernel/random'

/** `probabilities[i]` is the chance of `firstDays + i` days; they add up to 1. */
export type DayDistribution = {
  readonly firstDays: number
  readonly probabilities: Float64Array
  /** How many lines, faded by age, stand behind it on its own lane; 0 when all is borrowed. */
  readonly laneCount: number
}

export type DaySummary = {
  readonly meanDays: number
  readonly sdDays: number
  readonly p50Days: number
  readonly p80Days: number
  readonly p95Days: number
  /** Deviation over mean; undefined when the mean is not above zero. */
  readonly variation: number | undefined
}

/** What rounding may take from a sum of a thousand shares. */
const sharesTolerance = 1e-9

/** Every day alike weighs one: the plain empirical distribution. */
export function empiricalDays(days: readonly number[]): DayDistribution {
  invariant(days.length > 0, 'an empirical distribution needs a day')
  const firstDays = Math.min(...days)
  const probabilities = new Float64Array(Math.max(...days) - firstDays + 1)
  for (const each of days) {
    const at = each - firstDays
    probabilities[at] = (probabilities[at] ?? 0) + 1 / days.length
  }
  return { firstDays, probabilities, laneCount: days.length }
}

export function meanDays({ firstDays, probabilities }: DayDistribution): number {
  let mean = 0
  for (let at = 0; at < probabilities.length; at += 1) mean += (probabilities[at] ?? 0) * at
  return firstDays + mean
}

export function sdDays(distribution: DayDistribution): number {
  const { firstDays, probabilities } = distribution
  const mean = meanDays(distribution) - firstDays
  let variance = 0
  for (let at = 0; at < probabilities.length; at += 1) {
    variance += (probabilities[at] ?? 0) * (at - mean) ** 2
  }
  return Math.sqrt(variance)
}

/** The fewest whole days that are enough in `level` of the cases. */
export function quantileDays(distribution: DayDistribution, level: number): number {
  const out = new Float64Array(1)
  quantilesInto(distribution, [level], out, 0)
  return out[0] ?? 0
}

export function quantilesDays(distribution: DayDistribution, levels: readonly number[]) {
  const out = new Float64Array(levels.length)
  quantilesInto(distribution, levels, out, 0)
  return out
}

/** Writes the quantiles of rising `levels` into `out` from `offset` on. */
export function quantilesInto(
  { firstDays, probabilities }: DayDistribution,
  levels: readonly number[],
  out: Float64Array,
  offset: number,
): void {
  let share = 0
  let level = 0
  for (let at = 0; at < probabilities.length && level < levels.length; at += 1) {
    share += probabilities[at] ?? 0
    while (level < levels.length && share >= (levels[level] ?? 1) - sharesTolerance) {
      out[offset + level] = firstDays + at
      level += 1
    }
  }
  out.fill(firstDays + probabilities.length - 1, offset + level, offset + levels.length)
}

/** The chance of at most so many days. */
export function shareWithin({ firstDays, probabilities }: DayDistribution, days: number): number {
  const until = Math.min(probabilities.length - 1, Math.floor(days) - firstDays)
  let share = 0
  for (let at = 0; at <= until; at += 1) share += probabilities[at] ?? 0
  return Math.min(1, share)
}

/** What a scorecard shows. Source: rules sheet 12 (mean, deviation, P50, P80, P95, variation). */
export function summaryOf(distribution: DayDistribution): DaySummary {
  const mean = meanDays(distribution)
  const sd = sdDays(distribution)
  const [p50Days = 0, p80Days = 0, p95Days = 0] = quantilesDays(distribution, [0.5, 0.8, 0.95])
  return {
    meanDays: mean,
    sdDays: sd,
    p50Days,
    p80Days,
    p95Days,
    variation: mean > 0 ? sd / mean : undefined,
  }
}

/**
 * The whole lead time of a line that is still open after `elapsedDays`: what is left of the distribution, made
 * whole again. A line later than anything seen is expected on the next day, with a sure distribution.
 */
export function givenElapsed(distribution: DayDistribution, elapsedDays: number): DayDistribution {
  const { firstDays, probabilities, laneCount } = distribution
  const from = Math.max(0, Math.floor(elapsedDays) + 1 - firstDays)
  const left = probabilities.slice(from)
  const share = left.reduce((sum, each) => sum + each, 0)
  if (share <= sharesTolerance) {
    return {
      firstDays: Math.floor(elapsedDays) + 1,
      probabilities: Float64Array.of(1),
      laneCount: 0,
    }
  }
  for (let at = 0; at < left.length; at += 1) left[at] = (left[at] ?? 0) / share
  return { firstDays: firstDays + from, probabilities: left, laneCount }
}

/** The same distribution, so many whole days later: a deviation laid upon a promised date. */
export function laterBy(distribution: DayDistribution, days: number): DayDistribution {
  return { ...distribution, firstDays: distribution.firstDays + Math.round(days) }
}

/**
 * `count` lead times in days for a simulation. Each part of the distribution gives its share of the draws
 * (stratified), in an order that the seed decides.
 */
export function drawLeadTimes(
  distribution: DayDistribution,
  count: number,
  seed: number,
): Float64Array {
  const { uniform, below } = randomOf(seed)
  const draws = new Float64Array(count)
  const { firstDays, probabilities } = distribution
  let at = 0
  let share = probabilities[0] ?? 1
  for (let draw = 0; draw < count; draw += 1) {
    const level = (draw + uniform()) / count
    while (share < level && at < probabilities.length - 1) {
      at += 1
      share += probabilities[at] ?? 0
    }
    draws[draw] = firstDays + at
  }
  for (let last = count - 1; last > 0; last -= 1) {
    const other = below(last + 1)
    const kept = draws[last] ?? 0
    draws[last] = draws[other] ?? 0
    draws[other] = kept
  }
  return draws
}
