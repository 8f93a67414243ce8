/**
 * Goal: promotions are kept with what they are about, whoever writes them and however; what planning
 * reads of a span of days is exactly those that have a day in it.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { invariant } from '#kernel/invariant'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody } from '#support/goods-company'
import { checked, countsOf, imported } from '#support/import-file'

import { type ChangePromotion, changePromotion } from './actions/change-promotion.ts'
import { type CreatePromotion, createPromotion } from './actions/create-promotion.ts'
import { listPromotions, readPromotion } from './queries/list-promotions.ts'
import { type PromotionId, promotionsBetween } from './queries/promotions-between.ts'
import type { Scope } from './rules/promotion-terms.ts'

let org: TestOrganization
const ids = new Map<string, string>()

const everything: Scope = {
  itemId: null,
  categoryId: null,
  placeId: null,
  channelId: null,
  priceRatioBps: null,
}

beforeAll(async () => {
  org = await testOrganization()
  const work = org.work(anybody)
  await imported(work, 'companies', ['Code,Name,Currency,Periods from', 'ACME,Acme,EUR,2025-01-01'])
  await imported(work, 'places', ['Code,Name,Company', 'MAIN,Main,ACME'])
  await imported(work, 'channels', ['Code,Name,Kind', 'WEB,Web shop,web'])
  await imported(work, 'items', ['SKU,Name,Unit,Category', 'MUG,Mug,EA,CUPS', 'CLAY,Clay,KG,'])
  const { rows } = await sql<{ readonly code: string; readonly id: string }>`
    select sku as code, id from item union all select code, id from item_category`.execute(org.db)
  for (const { code, id } of rows) ids.set(code, id)
})
afterAll(() => org.close())

const create = (more: Partial<CreatePromotion> & Pick<CreatePromotion, 'code'>) =>
  org.as('planner').transact(
    (tx) =>
      createPromotion(tx, {
        ...{ name: 'A promotion', kind: 'discount', scopes: [everything] },
        ...{ startsOn: '2026-02-02', endsOn: '2026-02-08' },
        ...more,
      }),
    { keep: ({ kind }) => kind === 'created' },
  )

const change = (command: ChangePromotion) =>
  org
    .as('planner')
    .transact((tx) => changePromotion(tx, command), { keep: ({ kind }) => kind === 'changed' })

async function created(code: string, more: Partial<CreatePromotion> = {}): Promise<PromotionId> {
  const outcome = await create({ code, ...more })
  invariant(outcome.kind === 'created', 'the promotion fits')
  return outcome.promotionId
}

test('a promotion is planned, confirmed with other scopes and cancelled', async () => {
  const itemId = ids.get('MUG') ?? ''
  const promotionId = await created('A1', { scopes: [{ ...everything, itemId }] })
  const off = { ...everything, itemId, priceRatioBps: 8_000 }
  const scopes = [off, { ...everything, categoryId: ids.get('CUPS') ?? '' }]
  const confirm = { promotionId, seenVersion: 1, changes: { status: 'confirmed' }, scopes } as const
  expect(await change(confirm)).toEqual({ kind: 'changed' })
  expect(await readPromotion(org.as('viewer').ask(), promotionId)).toMatchObject({
    ...{ status: 'confirmed', version: 2 },
    scopes: [
      { item: { code: 'MUG' }, priceRatioBps: 8_000 },
      { item: null, category: { code: 'CUPS' } },
    ],
  })
  expect(await change(confirm)).toMatchObject({ kind: 'stale', version: 2 })
  expect(await change({ promotionId, changes: { status: 'cancelled' } })).toEqual({
    kind: 'changed',
  })
  const { rows } = await sql`
    select type from outbox_event where subject_id = ${promotionId}::uuid`.execute(org.db)
  expect(rows.map((row) => Object.values(row as object)[0]).toSorted()).toEqual([
    'promotion.changed',
    'promotion.changed',
    'promotion.created',
  ])
})

test('of two changes at once the second is told of the first', async () => {
  const promotionId = await created('A2')
  const outcomes = await Promise.all(
    ['One', 'Other'].map((name) => change({ promotionId, seenVersion: 1, changes: { name } })),
  )
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'stale'])
})

test('all that is wrong is told at once', async () => {
  const nobody = '00000000-0000-7000-8000-0000000000ff'
  const outcome = await create({
    ...{ code: 'A3', endsOn: '2026-02-01' },
    scopes: [everything, everything, { ...everything, placeId: nobody }],
  })
  expect(outcome).toMatchObject({
    errors: [
      { code: 'ends_before_start', pointer: '/endsOn' },
      { code: 'scope_twice', pointer: '/scopes/1' },
      { code: 'place_unknown', pointer: '/scopes/2/placeId' },
    ],
  })
  expect(await create({ code: 'A1' })).toMatchObject({ errors: [{ code: 'code_taken' }] })
  const other = await created('A4')
  expect(await change({ promotionId: other, changes: { code: 'A1' } })).toMatchObject({
    errors: [{ code: 'code_taken' }],
  })
})

test('who may not write demand may not write promotions', async () => {
  const writing = org.as('receiver').transact((tx) =>
    createPromotion(tx, {
      ...{ code: 'A5', name: 'No', kind: 'holiday', scopes: [everything] },
      ...{ startsOn: '2026-02-02', endsOn: '2026-02-02' },
    }),
  )
  await expect(writing).rejects.toThrow('demand.write')
})

test('a span of days has those with a day in it that are not cancelled', async () => {
  const span = { startsOn: '2026-05-10', endsOn: '2026-05-12' }
  await created('S1', span)
  await created('S2', { ...span, status: 'cancelled' })
  const found = async (from: string, to: string) =>
    (await promotionsBetween(org.as('viewer').ask(), { from, to })).length
  expect(await found('2026-05-12', '2026-05-31')).toBe(1)
  expect(await found('2026-05-13', '2026-05-31')).toBe(0)
  expect(await found('2026-05-01', '2026-05-10')).toBe(1)
  const asked = { sort: 'startsOn', limit: 50, endsFrom: '2026-05-12' } as const
  const { items } = await listPromotions(org.as('viewer').ask(), asked)
  expect(items.map(({ code }) => code).toSorted()).toEqual(['S1', 'S2'])
})

const header = 'Promotion,Name,Kind,Start,End,Uplift,SKU,Category,Channel,Discount'

test('rows of one code are one promotion; the same file again is the same', async () => {
  const lines = [
    header,
    'F1,Spring,discount,2026-03-02,2026-03-08,1.8,MUG,,WEB,20',
    'F1,,,,,,CLAY,,,12.5 %',
    'F2,Easter,holiday,2026-04-03,2026-04-06,,,,,',
  ]
  expect(countsOf(await imported(org.work(anybody), 'promotions', lines))).toBe('3 add')
  const again = await imported(org.work(anybody), 'promotions', lines)
  expect(countsOf(again)).toBe('3 same')
  const { rows } = await sql`
    select p.code, p.expected_uplift_bps as uplift, i.sku, s.price_ratio_bps as ratio
    from promotion p join promotion_scope s on s.promotion_id = p.id
    left join item i on i.id = s.item_id where p.code like 'F%' order by 1, 3`.execute(org.db)
  expect(rows).toEqual([
    { code: 'F1', uplift: 18_000, sku: 'CLAY', ratio: 8_750 },
    { code: 'F1', uplift: 18_000, sku: 'MUG', ratio: 8_000 },
    { code: 'F2', uplift: null, sku: null, ratio: null },
  ])
})

test('a file changes what it says and leaves the rest', async () => {
  const renamed = [header, 'F1,Spring sale,,,,,,,,']
  expect(countsOf(await imported(org.work(anybody), 'promotions', renamed))).toBe('1 change')
  const rescoped = [header, 'F1,,,,,,,CUPS,,']
  expect(countsOf(await imported(org.work(anybody), 'promotions', rescoped))).toBe('1 change')
  const { rows } = await sql`
    select p.name, p.version, count(*)::int as scopes from promotion p
    join promotion_scope s on s.promotion_id = p.id where p.code = 'F1' group by 1, 2`.execute(
    org.db,
  )
  expect(rows).toEqual([{ name: 'Spring sale', version: 3, scopes: 1 }])
})

test('each row of a file says what is wrong with it', async () => {
  const view = await checked(org.work(anybody), 'promotions', [
    header,
    'G1,One,discount,2026-03-02,2026-03-01,,MUG,,,',
    'G2,Two,discount,2026-03-02,2026-03-08,,MUG,CUPS,,',
    'G3,Three,discount,2026-03-02,2026-03-08,,CUP,,SHOP,',
    'G4,Four,discount,2026-03-02,2026-03-08,,MUG,,,10',
    'G4,Five,,,,,MUG,,,20',
    'G5,,,,,11,,,,100',
    'G6,Six,,,,,,,,',
  ])
  expect(
    view.errorGroups.map((each) => `${each.firstRow} ${each.column} ${each.code}`).toSorted(),
  ).toEqual([
    '2 endsOn ends_before_start',
    '3 category item_and_category',
    '4 channel channel_unknown',
    '4 item item_unknown',
    '5 null other_row',
    '6 item scope_twice',
    '6 name differs_within',
    '7 expectedUpliftBps out_of_range',
    '7 priceOff out_of_range',
    '8 endsOn empty_for_new',
    '8 kind empty_for_new',
    '8 startsOn empty_for_new',
  ])
})
