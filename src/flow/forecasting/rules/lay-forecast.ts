/** The layers of a forecast: what promotions and events add, and what people say of the sum. */
import { type Override, withOverrides } from './overrides.ts'
import { type PlannedPromotion, plannedLayers } from './planned-uplift.ts'

const weekDays = 7
const none = new Float64Array(0)

export type ForecastLayers = {
  /** Empty where no promotion is planned. */
  readonly upliftUnits: Float64Array
  readonly eventUnits: Float64Array
  /** What planning uses. */
  readonly plannedUnits: Float64Array
}

/** @param baseline base units by week */
export function layersOf(
  baseline: Float64Array,
  promotions: readonly PlannedPromotion[],
  overrides: readonly Override[],
): ForecastLayers {
  const { uplift, event } = plannedLayers(baseline, weekDays, promotions)
  const expected = baseline.map((units, at) => units + (uplift[at] ?? 0) + (event[at] ?? 0))
  const isPlain = promotions.length === 0
  return {
    upliftUnits: isPlain ? none : uplift,
    eventUnits: isPlain ? none : event,
    plannedUnits: withOverrides(expected, weekDays, overrides),
  }
}
