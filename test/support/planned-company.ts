/**
 * A company with items to plan: two suppliers with terms, little stock, and rules and forecasts as
 * policies and forecasting would leave them, laid down by plain SQL. Each item differs by its seed.
 */
import { type Kysely, sql } from 'kysely'
import { type PlanRunId, planTouched, proposalsStep, runPlan, startRun } from '#flow/planning'
import { invariant } from '#kernel/invariant'
import { randomOf, seedOf } from '#kernel/random'
import type { Database } from '#platform/database'
import { assignPositions, deliverBatch, takeLease } from '#platform/relay'

import { type TestOrganization, testStart } from './database.ts'
import { anybody, type GoodsCompany, goodsCompany } from './goods-company.ts'

/** The Monday on which clocks of tests stand. */
export const planDay = testStart.slice(0, 10)

export type PlannedCompany = GoodsCompany & {
  readonly otherSupplierId: string
  readonly itemIds: readonly string[]
}

/** A test's organization, or that of a running server. */
type Tried = Pick<TestOrganization, 'db' | 'work'>

/** By chance, of the item: a number between two others. */
type Draw = (min: number, max: number) => number

const weeks = 26
const quantiles = 9

export async function plannedCompany(
  org: Tried,
  given: { readonly items: number; readonly seed?: number },
): Promise<PlannedCompany> {
  const company = await goodsCompany(org)
  const drawOf = (no: number): Draw => {
    const { uniform } = randomOf(seedOf('planned-company', String(given.seed ?? 1), String(no)))
    return (min, max) => min + Math.floor(uniform() * (max - min + 1))
  }
  const items = Array.from({ length: given.items }, (_, no) => itemOf(no, drawOf(no)))
  const { rows } = await sql<{ id: string }>`
    insert into supplier (id, code, name, currency)
    values (gen_random_uuid(), 'OTHER', 'Another supplier', 'USD') returning id
  `.execute(org.db)
  const otherSupplierId = rows[0]?.id ?? ''
  const itemIds = await insertItems(org.db, items)
  await insertTerms(org.db, [company.supplierId, otherSupplierId], itemIds, items)
  await insertRules(org.db, company, itemIds, items)
  await insertForecasts(org.db, company.placeId, itemIds, items)
  await insertStock(org.db, company, itemIds, items)
  return { ...company, otherSupplierId, itemIds }
}

type PlannedItem = ReturnType<typeof itemOf>

function itemOf(no: number, draw: Draw) {
  const dayUnits = draw(1, 400) / 10
  const leadDays = draw(3, 60)
  const reviewDays = draw(1, 14)
  const multipleUnits = draw(1, 24)
  const weekly = Array.from({ length: weeks }, () => dayUnits * 7 * (draw(80, 120) / 100))
  const hasPromotion = draw(1, 4) === 1
  const uplift = weekly.map((units, week) => (hasPromotion && week >= 3 && week < 5 ? units : 0))
  const safetyUnits = Math.round(dayUnits * draw(0, 20))
  return {
    sku: `PLAN-${String(no).padStart(5, '0')}`,
    name: `Planned item ${no}`,
    dayUnits,
    leadDays,
    reviewDays,
    weekly,
    uplift,
    safetyUnits,
    orderUpToUnits: draw(1, 3) === 1 ? Math.round(dayUnits * draw(1, 30)) : 0,
    coverDaysMax: draw(1, 5) === 1 ? draw(90, 180) : null,
    moqUnits: draw(0, 5) * multipleUnits,
    multipleUnits,
    palletUnits: draw(1, 3) === 1 ? multipleUnits * draw(4, 12) : null,
    priceE4: draw(1_000, 9_000_000),
    otherLeadDays: draw(1, 90),
    stockUnits: Math.round(dayUnits * draw(0, 120)),
  }
}

