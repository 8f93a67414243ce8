/** From what the books, the policy and the terms say about an item to what is planned with. */
import { dailyDemand } from './daily-demand.ts'
import { type OrderedAhead, orderedBeyond } from './ordered-ahead.ts'
import type { Arrival, ItemToPlan } from './plan-item.ts'
import { firstOfEachReview } from './review-days.ts'
import type { PlanSettings } from './settings.ts'
import type { Cap, OrderSizes } from './size-order.ts'
import type { DemandLayers, Supply } from './stock-curve.ts'

/** Whole base units and days throughout; money in minor units of the terms' currency. */
export type ItemFacts = {
  readonly segment: string
  /** s_q, s_S, r_S, min_max or none. */
  readonly method: string
  /** The planning day, counted in days from a Monday. */
  readonly day0: number
  /** Which rule of the policy it is kept by, and which channel asked for more; for the why. */
  readonly ruledFacts: Readonly<Record<string, string | number>> | null
  readonly targetKind: string
  readonly targetBps: number
  readonly level: number
  readonly leadDays: number
  readonly leadDeviationDays: number
  readonly reviewDays: number
  readonly meanDayUnits: number
  readonly quantileUnits: number
  readonly safetyUnits: number
  readonly orderUpToUnits: number
  readonly coverDaysMax: number | null
  readonly shelfLifeDays: number | null
  readonly maxUnits: number | null
  /** The most money that may lie in it, in minor units of the company. */
  readonly cashMaxMinor: number | null
  readonly usableUnits: number
  readonly owedUnits: number
  /** What customers ordered for later days. */
  readonly orderedAhead?: readonly OrderedAhead[] | undefined
  /** Days count from the planning day; late ones are below 0. */
  readonly coming: readonly Supply[]
  /** Whose figures are planned with where they are not ours. */
  readonly forecaster?: string | null
  readonly forecast: {
    readonly firstDay: number
    readonly baseline: readonly number[]
    readonly uplift: readonly number[]
    readonly event: readonly number[]
    /** What planning uses; beyond the layers it is what people changed. */
    readonly planned: readonly number[]
    /** Of the days of a week, Monday first; empty: evenly. */
    readonly dayShares: readonly number[]
    /** Days to the first and the last day it is sold. */
    readonly launchDay: number | undefined
    readonly endDay: number | undefined
  }
}

export type SourceFacts = {
  readonly leadDays: number
  readonly moqUnits: number
  /** What else than the rule says how long it takes: another supplier's terms, or a lane between places. */
  readonly leadBasis?: 'terms' | 'moved' | undefined
  readonly multipleUnits: number
  readonly layerUnits: number | null
  readonly palletUnits: number | null
  readonly breaks: OrderSizes['breaks']
  /** Weekdays on which the supplier's orders are made: bits 0 (Monday) to 6; absent: any day. */
  readonly orderWeekdays?: number | undefined
  /** What a base unit costs by the offer, in minor units of the company; absent where it isn't bought, or no rate is known. */
  readonly unitCostMinor?: number | undefined
}

