/** Finding the level that reaches what was asked, by replaying what would have been. */
import { normalQuantile } from '#kernel/statistics/normal'

export type Calibration = {
  readonly z: number
  readonly achieved: number
  readonly kind:
    | 'reached'
    /** Even the lowest level gives more, or the highest less. */
    | 'below_range'
    | 'above_range'
  readonly replays: number
}

export type CalibrationLimits = {
  readonly zMin: number
  readonly zMax: number
  /** How near is near enough: 0.001 is a tenth of a point. */
  readonly tolerance: number
  readonly replaysMax: number
}

export const calibrationDefaults: CalibrationLimits = {
  zMin: -1.5,
  zMax: 5,
  tolerance: 0.001,
  replaysMax: 16,
}

/**
 * Bisects the level until the replay achieves the target.
 *
 * @param achievedAt the share a replay achieves at a level; it may rise by steps, but should not fall
 */
export function calibrate(
  target: number,
  achievedAt: (z: number) => number,
  limits: CalibrationLimits = calibrationDefaults,
): Calibration {
  let low = limits.zMin
  let high = limits.zMax
  const lowest = achievedAt(low)
  if (lowest >= target) return { z: low, achieved: lowest, kind: 'below_range', replays: 1 }
  let reached = achievedAt(high)
  if (reached < target) return { z: high, achieved: reached, kind: 'above_range', replays: 2 }
  let replays = 2
  while (replays < limits.replaysMax && Math.abs(reached - target) > limits.tolerance) {
    const middle = (low + high) / 2
    const achieved = achievedAt(middle)
    replays += 1
    if (achieved < target) low = middle
    else high = middle
    if (achieved >= target || Math.abs(achieved - target) <= limits.tolerance) {
      reached = achieved
      high = middle
    }
  }
  return { z: high, achieved: reached, kind: 'reached', replays }
}

/**
 * What a short replay says is drawn towards the plain reading of the target (u = fill): a few months that went well
 * prove little. A replay of a quarter counts as much as that reading, one of a year four times as much.
 *
 * @param season periods in a year
 */
export function temperedLevel(
  calibrated: Pick<Calibration, 'z'>,
  target: number,
  countedPeriods: number,
  season: number,
): number {
  const weight = countedPeriods / (countedPeriods + season / 4)
  return weight * calibrated.z + (1 - weight) * normalQuantile(target)
}
