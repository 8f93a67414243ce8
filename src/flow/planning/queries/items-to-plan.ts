import { sql } from 'kysely'

import { type ItemPlace, type StockOf, stockOf } from '#books/inventory'
import { type SizedTerm, termsAt } from '#flow/agreements'
import { commitmentsByDay, type DayCommitment } from '#flow/customer-orders'
import { type OrderCalendars, readOrderCalendars } from '#flow/policies'
import { daysBetween } from '#kernel/day'
import { pairRows } from '#platform/pair-ranges'
import type { Ask } from '#platform/work'

/** The rule an item is kept by, and its forecast; see the table stock_rule. */
export type RuleRow = ItemPlace & {
  readonly segment: string
  readonly method: string
  readonly targetKind: string
  readonly targetBps: number
  readonly level: number
  readonly supplierId: string | null
  readonly laneId: string | null
  readonly fromPlaceId: string | null
  readonly laneMultipleUnits: number | null
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
  readonly cashMaxMinor: number | null
  /** Which rule it is kept by, for the why. */
  readonly ruledFacts: Readonly<Record<string, string | number>> | null
  /** Of demand over the protected days; null where it was not told. */
  readonly deviationUnits: number | null
  /** How many places this one feeds; their demand is in the mean, not in the forecast. */
  readonly flowPlaces: number
  readonly sku: string
  readonly itemName: string
  readonly volumeCm3: bigint | null
  readonly weightGrams: bigint | null
  readonly unitDecimals: number
  readonly currency: string
  /** Days from the planning day to the first day of the forecast. */
  readonly forecastFromDay: number | null
  /** Null where it is all that is planned. */
  readonly baselineUnits: readonly number[] | null
  readonly upliftUnits: readonly number[] | null
  readonly eventUnits: readonly number[] | null
  readonly plannedUnits: readonly number[] | null
  /** Whose figures are planned with where they are not ours, and by week what they say; NaN for ours. */
  readonly forecaster: string | null
  readonly outsideUnits: readonly number[] | null
  readonly dayShares: readonly number[] | null
  /** Days from the planning day to the first and the last day it is sold, where it has such. */
  readonly launchDay: number | null
  readonly endDay: number | null
  /** Wanted by the planning day, and on later days, counted from it. */
  readonly owedUnits: number
  readonly orderedAhead: readonly { readonly day: number; readonly units: number }[]
  readonly snoozedUntil: string | null
  readonly decidedUnits: number | null
  /** Where a person wants it from; at most one of the two. */
  readonly decidedSupplierId: string | null
  readonly decidedLaneId: string | null
}

export type PlanInputs = {
  readonly rules: readonly RuleRow[]
  readonly stockByPair: ReadonlyMap<string, StockOf>
  readonly termsByItem: ReadonlyMap<string, readonly SizedTerm[]>
  readonly calendars: OrderCalendars
}

export const pairKey = ({ itemId, placeId }: ItemPlace): string => `${itemId} ${placeId}`

/** All that goes into the plans of these item-places, in a handful of statements. */
export async function itemsToPlan(
  ask: Ask,
  pairs: readonly ItemPlace[],
  asOf: string,
): Promise<PlanInputs> {
  const itemIds = [...new Set(pairs.map(({ itemId }) => itemId))]
  const rules = withCommitments(
    await readRules(ask, pairs, asOf),
    await commitmentsByDay(ask, pairs),
    asOf,
  )
  const stock = await stockOf(ask, pairs)
  const terms = await termsAt(ask, { itemIds, day: asOf })
  return {
    rules,
    stockByPair: new Map(stock.map((row) => [pairKey(row), row])),
    termsByItem: Map.groupBy(terms, ({ itemId }) => itemId),
    calendars: await readOrderCalendars(ask),
  }
}

/** Each is looked up by itself: while little is known of tables just filled, they might be read whole. */
type RuleOnly = Omit<RuleRow, 'owedUnits' | 'orderedAhead'>

function withCommitments(
  rules: readonly RuleOnly[],
  commitments: readonly DayCommitment[],
  asOf: string,
): readonly RuleRow[] {
  const byPair = Map.groupBy(commitments, pairKey)
  return rules.map((rule) => {
    const days = (byPair.get(pairKey(rule)) ?? []).map(({ requestedOn, openUnits }) => {
      return { day: daysBetween(asOf, requestedOn), units: Number(openUnits) }
    })
    const owed = days.filter(({ day }) => day <= 0)
    return {
      ...rule,
      owedUnits: owed.reduce((sum, { units }) => sum + units, 0),
      orderedAhead: days.filter(({ day }) => day > 0),
    }
  })
}

async function readRules(
  ask: Ask,
  pairs: readonly ItemPlace[],
  asOf: string,
): Promise<readonly RuleOnly[]> {
  const { rows } = await sql<RuleOnly>`
    select r.item_id as "itemId", r.place_id as "placeId", r.segment, r.method,
           r.target_kind as "targetKind", r.target_bps as "targetBps", r.level,
           r.supplier_id as "supplierId", r.lane_id as "laneId", r.from_place_id as "fromPlaceId",
           lane.multiple_units::float8 as "laneMultipleUnits",
           r.lead_days as "leadDays", r.lead_deviation_days as "leadDeviationDays",
           r.review_days as "reviewDays", r.mean_day_units as "meanDayUnits",
           r.quantile_units as "quantileUnits", r.safety_units::float8 as "safetyUnits",
           r.order_up_to_units::float8 as "orderUpToUnits", r.cover_days_max as "coverDaysMax",
           r.shelf_life_days as "shelfLifeDays", r.max_units::float8 as "maxUnits",
           r.cash_max_minor::float8 as "cashMaxMinor", r.facts -> 'by' as "ruledFacts",
           coalesce((r.facts ->> 'flowPlaces')::int, 0) as "flowPlaces",
           (r.facts ->> 'deviationUnits')::float8 as "deviationUnits",
           i.sku, i.name as "itemName", i.volume_cm3 as "volumeCm3",
           i.weight_grams as "weightGrams", i.unit_decimals as "unitDecimals", c.currency,
           f.starts_on - ${asOf}::date as "forecastFromDay",
           nullif(f.baseline_units, f.planned_units) as "baselineUnits",
           f.uplift_units as "upliftUnits", f.event_units as "eventUnits",
           f.planned_units as "plannedUnits", theirs.name as "forecaster",
           f.outside_units as "outsideUnits", h.day_shares as "dayShares",
           f.launches_on - ${asOf}::date as "launchDay", f.ends_on - ${asOf}::date as "endDay",
           d.snoozed_until as "snoozedUntil", d.units::float8 as "decidedUnits",
           d.supplier_id as "decidedSupplierId", d.lane_id as "decidedLaneId"
    from ${pairRows(pairs)} as p (item_id, place_id)
    cross join lateral (
      select * from stock_rule s where s.item_id = p.item_id and s.place_id = p.place_id limit 1) r
    left join source_lane lane on lane.id = r.lane_id
    join item i on i.id = p.item_id
    join place pl on pl.id = p.place_id
    join company c on c.id = pl.company_id
    left join lateral (
      select * from forecast s
      where s.item_id = p.item_id and s.place_id = p.place_id and s.period = 'week' limit 1) f on true
    left join forecast_source theirs on theirs.id = f.source_id
    left join forecast_habit h on h.item_id = p.item_id and h.place_id = p.place_id
    left join proposal_decision d
      on d.proposal_key = 'order:' || p.item_id || ':' || p.place_id
    order by p.item_id, p.place_id
  `.execute(ask.db)
  return rows
}
