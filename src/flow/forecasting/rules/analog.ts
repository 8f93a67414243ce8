/** New items: forecast from items like them until their own sales tell more. */

/** How many periods of its own an item needs to count as much as its analogs. */
const analogWorthPeriods = 6

export type AnalogInput = {
  /** The new item's own sales by period since launch, oldest first; NaN where not known. May be empty. */
  readonly units: Float64Array
  /**
   * Sales of items like it since their own launch, one array each; NaN where not known. How they rose after launch is
   * what the new item is expected to do.
   */
  readonly analogs: readonly Float64Array[]
  readonly horizon: number
}

export type AnalogForecast = {
  readonly meanUnits: Float64Array
  /** What the item's own data count, n/(n+6). */
  readonly ownShare: number
}

/**
 * The mean path of the analogs since launch, drawn to the item's own level: own share n/(n+6) for n known periods.
 * Beyond what the analogs have lived it goes on at their last mean. Zero without analogs and without sales.
 */
export function analogForecast({ units, analogs, horizon }: AnalogInput): AnalogForecast {
  const age = units.length
  let known = 0
  let sold = 0
  let expected = 0
  const profile = meanSinceLaunch(analogs, age + horizon)
  for (let at = 0; at < age; at += 1) {
    const value = units[at] as number
    if (Number.isNaN(value)) continue
    known += 1
    sold += value
    expected += profile[at] as number
  }
  const ownShare = known / (known + analogWorthPeriods)
  const ownMean = known > 0 ? sold / known : 0
  // Against the analogs' path where they have one, else as a level of its own.
  const factor = expected > 0 ? 1 + ownShare * (sold / expected - 1) : 1
  const meanUnits = new Float64Array(horizon)
  for (let step = 0; step < horizon; step += 1) {
    const then = profile[age + step] as number
    meanUnits[step] = Math.max(0, expected > 0 ? then * factor : mix(then, ownMean, ownShare))
  }
  return { meanUnits, ownShare }
}

function mix(analog: number, own: number, ownShare: number): number {
  return (1 - ownShare) * analog + ownShare * own
}

/** The mean of what the analogs sold in each period since launch; later than any of them, the last such mean. */
function meanSinceLaunch(analogs: readonly Float64Array[], periods: number): Float64Array {
  const profile = new Float64Array(periods)
  let last = 0
  for (let at = 0; at < periods; at += 1) {
    let sum = 0
    let count = 0
    for (const analog of analogs) {
      const value = analog[at]
      if (value === undefined || Number.isNaN(value)) continue
      sum += value
      count += 1
    }
    if (count > 0) last = sum / count
    profile[at] = last
  }
  return profile
}
