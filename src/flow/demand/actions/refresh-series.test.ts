/**
 * Goal: what planning reads follows demand, stock, marks and promotions; unchanged input is not
 * written again; layers add up.
 *
 * Method: entries, moves and promotions on a real database, 60 weeks of two items, refreshed.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { recordMoves } from '#books/inventory'
import { addDays } from '#kernel/day'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, type GoodsCompany, goodsCompany } from '#support/goods-company'

import { type DemandSeries, readSeries } from '../queries/read-series.ts'
import { touchedItemPlaces } from '../queries/touched-item-places.ts'
import { hasMark } from '../rules/marks.ts'
import type { NewDemandEntry } from '../store/entries.ts'
import { recordDemand } from './record-demand.ts'
import { refreshDemand, refreshSeries } from './refresh-series.ts'

let org: TestOrganization
let company: GoodsCompany
let channelId: string

const asOf = '2026-01-05'
const firstDay = '2024-11-11'
const weekCount = 60
/** No goods from this week on, for two weeks. */
const emptyWeek = 40
/** A promotion in this week. */
const promotedWeeks = [20, 30, 50]

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
  const { rows } = await sql<{ id: string }>`
    insert into channel (id, code, name) values (gen_random_uuid(), 'WEB', 'Web') returning id
  `.execute(org.db)
  channelId = rows[0]?.id ?? ''
})
afterAll(() => org.close())

function entry(itemId: string, week: number, units: number, more = ''): NewDemandEntry {
  const onDay = addDays(firstDay, 7 * week + 2)
  return {
    ...{ key: `${itemId}:${onDay}${more}`, itemId, placeId: company.placeId, channelId, onDay },
    ...{ kind: 'sale', units: BigInt(units), sourceKind: 'api' },
  }
}

const act = <T>(body: Parameters<ReturnType<typeof org.work>['transact']>[0]) =>
  org.work(anybody).transact(body) as Promise<T>
const pairs = () =>
  [company.fifoItemId, company.pooledItemId].map((itemId) => ({ itemId, placeId: company.placeId }))
const refresh = () => act<number>((tx) => refreshSeries(tx, pairs(), asOf))

async function seriesOf(itemId: string): Promise<DemandSeries> {
  const [series] = await readSeries(org.as('planner').ask(), [{ itemId, placeId: company.placeId }])
  if (series === undefined) throw new Error('no series')
  return series
}

test('demand becomes a series of whole weeks, and the touch is taken off', async () => {
  const entries = Array.from({ length: weekCount }, (_, week) => {
    const isEmpty = week === emptyWeek || week === emptyWeek + 1
    const isPromoted = promotedWeeks.includes(week)
    return [
      entry(company.fifoItemId, week, isEmpty ? 0 : 40 + (week % 5)),
      entry(company.pooledItemId, week, (isPromoted ? 90 : 30) + (week % 4)),
    ]
  }).flat()
  await act((tx) => recordDemand(tx, entries))
  expect(await act<ReadonlySet<string>>((tx) => recordDemand(tx, entries))).toEqual(new Set())
  const ask = org.as('planner').ask()
  expect(await touchedItemPlaces(ask, 10, asOf)).toHaveLength(2)
  expect(await refresh()).toBe(2)
  expect(await touchedItemPlaces(ask, 10, asOf)).toEqual([])
  const series = await seriesOf(company.fifoItemId)
  expect(series).toMatchObject({ startsOn: firstDay, endsOn: '2026-01-05' })
  expect(series.rawUnits).toHaveLength(weekCount)
  expect(series.rawUnits[7]).toBe(42)
  expect(series.baselineUnits[7]).toBe(42)
  const { rows } = await sql`
    select units_4w as four, units_13w as thirteen, cardinality(baseline_units) as kept
    from demand_series where item_id = ${company.pooledItemId}`.execute(org.db)
  expect(rows).toEqual([{ four: 126n, thirteen: 471n, kept: 0 }])
})

test('the same input is not written again', async () => {
  expect(await refresh()).toBe(0)
})

