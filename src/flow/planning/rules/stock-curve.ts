/**
 * The course of stock of one item at one place, day by day. Days are whole numbers from the planning
 * day (0) on; units are whole base units. Demand comes as layers so that a need can say which part of
 * it each layer made; each layer is rounded on its running total, so no unit is lost by rounding.
 */

export type Firmness = 'requested' | 'ordered' | 'confirmed' | 'shipped'

export type Supply = {
  readonly sourceId: string
  readonly documentId: string
  /** The day it is expected to be usable; one that is late has been put forward to today or later. */
  readonly day: number
  readonly units: number
  readonly firmness: Firmness
}

export type StockState = {
  readonly usableUnits: number
  /** Owed to customers from before the planning day, beyond what demand foresees. */
  readonly committedUnits: number
  /** In order of day. */
  readonly supplies: readonly Supply[]
}

/** Expected demand by day in base units, each at least as long as the horizon. */
export type DemandLayers = {
  readonly baseline: Float64Array
  readonly uplift: Float64Array
  readonly event: Float64Array
  /** What people or another's forecast change about the rest; may be below zero. */
  readonly adjustment: Float64Array
  /** What customers ordered for later days beyond the forecast; absent where they did not. */
  readonly ordered?: Float64Array | undefined
  /** What other places are to get from here, on the day it leaves; absent where nothing leads. */
  readonly transfers?: Float64Array | undefined
}

export type DemandTotals = {
  /** [day] = all demand of days 0..day, whole base units. */
  readonly baseline: Float64Array
  readonly uplift: Float64Array
  readonly event: Float64Array
  readonly adjustment: Float64Array
  readonly ordered?: Float64Array | undefined
  readonly transfers?: Float64Array | undefined
  readonly all: Float64Array
}

const nothingBy = new Map<number, Float64Array>()

/**
 * What a layer is that adds nothing, as most do: one for all of the same horizon, which nobody writes
 * to, and which costs nothing to total.
 */
export function nothingByDay(horizonDays: number): Float64Array {
  const found = nothingBy.get(horizonDays)
  if (found !== undefined) return found
  const nothing = new Float64Array(horizonDays)
  nothingBy.set(horizonDays, nothing)
  return nothing
}

export function totalDemand(layers: DemandLayers, horizonDays: number): DemandTotals {
  const baseline = roundedTotals(layers.baseline, horizonDays)
  const uplift = roundedTotals(layers.uplift, horizonDays)
  const event = roundedTotals(layers.event, horizonDays)
  const adjustment = roundedTotals(layers.adjustment, horizonDays)
  const ordered = layers.ordered && roundedTotals(layers.ordered, horizonDays)
  const transfers = layers.transfers && roundedTotals(layers.transfers, horizonDays)
  const others = [uplift, event, adjustment, ordered, transfers].filter((layer) => {
    return layer !== undefined && layer !== nothingByDay(horizonDays)
  })
  const all = others.length === 0 ? baseline : baseline.slice()
  for (const layer of others) {
    for (let day = 0; day < horizonDays; day += 1) all[day] = (all[day] ?? 0) + (layer?.[day] ?? 0)
  }
  return { baseline, uplift, event, adjustment, ordered, transfers, all }
}

function roundedTotals(units: Float64Array, horizonDays: number): Float64Array {
  if (units === nothingByDay(horizonDays)) return units
  const totals = new Float64Array(horizonDays)
  let sum = 0
  for (let day = 0; day < horizonDays; day += 1) {
    sum += units[day] ?? 0
    totals[day] = Math.round(sum)
  }
  return totals
}

/** [day] = units that come on days 0..day. */
export function totalSupply(supplies: readonly Supply[], horizonDays: number): Float64Array {
  const totals = new Float64Array(horizonDays)
  for (const { day, units } of supplies) {
    const on = Math.max(0, day)
    if (on < horizonDays) totals[on] = (totals[on] ?? 0) + units
  }
  for (let day = 1; day < horizonDays; day += 1) {
    totals[day] = (totals[day] ?? 0) + (totals[day - 1] ?? 0)
  }
  return totals
}

/** [day] = stock at the end of the day; below zero it is what customers wait for. */
export function stockCurve(
  state: StockState,
  demand: DemandTotals,
  supply: Float64Array,
): Float64Array {
  const start = state.usableUnits - state.committedUnits
  const curve = new Float64Array(supply.length)
  for (let day = 0; day < curve.length; day += 1) {
    curve[day] = start + (supply[day] ?? 0) - (demand.all[day] ?? 0)
  }
  return curve
}

/** The first day at whose end nothing is left, or undefined within the horizon. */
export function sellsOutDay(curve: Float64Array): number | undefined {
  for (let day = 0; day < curve.length; day += 1) {
    if ((curve[day] as number) <= 0) return day
  }
  return undefined
}

/**
 * Forward days of cover: how many whole days from now on the stock alone lasts (rules 11).
 * It is the horizon where it lasts longer.
 */
export function coverDays(stockUnits: number, demand: DemandTotals): number {
  const { all } = demand
  for (let day = 0; day < all.length; day += 1) {
    if ((all[day] as number) > stockUnits) return day
  }
  return all.length
}
