import { type RawBuilder, sql } from 'kysely'

import { type PairRange, pairRanges } from '#platform/pair-ranges'
import type { Ask, Tx } from '#platform/work'
import type { PlanningTerms } from '#records/assortment'

import type { PolicySettings } from '../store/policies.ts'
import { feedsNobody, type HubPair, hubPairs } from './hub-pairs.ts'

export type RuleInput = {
  readonly itemId: string
  readonly placeId: string
  readonly categoryId: string | null
  readonly currency: string
  /** Demand by week, oldest first: the baseline where it was told apart. */
  readonly weeklyUnits: readonly number[]
  /** The first day after the last of those weeks. */
  readonly endsOn: string
  /** Per base unit, in minor units of the company: of stock, else 0. */
  readonly stockCostMinor: number
  readonly yearUnits: number
  readonly shelfLifeDays: number | null
  /** `normal`, `high` or `critical`. */
  readonly criticality: PlanningTerms['criticality']
  readonly laneId: string | null
  readonly fromPlaceId: string | null
  readonly laneLeadDays: number | null
  readonly laneRank: number | null
  readonly laneMultipleUnits: number | null
  /** How many other places' demand flows through it. */
  readonly flowPlaces: number
  readonly inputFingerprint: string
}

/** Ranges of about so many item-places for which there may be a rule. */
export function rangesOfRules(tx: Tx, size: number): Promise<readonly PairRange[]> {
  const pairs = sql`
    select item_id, place_id from demand_series where channel_id is null and period = 'week'`
  return pairRanges(tx, pairs, size)
}

/**
 * Item-places of a range that feed no others, or of those that do as they are given, with what is known of those whose rule was not made from what is now. Each is
 * looked up by itself, so that it takes as long as there are pairs, even while the database knows
 * nothing of tables just filled.
 */
export async function ruleInputs(
  ask: Ask,
  asked: {
    readonly policyFingerprint: string
    readonly classes: ValueClasses
    readonly pairs: PairRange | readonly HubPair[]
    /** Those of a range that feed others, too, by what is sold there alone. */
    readonly isWithHubs?: boolean
  },
): Promise<readonly RuleInput[]> {
  const { policyFingerprint, classes, pairs } = asked
  const feeds = asked.isWithHubs === true ? sql`true` : feedsNobody
  const those = 'after' in pairs ? pairsOfRange(pairs, feeds) : hubPairs(pairs)
  const { rows } = await sql<RuleInput>`
    with pair as materialized (${those}), now as (
      select p.*, lane.id as lane_id, lane.from_place_id, lane.lead_time_days, lane.rank,
             lane.multiple_units, coalesce(c.minor, 0) as cost_minor, n.shelf_life_days,
             coalesce(n.criticality, 'normal') as criticality,
             co.currency,
             md5(concat_ws('|', p.said, p.category_id, '-', ${policyFingerprint}::text, lane.id, lane.version, '-',
               terms.said, '-', terms.learned_version, '-', n.version, '-',
               p.units_52w * c.minor >= ${classes.a}::float8,
               p.units_52w * c.minor >= ${classes.b}::float8, round(c.minor::numeric, 2))) as input
      from pair p
      join place pl on pl.id = p.place_id join company co on co.id = pl.company_id
      left join lateral (
        select l.id, l.from_place_id, l.lead_time_days, l.rank, l.multiple_units, l.version
        from source_lane l where l.to_place_id = p.place_id and l.status = 'active'
          and (l.item_id is null or l.item_id = p.item_id)
          and (l.category_id is null or l.category_id = p.category_id)
        order by l.item_id nulls last, l.category_id nulls last, l.rank, l.id limit 1) lane on true
      left join lateral (
        select sum(y.value_left_minor)::float8 / sum(y.units_left)::float8 as minor
        from stock_layer y where y.item_id = p.item_id and y.units_left > 0) c on true
      left join lateral (
        select bit_xor(hash_record_extended(row(t.id, t.version), 0)) as said,
               max((select max(l.learned_version) from lead_time_lane l
                    where l.supplier_id = t.supplier_id)) as learned_version
        from supplier_term t where t.item_id = p.item_id) terms on true
      left join lateral (
        select n.version, n.shelf_life_days, n.is_planned, n.criticality from planning_item n
        where n.item_id = p.item_id and n.place_id = p.place_id limit 1) n on true
      where coalesce(n.is_planned, true)
    )
    select w.item_id as "itemId", w.place_id as "placeId", w.category_id as "categoryId",
           w.currency, case when r.input_fingerprint is distinct from w.input then w.units end as "weeklyUnits",
           w.ends_on as "endsOn", w.cost_minor as "stockCostMinor", w.units_52w::float8 as "yearUnits",
           w.shelf_life_days as "shelfLifeDays", w.criticality, w.lane_id as "laneId",
           w.from_place_id as "fromPlaceId", w.lead_time_days as "laneLeadDays",
           w.rank::int as "laneRank", w.multiple_units::float8 as "laneMultipleUnits",
           w.flow_places as "flowPlaces",
           w.input as "inputFingerprint"
    from now w
    left join lateral (
      select input_fingerprint from stock_rule
      where item_id = w.item_id and place_id = w.place_id limit 1) r on true
    order by w.item_id, w.place_id
  `.execute(ask.db)
  return rows
}

