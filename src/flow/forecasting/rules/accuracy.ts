/**
 * What a forecast was worth, at the lag that matters. WAPE, bias, MASE (Hyndman & Koehler 2006), RMSSE (M5), tracking
 * signal; a figure with nothing to divide by is not a number.
 */

export type Judged = {
  /** Units before the forecast was made, oldest first. */
  readonly history: Float64Array
  readonly actual: Float64Array
  readonly forecast: Float64Array
  /** Periods that MASE compares over; 1 without it. */
  readonly season?: number
  /** Whether zeros before the first sale are the time before launch, and no history. */
  readonly isLaunch?: boolean
}

export type JudgedAccuracy = {
  readonly wape: number
  readonly biasShare: number
  readonly meanAbsoluteError: number
  readonly mase: number
  readonly rmsse: number
  /** Sum of errors (forecast minus actual) over the mean absolute error. */
  readonly trackingSignal: number
}

export function accuracyOf(judged: Judged): JudgedAccuracy {
  const { actual, forecast, season = 1, isLaunch = false } = judged
  const history = isLaunch ? sinceLaunch(judged.history) : judged.history
  let [absolute, signed, square, sold] = [0, 0, 0, 0]
  for (const [at, units] of actual.entries()) {
    const error = (forecast[at] ?? 0) - units
    absolute += Math.abs(error)
    signed += error
    square += error * error
    sold += units
  }
  const meanAbsoluteError = absolute / actual.length
  return {
    wape: ratio(absolute, sold),
    biasShare: ratio(signed, sold),
    meanAbsoluteError,
    mase: ratio(meanAbsoluteError, meanStep(history, season, Math.abs)),
    rmsse: Math.sqrt(
      ratio(
        square / actual.length,
        meanStep(history, 1, (step) => step * step),
      ),
    ),
    trackingSignal: ratio(signed, meanAbsoluteError),
  }
}

/** WAPE of many series together: all errors over all units. */
export function pooledWape(series: readonly Pick<Judged, 'actual' | 'forecast'>[]): number {
  let [absolute, sold] = [0, 0]
  for (const { actual, forecast } of series) {
    for (const [at, units] of actual.entries()) {
      absolute += Math.abs((forecast[at] ?? 0) - units)
      sold += units
    }
  }
  return ratio(absolute, sold)
}

/** RMSSE of many series, each weighed by what it earns (WRMSSE of M5). */
export function weightedRmsse(
  series: readonly { readonly rmsse: number; readonly revenue: number }[],
): number {
  let [sum, revenues] = [0, 0]
  for (const { rmsse, revenue } of series) {
    sum += rmsse * revenue
    revenues += revenue
  }
  return ratio(sum, revenues)
}

/** How much WAPE a step of the forecast takes off; negative when it made things worse. */
export function forecastValueAdded(wapeBefore: number, wapeAfter: number): number {
  return wapeBefore - wapeAfter
}

function sinceLaunch(history: Float64Array): Float64Array {
  const first = history.findIndex((units) => units > 0)
  return first < 0 ? history : history.subarray(first)
}

function meanStep(history: Float64Array, lag: number, measure: (step: number) => number): number {
  let sum = 0
  for (let at = lag; at < history.length; at += 1) {
    sum += measure((history[at] ?? 0) - (history[at - lag] ?? 0))
  }
  return ratio(sum, history.length - lag)
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : Number.NaN
}
