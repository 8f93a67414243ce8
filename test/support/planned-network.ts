/**
 * The company of `plannedCompany` with its place as a hub that feeds two stores: rules and forecasts of the stores
 * as policies and forecasting would leave them, laid down by plain SQL.
 */
import { sql } from 'kysely'
import type { TestOrganization } from './database.ts'
import { type PlannedCompany, planDay, plannedCompany } from './planned-company.ts'

type Tried = Pick<TestOrganization, 'db' | 'work'>

export type PlannedNetwork = PlannedCompany & { readonly storeIds: readonly string[] }

/** Stores sell part of what the hub sells; their lanes are cheap, and other terms are of the same rank. */
export async function plannedNetwork(
  org: Tried,
  given: { readonly items: number; readonly seed?: number },
): Promise<PlannedNetwork> {
  const company = await plannedCompany(org, given)
  const { rows: stores } = await sql<{ id: string }>`
    insert into place (id, code, name, company_id)
    select gen_random_uuid(), g.code, 'Store ' || g.code, ${company.companyId}::uuid
    from unnest(array['ST1', 'ST2']) as g (code) returning id
  `.execute(org.db)
  const storeIds = stores.map(({ id }) => id)
  await sql`
    insert into source_lane (id, from_place_id, to_place_id, lead_time_days, multiple_units,
      fixed_cost_minor, cost_per_kg_minor)
    select gen_random_uuid(), ${company.placeId}::uuid, g.id, 1 + 2 * g.no, 3 * g.no, 500, 20
    from unnest(${storeIds}::uuid[]) with ordinality as g (id, no)
  `.execute(org.db)
  await sql`
    insert into stock_rule (item_id, place_id, policy_id, abc, xyz, segment, target_kind,
      target_bps, level, method, lane_id, from_place_id, lead_days, lead_deviation_days,
      review_days, mean_day_units, lead_demand_units, quantile_units, safety_units,
      reorder_units, order_up_to_units, facts, fingerprint, input_fingerprint, computed_at)
    select r.item_id, l.to_place_id, r.policy_id, r.abc, r.xyz, r.segment, r.target_kind,
           r.target_bps, r.level, r.method, l.id, l.from_place_id, l.lead_time_days, 0,
           1 + r.review_days % 5, r.mean_day_units / (1 + s.no), 0, 0,
           round(r.mean_day_units * s.no), 0, round(r.mean_day_units * (s.no - 1)),
           jsonb_build_object('deviationUnits', 2 + r.mean_day_units * s.no),
           r.fingerprint || s.no, '', now()
    from stock_rule r
    join unnest(${storeIds}::uuid[]) with ordinality as s (id, no) on true
    join source_lane l on l.to_place_id = s.id
  `.execute(org.db)
  await sql`
    update stock_rule set mean_day_units = mean_day_units * 1.8 where place_id = ${company.placeId}::uuid
  `.execute(org.db)
  await sql`
    insert into forecast (id, item_id, place_id, period, starts_on, made_on, method,
      baseline_units, uplift_units, event_units, planned_units, quantile_units, wape, level_units,
      seed, fingerprint, computed_at)
    select gen_random_uuid(), f.item_id, s.id, 'week', f.starts_on, f.made_on, f.method, w.units,
           f.event_units, f.event_units, w.units, '{}', .2, 1, 1, f.fingerprint || s.no, now()
    from forecast f
    join unnest(${storeIds}::uuid[]) with ordinality as s (id, no) on true
    cross join lateral (
      select array_agg(u / (1 + s.no) order by at) as units
      from unnest(f.baseline_units) with ordinality as b (u, at)) as w
  `.execute(org.db)
  await sql`
    insert into stock_balance (id, item_id, place_id, status, units)
    select gen_random_uuid(), r.item_id, r.place_id, 'available', 1 + round(r.mean_day_units * 3)
    from stock_rule r where r.place_id = any(${storeIds}::uuid[])
  `.execute(org.db)
  await sql`
    with layer as (
      select item_id, place_id, units from stock_balance where place_id = any(${storeIds}::uuid[])
    )
    insert into stock_layer (id, company_id, item_id, place_id, kind, status, received_on,
      units_in, value_in_minor, units_left, value_left_minor)
    select gen_random_uuid(), ${company.companyId}::uuid, item_id, place_id, 'fifo', 'available',
           ${planDay}::date, units, 0, units, 0
    from layer
  `.execute(org.db)
  // Every second item is scarce at the hub, and nobody sells it to stores.
  await sql`
    update supplier_term t set place_id = ${company.placeId}::uuid
    from item i where i.id = t.item_id and i.sku ~ '^PLAN-.*[02468]$'
  `.execute(org.db)
  await sql`
    with scarce as (
      select r.item_id, ceil(r.mean_day_units * 2)::bigint as units
      from stock_rule r join item i on i.id = r.item_id
      where r.place_id = ${company.placeId}::uuid and i.sku ~ '^PLAN-.*[02468]$'
    ), layer as (
      update stock_layer l set units_in = s.units, units_left = s.units
      from scarce s where l.item_id = s.item_id and l.place_id = ${company.placeId}::uuid
    )
    update stock_balance b set units = s.units
    from scarce s where b.item_id = s.item_id and b.place_id = ${company.placeId}::uuid
  `.execute(org.db)
  return { ...company, storeIds }
}
