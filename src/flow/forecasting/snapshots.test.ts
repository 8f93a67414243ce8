/**
 * Goal: of each forecast the week that matters is kept as it was in hand, step by step, once a week and
 * for a while.
 *
 * Method: forecasts laid down by plain SQL, each differing by what the test is about.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { addDays } from '#kernel/day'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, type GoodsCompany, goodsCompany } from '#support/goods-company'

import { dropOldSnapshots, keepSnapshots } from './store/snapshots.ts'

let org: TestOrganization
let company: GoodsCompany

const start = '2026-01-05'

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
})
beforeEach(async () => {
  for (const table of ['forecast', 'forecast_use', 'forecast_snapshot', 'demand_series']) {
    await sql`delete from ${sql.table(table)}`.execute(org.db)
  }
})
afterAll(() => org.close())

type Given = {
  readonly protectedDays?: number
  readonly method?: string
  readonly baseline?: readonly number[]
  readonly uplift?: readonly number[]
  readonly outside?: readonly number[]
  readonly planned?: readonly number[]
}

/** A year of demand, 1 to 60 by week. */
const weekCount = 60

async function forecast(given: Given): Promise<void> {
  const { protectedDays = 14, method = 'steady', baseline = [10, 20, 30] } = given
  const { uplift = [], outside = [], planned = baseline } = given
  const pair = sql`${company.fifoItemId}::uuid, ${company.placeId}::uuid`
  await sql`
    insert into demand_series (id, item_id, place_id, period, starts_on, ends_on, raw_units,
      corrected_units, cleaned_units, baseline_units, uplift_units, event_units, marks, units_4w,
      units_13w, units_52w, mark_kinds, fingerprint, computed_at)
    select gen_random_uuid(), ${pair}, 'week', ${addDays(start, -7 * weekCount)}::date,
      ${start}::date, array_agg(n), '{}', '{}', '{}', '{}', '{}', '{}', 0, 0, 0, 0, 'f', now()
    from generate_series(1, ${weekCount}::int) n`.execute(org.db)
  await sql`
    insert into forecast (id, item_id, place_id, period, starts_on, made_on, method, baseline_units,
      uplift_units, event_units, outside_units, planned_units, quantile_units, level_units, seed,
      fingerprint, computed_at)
    values (gen_random_uuid(), ${pair}, 'week', ${start}::date, ${start}::date, ${method},
      ${baseline}::float8[], ${uplift}::real[], '{}', ${outside}::float8[], ${planned}::float8[],
      '{}', 10, 1, 'f', now())`.execute(org.db)
  await sql`
    insert into forecast_use (item_id, place_id, segment, protected_days)
    values (${pair}, 'AX', ${protectedDays}::int)`.execute(org.db)
}

const keep = (today: string) => org.work(anybody).transact((tx) => keepSnapshots(tx, today))

async function kept(): Promise<unknown> {
  const { rows } = await sql`
    select target_on as "targetOn", naive_units as naive, statistical_units as statistical,
           promotion_units as promotion, sourced_units as sourced, planned_units as planned
    from forecast_snapshot`.execute(org.db)
  return rows[0]
}

test.each<readonly [string, Given, object]>([
  ['the week in which lead time and review end', {}, { naive: 60, statistical: 20, planned: 20 }],
  ['the first week at least', { protectedDays: 0 }, { targetOn: start, statistical: 10 }],
  ['a season looks a year back', { method: 'seasonal' }, { naive: 60 + 2 - 52 }],
  ['beyond the horizon the mean', { protectedDays: 70 }, { statistical: 20, promotion: 20 }],
  [
    'promotions, another and people, one after the other',
    { uplift: [0, 5, 0], outside: [Number.NaN, 40, 40], planned: [10, 44, 40] },
    { statistical: 20, promotion: 25, sourced: 40, planned: 44 },
  ],
  [
    'where another says nothing ours stays',
    { uplift: [0, 5, 0], outside: [40, Number.NaN, 40] },
    { promotion: 25, sourced: 25 },
  ],
])('%s', async (_, given, expected) => {
  await forecast(given)
  expect(await keep(start)).toBe(1)
  expect(await kept()).toMatchObject(expected)
  expect(await keep(start)).toBe(0)
})

test('within its week a later forecast stands; a week that is past is left as it was', async () => {
  await forecast({})
  await keep(start)
  const overridden = (units: number) =>
    sql`update forecast set planned_units = array_fill(${units}::float8, array[3]),
        computed_at = computed_at + interval '1 hour'`.execute(org.db)
  await overridden(99)
  expect(await keep(addDays(start, 6))).toBe(1)
  expect(await kept()).toMatchObject({ planned: 99 })
  await overridden(7)
  expect(await keep(addDays(start, 7))).toBe(0)
  expect(await kept()).toMatchObject({ planned: 99, targetOn: addDays(start, 7) })
})

test('it is kept until the week it is for was long scored', async () => {
  await forecast({})
  await keep(start)
  const drop = (weeks: number) =>
    org.work(anybody).transact((tx) => dropOldSnapshots(tx, addDays(start, 7 * (weeks + 1))))
  await drop(17)
  expect(await kept()).toBeDefined()
  await drop(18)
  expect(await kept()).toBeUndefined()
})