export function itemToPlan(
  facts: ItemFacts,
  source: SourceFacts,
  settings: PlanSettings,
): ItemToPlan {
  const protectedDays = source.leadDays + facts.reviewDays
  const horizonDays = Math.max(settings.horizonDays, protectedDays + settings.aheadDays + 1)
  const supplies = facts.coming
    .map((supply) => ({ ...supply, day: Math.max(0, supply.day) }))
    .sort((a, b) => a.day - b.day)
  return {
    horizonDays,
    state: { usableUnits: facts.usableUnits, committedUnits: facts.owedUnits, supplies },
    layers: layersOf(facts, horizonDays),
    net: {
      leadDays: source.leadDays,
      reviewDays: facts.reviewDays,
      safetyUnits: safetyOf(facts, source, settings),
      toleranceDays: settings.toleranceDays,
      aheadDays: settings.aheadDays,
      isOrderDay: whileSold(facts, source, orderDays(facts, weekdaysOf(source, facts.day0))),
    },
    sizesFor: (arrival) => sizesFor(facts, source, settings, arrival),
    reschedule: {
      leadDays: source.leadDays,
      safetyUnits: safetyOf(facts, source, settings),
      dampDays: settings.dampDays,
      maxUnits: mostUnits(facts),
      dampUnits: Math.ceil(settings.dampShare * (mostUnits(facts) ?? 0)),
    },
    facts: {
      baseline: {
        perDay: rounded(facts.meanDayUnits),
        leadDays: source.leadDays,
        ...leadFacts(facts, source),
        reviewDays: facts.reviewDays,
        ...(facts.forecaster ? { forecaster: facts.forecaster } : {}),
      },
      uplift: {},
      event: {},
      adjustment: {},
      safety: {
        targetKind: facts.targetKind,
        targetBps: facts.targetBps,
        level: rounded(facts.level),
        quantileUnits: Math.round(facts.quantileUnits),
        leadDeviationDays: rounded(facts.leadDeviationDays),
        segment: facts.segment,
        ...facts.ruledFacts,
        ...(facts.forecast.endDay === undefined ? {} : { endDay: facts.forecast.endDay }),
      },
    },
  }
}

/** What says how long it takes; the lines behind it are of the rule's own supplier. */
function leadFacts({ ruledFacts }: ItemFacts, { leadBasis }: SourceFacts) {
  const { leadBasis: ruled, leadLineCount } = ruledFacts ?? {}
  if (leadBasis !== undefined) return { leadBasis }
  return ruled === undefined || leadLineCount === undefined
    ? {}
    : { leadBasis: ruled, leadLineCount }
}

/** What is sold for the last time before the next order would come is not kept beyond its demand. */
function safetyOf(facts: ItemFacts, source: SourceFacts, settings: PlanSettings): number {
  const { endDay } = facts.forecast
  const protectedDays = source.leadDays + facts.reviewDays + settings.aheadDays
  return endDay !== undefined && endDay <= protectedDays ? 0 : facts.safetyUnits
}

/** What would come after the last day it is sold is not ordered any more. */
function whileSold(
  { forecast }: ItemFacts,
  { leadDays }: SourceFacts,
  mayOrder: (day: number) => boolean,
): (day: number) => boolean {
  const { endDay } = forecast
  return endDay === undefined ? mayOrder : (day) => day + leadDays <= endDay && mayOrder(day)
}

/** No lot is larger than what is sold until the last day. */
function leftToSell({ forecast }: ItemFacts, { day, demand }: Arrival): number {
  const last = demand.all.length - 1
  if (forecast.endDay === undefined || forecast.endDay > last) return Infinity
  return Math.max(0, Math.floor((demand.all[last] ?? 0) - (demand.all[day] ?? 0)))
}

/** Days on which the supplier's orders are made. */
function weekdaysOf({ orderWeekdays }: SourceFacts, day0: number): (day: number) => boolean {
  if (orderWeekdays === undefined) return () => true
  return (day) => (orderWeekdays & (1 << ((((day0 + day) % 7) + 7) % 7))) !== 0
}

/** (R, S) orders at each review only. */
function orderDays({ method, reviewDays, day0 }: ItemFacts, mayOrder: (day: number) => boolean) {
  return method === 'r_S' ? firstOfEachReview(reviewDays, day0, mayOrder) : mayOrder
}

function layersOf(facts: ItemFacts, horizonDays: number): DemandLayers {
  const { forecast, orderedAhead = [] } = facts
  const { baseline, uplift, event, planned } = forecast
  const spread = (units: readonly number[]) =>
    dailyDemand({ ...forecast, periodDays: 7, units }, horizonDays)
  const adjustment = planned.map((units, at) => {
    return units - (baseline[at] ?? 0) - (uplift[at] ?? 0) - (event[at] ?? 0)
  })
  const layers = {
    baseline: spread(baseline),
    uplift: spread(uplift),
    event: spread(event),
    adjustment: spread(adjustment.map((units) => (Math.abs(units) < 1e-6 ? 0 : units))),
  }
  if (orderedAhead.length === 0) return layers
  const foreseen = (day: number) =>
    Object.values(layers).reduce((sum, layer) => sum + (layer[day] ?? 0), 0)
  return {
    ...layers,
    ordered: orderedBeyond(foreseen, forecast.firstDay, orderedAhead, horizonDays),
  }
}