test('weeks in which the book had nothing are marked and corrected', async () => {
  const node = { kind: 'place', placeId: company.placeId, status: 'available' } as const
  const move = {
    itemId: company.fifoItemId,
    causeKind: 'adjustment',
    causeId: company.placeId,
  } as const
  const day = (week: number, more: number) => addDays(firstDay, 7 * week + more)
  await act(async (tx) => {
    await recordMoves(tx, [
      { ...move, key: 'in', units: 5n, from: { kind: 'opening' }, to: node, movedOn: day(0, 0) },
      {
        ...move,
        key: 'out',
        units: 5n,
        from: node,
        to: { kind: 'customer' },
        movedOn: day(emptyWeek, -1),
      },
      {
        ...move,
        key: 'back',
        units: 900n,
        from: { kind: 'opening' },
        to: node,
        movedOn: day(emptyWeek + 2, 0),
      },
    ])
  })
  expect(await refresh()).toBe(1)
  const series = await seriesOf(company.fifoItemId)
  const marked = [...series.marks].flatMap((bits, week) =>
    hasMark(bits, 'stock_out') ? [week] : [],
  )
  expect(marked).toEqual([emptyWeek, emptyWeek + 1])
  expect(series.rawUnits[emptyWeek]).toBe(0)
  expect(series.correctedUnits[emptyWeek]).toBeGreaterThan(38)
  expect(series.correctedUnits[emptyWeek]).toBeLessThan(45)
})

test('what a promotion added is kept apart from the baseline', async () => {
  const promotionId = '01900000-0000-7000-8000-0000000000aa'
  await act(async (tx) => {
    for (const week of promotedWeeks) {
      const id = promotionId.replace('aa', String(week))
      const [from, to] = [addDays(firstDay, 7 * week), addDays(firstDay, 7 * week + 6)]
      await sql`insert into promotion (id, code, name, kind, starts_on, ends_on, status)
        values (${id}, ${`P${week}`}, 'Deal', 'discount', ${from}, ${to}, 'confirmed')`.execute(
        tx.db,
      )
      await sql`insert into promotion_scope (id, promotion_id, item_id, price_ratio_bps)
        values (gen_random_uuid(), ${id}, ${company.pooledItemId}, 7500)`.execute(tx.db)
    }
  })
  expect(await refresh()).toBe(1)
  const { baselineUnits, upliftUnits, eventUnits, cleanedUnits, marks } = await seriesOf(
    company.pooledItemId,
  )
  expect(promotedWeeks.every((week) => hasMark(marks[week] ?? 0, 'promotion'))).toBe(true)
  expect(baselineUnits[30]).toBeGreaterThan(25)
  expect(baselineUnits[30]).toBeLessThan(40)
  expect(upliftUnits[30]).toBeGreaterThan(45)
  for (const [week, cleaned] of cleanedUnits.entries()) {
    const sum = (baselineUnits[week] ?? 0) + (upliftUnits[week] ?? 0) + (eventUnits[week] ?? 0)
    expect(sum).toBe(cleaned)
  }
})

test('what the promotion did is kept for the next one', async () => {
  const { rows } = await sql<{ of: string; factor: number; seen: number }>`
    select case when item_id is null then 'all' else 'item' end as of, uplift_factor as factor,
           observed_count as seen
    from promotion_effect where kind = 'discount' order by 1`.execute(org.db)
  expect(rows.map(({ of, seen }) => [of, seen])).toEqual([
    ['all', 3],
    ['item', 3],
  ])
  expect(rows[0]?.factor).toBeGreaterThan(2)
  expect(rows[0]?.factor).toBeLessThan(4)
})

test('a week later all series are old, and the job makes them anew', async () => {
  org.clock.set('2026-01-13T09:00:00Z')
  const { work } = org
  await refreshDemand({ work: work(anybody) } as Parameters<typeof refreshDemand>[0])
  expect((await seriesOf(company.fifoItemId)).endsOn).toBe('2026-01-12')
  expect((await seriesOf(company.fifoItemId)).rawUnits.at(-1)).toBe(0)
})
