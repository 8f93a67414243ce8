/** Items, terms, stock and what comes, laid down by whole tables; each item differs by chance. */
import type pg from 'pg'

import { type PlanningWorld, planDay } from './planning-world.ts'

/** Where things are laid down; suppliers and a Monday of one's own are told. */
export type Filled = Pick<PlanningWorld, 'owner' | 'supplierId'> & {
  readonly supplierIds?: readonly string[]
  readonly asOf?: string
}

/** So that two runs of a benchmark are about the same items. */
const seed = 0.42

/**
 * Items with one supplier's terms each, supplier after supplier, in categories of `perCategory`; their figures are kept in the
 * table `bench_item` of the owner's session.
 */
export async function fillItems(
  { owner, supplierId, supplierIds = [supplierId] }: Filled,
  itemCount: number,
  perCategory: number,
): Promise<void> {
  await owner.query('set session_replication_role = replica')
  await owner.query(`select setseed(${seed})`)
  await owner.query(
    `insert into item_category (id, code, name)
     select uuidv7(), 'BC' || n, 'Category ' || n
     from generate_series(1, ceil($1::int / $2::float8)::int) n`,
    [itemCount, perCategory],
  )
  await owner.query(
    `create temporary table bench_item as
     select n as no, uuidv7() as item_id, 'BC' || (1 + (n - 1) / $2::int) as category,
            ($3::uuid[])[1 + n % cardinality($3::uuid[])] as supplier_id,
            .1 + 40 * random() as day_units, 3 + floor(58 * random())::int as lead_days,
            1 + floor(14 * random())::int as review_days,
            1 + floor(24 * random())::int as multiple, 1000 + floor(9e6 * random())::bigint as price,
            random() < .3 as is_slow, random() < .5 as is_seasonal
     from generate_series(1, $1::int) n`,
    [itemCount, perCategory, supplierIds],
  )
  await owner.query(
    `insert into item (id, sku, name, unit, category_id, volume_cm3, weight_grams)
     select item_id, 'BENCH-' || lpad(no::text, 7, '0'), 'Item number ' || no, 'EA', c.id, 1200, 300
     from bench_item join item_category c on c.code = category`,
  )
  await owner.query(
    `with term as (
       insert into supplier_term (id, supplier_id, item_id, currency, unit, moq_units,
         multiple_units, lead_time_days, pallet_units)
       select uuidv7(), supplier_id, item_id, 'USD', 'EA', multiple * (no % 6), multiple,
              lead_days, case when no % 3 = 0 then multiple * 8 end
       from bench_item returning id, item_id
     )
     insert into supplier_term_break (id, term_id, from_units, price_e4, priced_units)
     select uuidv7(), term.id, b.units, price - price * b.units / 100000, 1
     from term join bench_item using (item_id) cross join (values (0), (500)) as b (units)`,
  )
}

/** Stock of up to so many days, some without any; an order on its way for every third item. */
export async function fillStock(
  { owner, asOf = planDay }: Filled,
  placeIds: readonly string[],
  stockDaysMax = 120,
): Promise<void> {
  await owner.query(
    `insert into stock_balance (id, item_id, place_id, status, units)
     select uuidv7(), item_id, place_id, 'available', ceil(day_units * $2::int * random())
     from bench_item cross join unnest($1::uuid[]) as place_id where no % 10 <> 0`,
    [placeIds, stockDaysMax],
  )
  await owner.query(
    `insert into expectation (id, source_kind, source_id, document_id, item_id, place_id,
       supplier_id, units, firmness, expected_on)
     select uuidv7(), 'purchase_order_line', uuidv7(), uuidv7(), item_id,
            place_id, supplier_id, ceil(day_units * 40 * random()), 'ordered',
            $2::date + floor(40 * random())::int
     from bench_item cross join unnest($1::uuid[]) as place_id where no % 3 = 0`,
    [placeIds, asOf],
  )
}

