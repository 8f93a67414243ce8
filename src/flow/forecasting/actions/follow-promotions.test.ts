import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, type GoodsCompany, goodsCompany } from '#support/goods-company'

import { layPromotion } from './follow-promotions.ts'

let org: TestOrganization
let company: GoodsCompany
let promotionId: string

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
  const items = [company.fifoItemId, company.pooledItemId]
  await sql`
    insert into forecast (id, item_id, place_id, period, starts_on, made_on, method, baseline_units,
      uplift_units, event_units, planned_units, quantile_units, level_units, seed, fingerprint,
      computed_at)
    select gen_random_uuid(), item_id, ${company.placeId}::uuid, 'week', '2026-01-05', '2026-01-05',
           'steady', '{10,10,10}', '{}', '{}', '{10,10,10}', '{}', 10, 1, 'f', now()
    from unnest(${items}::uuid[]) as g (item_id)
  `.execute(org.db)
  const { rows } = await sql<{ id: string }>`
    with promotion as (
      insert into promotion (id, code, name, kind, starts_on, ends_on, status, expected_uplift_bps)
      values (gen_random_uuid(), 'P', 'Sale', 'discount', '2026-01-12', '2026-01-18', 'planned', 20000)
      returning id
    ), scope as (
      insert into promotion_scope (id, promotion_id, item_id)
      select gen_random_uuid(), id, ${company.fifoItemId}::uuid from promotion
    )
    select id from promotion
  `.execute(org.db)
  promotionId = rows[0]?.id ?? ''
})
afterAll(() => org.close())

const lay = () => {
  const work = org.work(anybody)
  return layPromotion({ work } as Parameters<typeof layPromotion>[0], { promotionId })
}

async function plannedOf(itemId: string): Promise<readonly number[] | undefined> {
  const { rows } = await sql<{ planned: readonly number[] }>`
    select planned_units as planned from forecast where item_id = ${itemId}::uuid`.execute(org.db)
  return rows[0]?.planned
}

test('a promotion raises the week it runs in, of what it is about; called off, it does not', async () => {
  await lay()
  expect(await plannedOf(company.fifoItemId)).toEqual([10, 20, 10])
  expect(await plannedOf(company.pooledItemId)).toEqual([10, 10, 10])

  await sql`update promotion set status = 'cancelled'`.execute(org.db)
  await lay()
  expect(await plannedOf(company.fifoItemId)).toEqual([10, 10, 10])
})
