/** The layers of a forecast: what promotions and events add, whose figures count, and what people say of the sum. */
import { type Channels, layOverrides, type Override } from './overrides.ts'
import { type PlannedPromotion, plannedLayers } from './planned-uplift.ts'

const weekDays = 7
const none = new Float64Array(0)

/** Another's forecast, from the first forecast week on. */
export type OutsideWeeks = {
  /** Base units by week, of so many of its days: 7 where the week is covered, 0 where nothing is said of it. */
  readonly units: ArrayLike<number>
  readonly days: ArrayLike<number>
  /** Its figures are of all that will be sold; else planned promotions come on top. */
  readonly includesPromotions: boolean
}

export type ForecastLayers = {
  /** Empty where no promotion is planned. */
  readonly upliftUnits: Float64Array
  readonly eventUnits: Float64Array
  /** What stands in place of baseline, uplift and event by another's figures; NaN where ours stays. */
  readonly outsideUnits: Float64Array
  /** What planning uses. */
  readonly plannedUnits: Float64Array
  /** Of each channel, week after week, where one was overridden by itself; else empty. */
  readonly channelShares: Float64Array
}

/** @param baseline base units by week */
export function layersOf(
  baseline: Float64Array,
  promotions: readonly PlannedPromotion[],
  overrides: readonly Override[],
  outside?: OutsideWeeks,
  channels?: Channels,
): ForecastLayers {
  // Most have nothing to be laid over them.
  if (promotions.length + overrides.length === 0 && outside === undefined) return plainly(baseline)
  const { uplift, event } = plannedLayers(baseline, weekDays, promotions)
  const ours = baseline.map((units, at) => units + (uplift[at] ?? 0) + (event[at] ?? 0))
  const theirs = outside === undefined ? none : outsideOf(baseline, ours, promotions, outside)
  const isPlain = promotions.length === 0
  const laid = layOverrides(ours.map(orTheirs(theirs)), weekDays, overrides, channels)
  return {
    upliftUnits: isPlain ? none : uplift,
    eventUnits: isPlain ? none : event,
    outsideUnits: theirs,
    plannedUnits: laid.units,
    channelShares: laid.channelShares,
  }
}

function plainly(baseline: Float64Array): ForecastLayers {
  const nothing = { upliftUnits: none, eventUnits: none, outsideUnits: none, channelShares: none }
  return { ...nothing, plannedUnits: baseline }
}

/** Days of a week of which nothing is said sell as we expect. */
function outsideOf(
  baseline: Float64Array,
  ours: Float64Array,
  promotions: readonly PlannedPromotion[],
  { units, days, includesPromotions }: OutsideWeeks,
): Float64Array {
  const rest = includesPromotions ? ours : baseline
  const said = baseline.map((_, at) => {
    const unsaidShare = 1 - (days[at] ?? 0) / weekDays
    return (units[at] ?? 0) + unsaidShare * (rest[at] ?? 0)
  })
  const added = includesPromotions ? undefined : plannedLayers(said, weekDays, promotions)
  return said.map((week, at) => {
    if ((days[at] ?? 0) === 0) return Number.NaN
    return week + (added?.uplift[at] ?? 0) + (added?.event[at] ?? 0)
  })
}

function orTheirs(theirs: Float64Array): (ours: number, at: number) => number {
  return (ours, at) => {
    const units = theirs[at]
    return units === undefined || Number.isNaN(units) ? ours : units
  }
}
