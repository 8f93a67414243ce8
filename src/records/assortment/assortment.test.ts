/** Goal: planning is told how a place carries an item, with every reason why not, and forgets it again. */
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestOrganization, testOrganization } from '#support/database'
import { type GoodsCompany, goodsCompany } from '#support/goods-company'

import {
  changePlanningItems,
  forgetPlanningItem,
  sayPlanningItem,
} from './actions/say-planning-item.ts'
import { listPlanningItems } from './queries/list-planning-items.ts'

let org: TestOrganization
let company: GoodsCompany

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
})
afterAll(() => org.close())

const pair = () => ({ itemId: company.fifoItemId, placeId: company.placeId })

test('planning is told of an item, and forgets it again', async () => {
  const planner = org.as('planner')
  const say = (terms: object) => planner.transact((tx) => sayPlanningItem(tx, { ...pair(), terms }))
  expect(
    await say({ analogItemId: company.fifoItemId, endOn: '2026-01-01', launchOn: '2026-02-01' }),
  ).toMatchObject({ errors: [{ code: 'analog_unknown' }, { code: 'ends_before_launch' }] })
  expect(await say({ isPlanned: false, criticality: 'high' })).toEqual({ kind: 'changed' })
  const list = () => listPlanningItems(planner.ask(), { limit: 10, sort: 'sku' })
  expect((await list()).items).toMatchObject([{ isPlanned: false, criticality: 'high' }])
  expect(await planner.transact((tx) => forgetPlanningItem(tx, pair()))).toEqual({
    kind: 'changed',
  })
  expect(await planner.transact((tx) => forgetPlanningItem(tx, pair()))).toEqual({
    kind: 'not_found',
  })
  expect((await list()).items).toEqual([])
})

test('several change at once, each keeping what else was said; or none does', async () => {
  const planner = org.as('planner')
  const { placeId } = company
  const pairs = [company.fifoItemId, company.pooledItemId].map((itemId) => ({ itemId, placeId }))
  const change = (changes: object) =>
    planner.transact((tx) => changePlanningItems(tx, { pairs, changes }))
  const say = (terms: object) => planner.transact((tx) => sayPlanningItem(tx, { ...pair(), terms }))
  await say({ shelfLifeDays: 90 })
  expect(await change({ criticality: 'critical' })).toEqual({ kind: 'changed' })
  const list = (filter: object) =>
    listPlanningItems(planner.ask(), { limit: 10, sort: 'sku', ...filter })
  const { items } = await list({ criticality: 'critical' })
  expect(items.map(({ shelfLifeDays }) => shelfLifeDays).toSorted()).toEqual([90, null])
  expect((await list({ isPlanned: 'false' })).items).toEqual([])
  // The first is like itself: neither changes.
  expect(await change({ analogItemId: company.fifoItemId, isPlanned: false })).toMatchObject({
    errors: [{ code: 'analog_unknown', pointer: '/pairs/0' }],
  })
  expect((await list({ isPlanned: 'true' })).items).toHaveLength(2)
  expect((await list({ hasLife: 'true' })).items).toEqual([])
})
