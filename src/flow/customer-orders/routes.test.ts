/**
 * Goal: a shop may send an order twice, and is told plainly when it is another one; each answer fits
 * its contract, which the test's client holds it against.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

type Made = { readonly id: string }
type Order = Made & {
  readonly number: string
  readonly version: number
  readonly lines: readonly Made[]
}

let api: TestApi
let placeId: string
let channelId: string
const itemIds: string[] = []

beforeAll(async () => {
  api = await testApi()
  const made = async (path: string, body: object) => {
    const answer = await api.as('owner').post<Made>(path, body)
    expect(answer.status, answer.text).toBe(201)
    return answer.body.id
  }
  const companyId = await made('/companies', { code: 'SHOP', name: 'Shop Ltd', currency: 'EUR' })
  placeId = await made('/places', { code: 'MAIN', name: 'Main', companyId })
  channelId = await made('/channels', { code: 'WEB', name: 'Web shop', placeId })
  for (const sku of ['CUP', 'SAUCER', 'SET']) {
    itemIds.push(await made('/items', { sku, name: sku, unit: 'EA' }))
  }
})
afterAll(() => api.close())

const pieces = (quantity: string) => ({ quantity, unit: 'EA' })
const orderBody = (externalId: string, quantity: string, itemId = itemIds[0]) => ({
  ...{ channelId, sourceSystem: 'shop', externalId, customer: 'Ann', country: 'DE' },
  lines: [
    {
      itemId,
      quantity: pieces(quantity),
      price: { amount: '9.90', currency: 'EUR', per: '1', unit: 'EA' },
    },
  ],
})

test('an order sent again is answered again, and another under its id is a conflict', async () => {
  const buyer = api.as('buyer')
  const first = await buyer.post<Order>('/customer-orders', orderBody('1', '2'))
  expect(first.status, first.text).toBe(201)
  const again = await buyer.post<Order>('/customer-orders', orderBody('1', '2'))
  expect(again.status).toBe(200)
  expect(again.body.id).toBe(first.body.id)
  const other = await buyer.post('/customer-orders', orderBody('1', '3'))
  expect(other.status).toBe(409)
  expect(other.body).toMatchObject({
    code: 'external_id_used',
    errors: [{ number: first.body.number, orderId: first.body.id }],
  })
  const { body } = await api.as('viewer').get<{ total: object }>('/customer-orders?q=ann')
  expect(body.total).toEqual({ value: 1, relation: 'eq' })
})

test('acts want the version that was seen, and who may write demand', async () => {
  const made = await api.as('planner').post<Order>('/customer-orders', orderBody('2', '5'))
  const path = `/customer-orders/${made.body.id}`
  const lines = [{ lineId: made.body.lines[0]?.id, quantity: pieces('2') }]
  const shipped = await api.as('planner').post(`${path}/shipments`, { lines }, { ifMatch: 1 })
  expect(shipped.status, shipped.text).toBe(200)
  const cancel = { reason: 'Changed mind', lines }
  const late = await api.as('planner').post(`${path}/cancellation`, cancel, { ifMatch: 1 })
  expect(late.status).toBe(412)
  const back = await api.as('planner').post(`${path}/returns`, { reason: 'Broken' })
  expect(back.body).toMatchObject({
    lines: [{ shipped: { quantity: '2' }, returned: { quantity: '2' }, open: { quantity: '3' } }],
  })
  expect((await api.as('planner').post(`${path}/returns`, { reason: 'Again' })).status).toBe(409)
  expect((await api.as('viewer').post(`${path}/cancellation`, cancel)).status).toBe(403)
  expect((await api.as('receiver').get(path)).status).toBe(403)
  expect((await api.as('viewer').get(`/customer-orders/${placeId}`)).status).toBe(404)
  const empty = await api.as('planner').post(`${path}/cancellation`, { reason: 'No', lines: [] })
  expect(empty.status).toBe(400)
})

test('a bundle is put, ordered in its parts and dropped', async () => {
  const [cup, saucer, set = ''] = itemIds
  const parts = [
    { partItemId: cup, quantity: pieces('2') },
    { partItemId: saucer, quantity: pieces('2'), priceShare: 3 },
  ]
  const owner = api.as('owner')
  const put = await owner.call('PUT', `/bundle-parts/${set}`, { body: { parts } })
  expect(put.status, put.text).toBe(200)
  const listed = await owner.get<{ items: readonly object[] }>(`/bundle-parts?bundleItemId=${set}`)
  expect(listed.body.items).toMatchObject([
    { part: { sku: 'CUP' }, quantity: { quantity: '2' }, priceShare: 1 },
    { part: { sku: 'SAUCER' }, priceShare: 3 },
  ])
  const made = await owner.post('/customer-orders', orderBody('3', '2', set))
  expect(made.body).toMatchObject({
    lines: [
      { item: { sku: 'CUP' }, ordered: { quantity: '4' }, amount: { amount: '4.95' } },
      { item: { sku: 'SAUCER' }, bundle: { sku: 'SET' }, amount: { amount: '14.85' } },
    ],
  })
  expect((await owner.delete(`/bundle-parts/${set}`)).status).toBe(204)
  expect((await owner.delete(`/bundle-parts/${set}`)).status).toBe(404)
})

test('promotions and what they did are read by who may read demand', async () => {
  const effects = await api.as('viewer').get('/promotion-effects?level=kind&sort=-upliftFactor')
  expect(effects.body).toMatchObject({ items: [] })
  expect((await api.as('receiver').get('/promotion-effects')).status).toBe(403)
})