async function insertItems(
  db: Kysely<Database>,
  items: readonly PlannedItem[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into item (id, sku, name, unit, valuation_method, volume_cm3, weight_grams)
    select gen_random_uuid(), g.sku, g.name, 'EA', 'fifo', 1200, 300
    from unnest(${items.map(({ sku }) => sku)}::text[], ${items.map(({ name }) => name)}::text[])
      with ordinality as g (sku, name, no)
    order by g.no returning id, sku
  `.execute(db)
  return rows.map(({ id }) => id)
}

async function insertTerms(
  db: Kysely<Database>,
  [supplierId, otherSupplierId]: readonly [string, string],
  itemIds: readonly string[],
  items: readonly PlannedItem[],
): Promise<void> {
  await sql`
    with term as (
      insert into supplier_term (id, supplier_id, item_id, currency, unit, moq_units,
        multiple_units, lead_time_days, pallet_units, rank)
      select gen_random_uuid(), s.supplier_id, g.item_id, 'USD', 'EA', g.moq, g.multiple,
             case s.no when 1 then g.lead else g.other_lead end, g.pallet, s.no
      from unnest(${itemIds}::uuid[], ${items.map((one) => one.moqUnits)}::bigint[],
        ${items.map((one) => one.multipleUnits)}::bigint[],
        ${items.map((one) => one.leadDays)}::int[], ${items.map((one) => one.otherLeadDays)}::int[],
        ${items.map((one) => one.palletUnits)}::bigint[])
        as g (item_id, moq, multiple, lead, other_lead, pallet)
      cross join unnest(${[supplierId, otherSupplierId]}::uuid[]) with ordinality
        as s (supplier_id, no)
      returning id, item_id, rank
    )
    insert into supplier_term_break (id, term_id, from_units, price_e4, priced_units)
    select gen_random_uuid(), term.id, 0, g.price * (10 + term.rank) / 10, 1
    from term join unnest(${itemIds}::uuid[], ${items.map((one) => one.priceE4)}::bigint[])
      as g (item_id, price) using (item_id)
  `.execute(db)
}

async function insertRules(
  db: Kysely<Database>,
  { supplierId, placeId }: GoodsCompany,
  itemIds: readonly string[],
  items: readonly PlannedItem[],
): Promise<void> {
  const leadUnits = items.map((one) => one.dayUnits * (one.leadDays + one.reviewDays))
  await sql`
    insert into stock_rule (item_id, place_id, policy_id, abc, xyz, segment, target_kind,
      target_bps, level, method, supplier_id, lead_days, lead_deviation_days, review_days,
      mean_day_units, lead_demand_units, quantile_units, safety_units, reorder_units,
      order_up_to_units, cover_days_max, fingerprint, input_fingerprint, computed_at)
    select g.item_id, ${placeId}::uuid, gen_random_uuid(), 'A', 'X', 'AX', 'cycle_service', 9500,
           .95, 's_Q', ${supplierId}::uuid, g.lead, 2, g.review, g.day_units, g.lead_units,
           g.lead_units + g.safety, g.safety, round(g.lead_units + g.safety), g.up_to, g.cover,
           'rule ' || g.item_id, '', now()
    from unnest(${itemIds}::uuid[], ${items.map((one) => one.leadDays)}::int[],
      ${items.map((one) => one.reviewDays)}::int[], ${items.map((one) => one.dayUnits)}::float8[],
      ${leadUnits}::float8[], ${items.map((one) => one.safetyUnits)}::bigint[],
      ${items.map((one) => one.orderUpToUnits)}::bigint[],
      ${items.map((one) => one.coverDaysMax)}::int[])
      as g (item_id, lead, review, day_units, lead_units, safety, up_to, cover)
  `.execute(db)
}

async function insertForecasts(
  db: Kysely<Database>,
  placeId: string,
  itemIds: readonly string[],
  items: readonly PlannedItem[],
): Promise<void> {
  const array = (units: readonly number[]) => `{${units.join(',')}}`
  const spread = (one: PlannedItem) =>
    one.weekly.flatMap((units) =>
      Array.from({ length: quantiles }, (_, at) => units * (0.4 + 0.15 * at)),
    )
  await sql`
    insert into forecast (id, item_id, place_id, period, starts_on, made_on, method, baseline_units,
      uplift_units, event_units, planned_units, quantile_units, wape, level_units, seed,
      fingerprint, computed_at)
    select gen_random_uuid(), g.item_id, ${placeId}::uuid, 'week', ${planDay}::date, ${planDay}::date, 'ses',
           g.baseline::float8[], g.uplift::real[], array_fill(0::real, array[${weeks}::int]),
           g.planned::float8[], g.spread::real[], .21, 1, 1, 'forecast ' || g.item_id, now()
    from unnest(${itemIds}::uuid[], ${items.map((one) => array(one.weekly))}::text[],
      ${items.map((one) => array(one.uplift))}::text[],
      ${items.map((one) => array(one.weekly.map((units, at) => units + (one.uplift[at] ?? 0))))}::text[],
      ${items.map((one) => array(spread(one)))}::text[])
      as g (item_id, baseline, uplift, planned, spread)
  `.execute(db)
}

/** A layer of each, worth nothing: the books of a plan are about units. */
async function insertStock(
  db: Kysely<Database>,
  { companyId, placeId }: GoodsCompany,
  itemIds: readonly string[],
  items: readonly PlannedItem[],
): Promise<void> {
  await sql`
    with layer as (
      insert into stock_layer (id, company_id, item_id, place_id, kind, status, received_on,
        units_in, value_in_minor, units_left, value_left_minor)
      select gen_random_uuid(), ${companyId}::uuid, g.item_id, ${placeId}::uuid, 'fifo',
             'available', ${planDay}::date, g.units, 0, g.units, 0
      from unnest(${itemIds}::uuid[], ${items.map((one) => one.stockUnits)}::bigint[])
        as g (item_id, units)
      where g.units > 0
    )
    insert into stock_balance (id, item_id, place_id, status, units)
    select gen_random_uuid(), g.item_id, ${placeId}::uuid, 'available', g.units
    from unnest(${itemIds}::uuid[], ${items.map((one) => one.stockUnits)}::bigint[])
      as g (item_id, units)
    where g.units > 0
  `.execute(db)
}

/** A whole run, as the job does it. */
export async function planAll(org: Tried, asOf = planDay) {
  const work = org.work(anybody)
  const started = await work.transact((tx) => startRun(tx, { asOf }))
  invariant(started.kind === 'started', 'no other run is under way')
  return runPlan(work, started.runId as PlanRunId, [proposalsStep])
}

/** What happened is told to planning, as the relay does it. */
export async function tellPlanning(org: Tried): Promise<void> {
  const holder = crypto.randomUUID()
  invariant(await takeLease(org.db, holder), 'nobody else relays')
  await assignPositions(org.db, holder)
  await sql`delete from relay_lease`.execute(org.db)
  while (await deliverBatch({ db: org.db, work: org.work }, planTouched)) {
    // The next hundred.
  }
}
