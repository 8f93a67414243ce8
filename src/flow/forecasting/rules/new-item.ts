/** A new item's forecast: as the item it is expected to sell like, until its own weeks tell more. */
import { analogForecast } from './analog.ts'
import { quantileLevels } from './quantiles.ts'
import { quantilesOf } from './spread.ts'

/** From so many weeks of its own on, an item is forecast like any other. */
export const newWeeksMax = 26
/** Weeks over which an analog's level and its spread are read. */
const levelWeeks = 13
const spreadWeeks = 52
/** Items that were thought alike differ in level by about half (squared). */
const alikeVariation = 0.25

export type NewItem = {
  /** What it sold itself by week since its launch, oldest first; NaN where not known. */
  readonly ownUnits: Float64Array
  /** The analog's baseline by week, oldest first, to the same last week: no promotion of it is in there. */
  readonly analogUnits: Float64Array
  /** What is forecast for the analog, by week. */
  readonly analogAhead: Float64Array
  /** The first of the analog's weeks is its launch, rather than the first week on record. */
  readonly isLaunchSeen: boolean
  /** The analog ends, or has ended, so many weeks before the first forecast week (below 0: after it). */
  readonly analogEndedWeeks: number | undefined
  /** Whole weeks until the week of its launch; 0 once it is launched. */
  readonly weeksToLaunch: number
  readonly horizon: number
}

export type NewItemForecast = {
  readonly meanUnits: Float64Array
  /** `quantileLevels.length` quantiles of each week. */
  readonly quantileUnits: Float64Array
  /** What its own weeks count, n/(n+6). */
  readonly ownShare: number
}

export function newItemForecast(item: NewItem): NewItemForecast {
  const { ownUnits, weeksToLaunch, horizon } = item
  const path = pathLike(item)
  const sold = analogForecast({ units: ownUnits, analogs: [path], horizon })
  // Before its launch nothing is sold; then it is as old as the weeks since.
  const meanUnits = Float64Array.from({ length: horizon }, (_, step) => {
    return step < weeksToLaunch ? 0 : (sold.meanUnits[step - startsAt(item)] as number)
  })
  const perUnit = spreadPerUnit(item.analogUnits)
  const unlike = alikeVariation * (1 - sold.ownShare)
  const quantileUnits = new Float64Array(horizon * quantileLevels.length)
  for (const [step, mean] of meanUnits.entries()) {
    const variance = perUnit * mean + unlike * mean * mean
    quantileUnits.set(quantilesOf(mean, variance), step * quantileLevels.length)
  }
  return { meanUnits, quantileUnits, ownShare: sold.ownShare }
}

/** A path since launch is waited for; one by the calendar is not. */
function startsAt({ isLaunchSeen, weeksToLaunch }: NewItem): number {
  return isLaunchSeen ? weeksToLaunch : 0
}

/**
 * What the analog says of each week since the new item's launch: how it rose after its own launch, where
 * that was seen, and then its level; else what it sells in the same weeks of the calendar. One that ends
 * says its level before that: what comes after it does not end with it.
 */
function pathLike(item: NewItem): Float64Array {
  const { ownUnits, analogUnits, analogAhead, analogEndedWeeks, horizon } = item
  const age = ownUnits.length
  const ended = analogEndedWeeks ?? -Infinity
  const lived =
    ended > 0 ? analogUnits.slice(0, Math.max(1, analogUnits.length - ended)) : analogUnits
  const level = meanOf(lived.slice(-levelWeeks))
  if (item.isLaunchSeen) {
    const from = Math.max(
      0,
      lived.findIndex((units) => units > 0),
    )
    return Float64Array.from({ length: age + horizon }, (_, at) => lived[from + at] ?? level)
  }
  const isEnding = ended > -horizon
  return Float64Array.from({ length: age + horizon }, (_, at) => {
    const week = analogUnits.length - age + at
    if (at < age) return week < lived.length ? (lived[week] ?? level) : level
    return isEnding ? level : (analogAhead[at - age] ?? level)
  })
}

function meanOf(units: Float64Array): number {
  const known = units.filter((one) => !Number.isNaN(one))
  return known.length === 0 ? 0 : known.reduce((sum, one) => sum + one, 0) / known.length
}

/** The analog's variance over its mean: what is sold more varies as much more. */
function spreadPerUnit(analogUnits: Float64Array): number {
  const last = analogUnits.slice(-spreadWeeks).filter((one) => !Number.isNaN(one))
  const mean = meanOf(last)
  if (!(mean > 0)) return 0
  return last.reduce((sum, one) => sum + (one - mean) ** 2, 0) / last.length / mean
}