/** What policies and forecasting would have left: a rule and a forecast of 13 weeks for each. */
export async function fillRules({ owner, placeId, supplierId }: PlanningWorld): Promise<void> {
  await owner.query(
    `insert into stock_rule (item_id, place_id, policy_id, abc, xyz, segment, target_kind,
       target_bps, level, method, supplier_id, lead_days, lead_deviation_days, review_days,
       mean_day_units, lead_demand_units, quantile_units, safety_units, reorder_units,
       order_up_to_units, fingerprint, input_fingerprint, computed_at)
     select item_id, $1::uuid, uuidv7(), 'A', 'X', 'AX', 'cycle_service', 9500, .95, 's_Q',
            $2::uuid, lead_days, 2, review_days, day_units, lead_units, lead_units + safety, safety,
            round(lead_units + safety), round(day_units * 14), 'rule ' || item_id, '', now()
     from (select *, day_units * (lead_days + review_days) as lead_units,
                  round(day_units * 6) as safety from bench_item) as of`,
    [placeId, supplierId],
  )
  await owner.query(
    `insert into forecast (id, item_id, place_id, period, starts_on, made_on, method,
       baseline_units, uplift_units, event_units, planned_units, quantile_units, wape, level_units,
       seed, fingerprint, computed_at)
     select uuidv7(), item_id, $1::uuid, 'week', $2::date, $2::date, 'steady', weekly, '{}',
            '{}', weekly, spread::real[], .21, day_units * 7, 1, 'forecast ' || item_id, now()
     from (
       select item_id, day_units,
              array(select day_units * (5.6 + 2.8 * random()) from generate_series(1, 13)) as weekly,
              array(select day_units * 7 * (.4 + .15 * at) from generate_series(1, 13),
                    generate_series(0, 8) at) as spread
       from bench_item) as made`,
    [placeId, planDay],
  )
}

/**
 * Demand of so many weeks: most sell on two days of every week, slow ones in some weeks only; half of
 * them with a season. Each item-place is touched.
 */
export async function fillDemand(
  { owner, asOf = planDay }: Filled,
  placeIds: readonly string[],
  weeks: number,
): Promise<void> {
  await owner.query(`insert into channel (id, code, name) values (uuidv7(), 'WEB', 'Web')`)
  await withoutIndexes(owner, 'demand_day', () =>
    owner.query(
      `insert into demand_day (item_id, place_id, channel_id, on_day, raw_units, entry_count)
       select item_id, place_id, (select id from channel where code = 'WEB'),
              $2::date - 7 * week + 1 + 2 * half,
              ceil(day_units * (2 + 3 * random())
                * case when is_seasonal then 1 + .6 * sin(week * pi() / 26) else 1 end), 1
       from (
         select bench_item.*, place_id, week, half, random() as chance
         from bench_item cross join unnest($1::uuid[]) as place_id
         cross join generate_series(1, $3::int) as week cross join generate_series(0, 1) as half
       ) as of
       where case when is_slow then half = 0 and chance < .3 else half = 0 or chance < .5 end`,
      [placeIds, asOf, weeks],
    ),
  )
  await owner.query(
    `insert into demand_touch (item_id, place_id, touched_at)
     select distinct item_id, place_id, now() from demand_day`,
  )
}

/** Indexes but the key's are made anew after `fill`, which is many times quicker for whole tables. */
async function withoutIndexes(
  owner: pg.Client,
  table: string,
  fill: () => Promise<unknown>,
): Promise<void> {
  const { rows } = await owner.query<{ name: string; def: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as def
     from pg_index where indrelid = $1::regclass and not indisprimary`,
    [table],
  )
  for (const { name } of rows) await owner.query(`drop index ${name}`)
  await fill()
  for (const { def } of rows) await owner.query(def)
}

/** As autovacuum would have done by the time that anybody plans; tables that a run fills are new to it. */
export async function settle({ owner }: Pick<PlanningWorld, 'owner'>): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `select relid::regclass::text as name from pg_stat_user_tables where n_tup_ins > 0`,
  )
  await owner.query(`vacuum (analyze) ${rows.map(({ name }) => name).join()}`)
  await owner.query('checkpoint')
}
