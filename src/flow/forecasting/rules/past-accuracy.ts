/** How far a forecast was from what came. Definitions: Hyndman & Koehler 2006; M5 competition 2020 for RMSSE. */

export type PastAccuracy = {
  /** Sum of absolute errors over sum of units; NaN when nothing was sold. */
  wape: number
  /** Sum of errors (forecast minus actual) over sum of units; NaN when nothing was sold. */
  biasShare: number
  /** Root of mean squared error over the mean squared step of the history; NaN when that never changed. */
  rmsse: number
}

/** Holds `forecast` against the `horizon` periods of `units` from `length` on; unknown periods are left out. */
export function judgePast(
  units: Float64Array,
  length: number,
  forecast: Float64Array,
  horizon: number,
  past: PastAccuracy,
): void {
  let absolute = 0
  let signed = 0
  let square = 0
  let sum = 0
  let known = 0
  const end = Math.min(units.length, length + horizon)
  for (let at = length; at < end; at += 1) {
    const actual = units[at] as number
    if (Number.isNaN(actual)) continue
    const error = Math.max(0, forecast[at - length] as number) - actual
    absolute += Math.abs(error)
    signed += error
    square += error * error
    sum += actual
    known += 1
  }
  const scale = meanSquaredStep(units, length)
  past.wape = sum > 0 ? absolute / sum : Number.NaN
  past.biasShare = sum > 0 ? signed / sum : Number.NaN
  past.rmsse = scale > 0 && known > 0 ? Math.sqrt(square / known / scale) : Number.NaN
}

/** Mean squared difference of one period to the next over the first `length` periods; NaN without two. */
export function meanSquaredStep(units: Float64Array, length: number): number {
  let sum = 0
  let count = 0
  for (let at = 1; at < length; at += 1) {
    const step = (units[at] as number) - (units[at - 1] as number)
    if (!Number.isNaN(step)) {
      sum += step * step
      count += 1
    }
  }
  return count > 0 ? sum / count : Number.NaN
}

/** Mean absolute difference over `lag` periods, the scale of MASE. */
export function meanAbsoluteStep(units: Float64Array, length: number, lag: number): number {
  let sum = 0
  let count = 0
  for (let at = lag; at < length; at += 1) {
    const step = Math.abs((units[at] as number) - (units[at - lag] as number))
    if (!Number.isNaN(step)) {
      sum += step
      count += 1
    }
  }
  return count > 0 ? sum / count : Number.NaN
}