function sizesFor(
  facts: ItemFacts,
  source: SourceFacts,
  settings: PlanSettings,
  arrival: Arrival,
): OrderSizes {
  return {
    orderUpToUnits: Math.min(beyondNeed(facts, arrival), leftToSell(facts, arrival)),
    moqUnits: source.moqUnits,
    multipleUnits: source.multipleUnits,
    breaks: source.breaks,
    layerUnits: source.layerUnits ?? undefined,
    palletUnits: source.palletUnits ?? undefined,
    snapShare: settings.snapShare,
    caps: capsOf(facts, source, arrival),
  }
}

/** (s, Q) orders whole lots, min/max up to the maximum on the day it comes, (s, S) the lot beyond what is missing. */
function beyondNeed({ method, orderUpToUnits, maxUnits }: ItemFacts, arrival: Arrival): number {
  const { neededUnits, stockUnits } = arrival
  if (method === 's_q' && orderUpToUnits > 0) {
    return Math.ceil(neededUnits / orderUpToUnits) * orderUpToUnits - neededUnits
  }
  if (method !== 'min_max' || maxUnits === null) return orderUpToUnits
  return Math.max(0, Math.floor(maxUnits - stockUnits - neededUnits))
}

/** Each cap: what may come so that no more lies there than lasts so long. */
function capsOf(facts: ItemFacts, source: SourceFacts, arrival: Arrival): readonly Cap[] {
  const { coverDaysMax, shelfLifeDays, maxUnits } = facts
  const roomFor = (days: number) => {
    const until = Math.min(arrival.day + days, arrival.demand.all.length - 1)
    const wanted = (arrival.demand.all[until] ?? 0) - (arrival.demand.all[arrival.day] ?? 0)
    return Math.max(0, Math.floor(wanted - arrival.stockUnits))
  }
  return [
    ...(coverDaysMax === null
      ? []
      : [{ code: 'cap_cover', units: roomFor(coverDaysMax), facts: { coverDaysMax } } as const]),
    ...(shelfLifeDays === null
      ? []
      : [
          {
            code: 'cap_shelf_life',
            units: roomFor(shelfLifeDays),
            facts: { shelfLifeDays },
          } as const,
        ]),
    ...(maxUnits === null
      ? []
      : [
          {
            code: 'cap_maximum',
            units: Math.max(0, maxUnits - arrival.stockUnits),
            facts: { maxUnits },
          } as const,
        ]),
    ...cashCap(facts.cashMaxMinor, source.unitCostMinor, arrival),
  ]
}

/** What the money that may lie in it buys at the offer's price, less what is there by then. */
function cashCap(
  cashMaxMinor: number | null,
  unitCostMinor: number | undefined,
  { stockUnits }: Arrival,
): readonly Cap[] {
  if (cashMaxMinor === null || unitCostMinor === undefined || unitCostMinor <= 0) return []
  const units = Math.max(0, Math.floor(cashMaxMinor / unitCostMinor - stockUnits))
  return [
    { code: 'cap_cash', units, facts: { cashMaxMinor, unitCostMinor: rounded(unitCostMinor) } },
  ]
}

/** More than this is too much to have at once; undefined where nothing says so. */
function mostUnits({ coverDaysMax, maxUnits, meanDayUnits, safetyUnits }: ItemFacts) {
  if (maxUnits !== null) return maxUnits
  return coverDaysMax === null ? undefined : Math.ceil(coverDaysMax * meanDayUnits) + safetyUnits
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
