/** From what the books, the policy and the terms say about an item to what is planned with. */
import { dailyDemand } from './daily-demand.ts'
import type { Arrival, ItemToPlan } from './plan-item.ts'
import type { PlanSettings } from './settings.ts'
import type { Cap, OrderSizes } from './size-order.ts'
import type { DemandLayers, Supply } from './stock-curve.ts'

/** Whole base units and days throughout; money in minor units of the terms' currency. */
export type ItemFacts = {
  readonly segment: string
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
  readonly usableUnits: number
  readonly owedUnits: number
  /** Days count from the planning day; late ones are below 0. */
  readonly coming: readonly Supply[]
  readonly forecast: {
    readonly firstDay: number
    readonly baseline: readonly number[]
    readonly uplift: readonly number[]
    readonly event: readonly number[]
    /** What planning uses; beyond the layers it is what people changed. */
    readonly planned: readonly number[]
  }
}

export type SourceFacts = {
  readonly leadDays: number
  readonly moqUnits: number
  readonly multipleUnits: number
  readonly layerUnits: number | null
  readonly palletUnits: number | null
  readonly breaks: OrderSizes['breaks']
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
      safetyUnits: facts.safetyUnits,
      toleranceDays: settings.toleranceDays,
      aheadDays: settings.aheadDays,
      isOrderDay: () => true,
    },
    sizesFor: (arrival) => sizesFor(facts, source, settings, arrival),
    reschedule: {
      leadDays: source.leadDays,
      safetyUnits: facts.safetyUnits,
      dampDays: settings.dampDays,
      maxUnits: mostUnits(facts),
      dampUnits: Math.ceil(settings.dampShare * (mostUnits(facts) ?? 0)),
    },
    facts: {
      baseline: {
        perDay: rounded(facts.meanDayUnits),
        leadDays: source.leadDays,
        reviewDays: facts.reviewDays,
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
      },
    },
  }
}

function layersOf({ forecast }: ItemFacts, horizonDays: number): DemandLayers {
  const { firstDay, baseline, uplift, event, planned } = forecast
  const spread = (units: readonly number[]) =>
    dailyDemand({ firstDay, periodDays: 7, units }, horizonDays)
  const adjustment = planned.map((units, at) => {
    return units - (baseline[at] ?? 0) - (uplift[at] ?? 0) - (event[at] ?? 0)
  })
  return {
    baseline: spread(baseline),
    uplift: spread(uplift),
    event: spread(event),
    adjustment: spread(adjustment.map((units) => (Math.abs(units) < 1e-6 ? 0 : units))),
  }
}

function sizesFor(
  facts: ItemFacts,
  source: SourceFacts,
  settings: PlanSettings,
  arrival: Arrival,
): OrderSizes {
  return {
    orderUpToUnits: facts.orderUpToUnits,
    moqUnits: source.moqUnits,
    multipleUnits: source.multipleUnits,
    breaks: source.breaks,
    layerUnits: source.layerUnits ?? undefined,
    palletUnits: source.palletUnits ?? undefined,
    snapShare: settings.snapShare,
    caps: capsOf(facts, arrival),
  }
}

/** Each cap: what may come so that no more lies there than lasts so long. */
function capsOf(facts: ItemFacts, arrival: Arrival): readonly Cap[] {
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