function pairsOfRange({ after, until }: PairRange, feeds: RawBuilder<unknown>) {
  return sql`
    select s.item_id, s.place_id, i.category_id, s.ends_on, s.units_52w, s.fingerprint as said,
           case when cardinality(s.baseline_units) > 0 then s.baseline_units
                when cardinality(s.cleaned_units) > 0 then s.cleaned_units
                when cardinality(s.corrected_units) > 0 then s.corrected_units
                else s.raw_units end as units, 0 as flow_places
    from demand_series s
    cross join lateral (
      -- one by one, and not all items for each range
      select id, category_id, status from item where id = s.item_id offset 0) i
    where s.channel_id is null and s.period = 'week' and i.status = 'active'
      and (s.item_id, s.place_id) > (${after.itemId}::uuid, ${after.placeId}::uuid)
      and (s.item_id, s.place_id) <= (${until.itemId}::uuid, ${until.placeId}::uuid)
      and (s.item_id, s.place_id) not in (
        select item_id, place_id from forecast
        where analog_item_id is not null
          and (item_id, place_id) > (${after.itemId}::uuid, ${after.placeId}::uuid)
          and (item_id, place_id) <= (${until.itemId}::uuid, ${until.placeId}::uuid))
      and ${feeds}
    union all ${newItems({ after, until })}`
}

/** Items forecast from another have its weeks before their own; few weeks say nothing of how it varies. */
function newItems({ after, until }: PairRange) {
  return sql`
    select f.item_id, f.place_id, i.category_id, f.starts_on,
           round(52 * f.level_units)::bigint, f.analog_fingerprint,
           case when f.method = 'none' then '{}'
                else a.units[1:cardinality(a.units) - f.own_weeks]
                  || case when f.own_weeks = 0 then '{}'
                          else s.raw_units[cardinality(s.raw_units) - f.own_weeks + 1:] end end, 0
    from forecast f join item i on i.id = f.item_id and i.status = 'active'
    cross join lateral (
      -- from the few forecasts to their series: the other way it would read all series for each range
      select d.units from (
        select d.channel_id, d.period,
               case when cardinality(d.baseline_units) > 0 then d.baseline_units
                    when cardinality(d.cleaned_units) > 0 then d.cleaned_units
                    else d.raw_units end as units
        from demand_series d
        where d.item_id = f.analog_item_id and d.place_id = f.place_id offset 0) d
      where d.channel_id is null and d.period = 'week') a
    left join demand_series s on s.item_id = f.item_id and s.place_id = f.place_id
      and s.channel_id is null and s.period = 'week'
    where f.analog_item_id is not null
      and (f.item_id, f.place_id) > (${after.itemId}::uuid, ${after.placeId}::uuid)
      and (f.item_id, f.place_id) <= (${until.itemId}::uuid, ${until.placeId}::uuid)`
}

/** Value of a year's demand from which on an item is of class A, and of B. */
export type ValueClasses = { readonly a: number; readonly b: number }

export async function valueClasses(ask: Ask, settings: PolicySettings): Promise<ValueClasses> {
  const { rows } = await sql<{ readonly a: number | null; readonly b: number | null }>`
    with valued as (
      select s.item_id, s.place_id, s.units_52w * c.minor as value
      from demand_series s
      join (select item_id, sum(value_left_minor)::float8 / sum(units_left)::float8 as minor
            from stock_layer where units_left > 0 group by 1) c on c.item_id = s.item_id
      where s.channel_id is null and s.period = 'week'
    ), running as (
      select value, sum(value) over () as total,
             sum(value) over (order by value desc, item_id, place_id) - value as before
      from valued
    )
    select min(value) filter (where before < ${settings.valueShareA}::float8 * total) as a,
           min(value) filter (where before < ${settings.valueShareB}::float8 * total) as b
    from running
  `.execute(ask.db)
  return { a: rows[0]?.a ?? 0, b: rows[0]?.b ?? 0 }
}
