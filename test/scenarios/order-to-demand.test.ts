/**
 * Goal: what customers order, cancel and bring back is demand of its day, in the parts of bundles, and
 * told twice it still counts once.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { followOrders } from '#flow/demand'
import { assignPositions, deliverBatch, takeLease } from '#platform/relay'
import { type TestApi, testApi } from '#support/http'

type Made = { readonly id: string }
type Order = Made & { readonly lines: readonly Made[] }

let api: TestApi
let set = ''
const ids: Record<string, string> = {}

beforeAll(async () => {
  api = await testApi()
  const made = async (path: string, body: object) => {
    const answer = await api.as('owner').post<Made>(path, body)
    expect(answer.status, answer.text).toBe(201)
    return answer.body.id
  }
  const companyId = await made('/companies', { code: 'SHOP', name: 'Shop Ltd', currency: 'EUR' })
  const placeId = await made('/places', { code: 'MAIN', name: 'Main', companyId })
  ids['channelId'] = await made('/channels', { code: 'WEB', name: 'Web shop', placeId })
  for (const sku of ['CUP', 'SAUCER', 'SET']) {
    ids[sku] = await made('/items', { sku, name: sku, unit: 'EA' })
  }
  set = ids['SET'] ?? ''
  const parts = ['CUP', 'SAUCER'].map((sku) => ({ partItemId: ids[sku], quantity: pieces('2') }))
  const put = await api.as('owner').call('PUT', `/bundle-parts/${set}`, { body: { parts } })
  expect(put.status, put.text).toBe(200)
})
afterAll(() => api.close())

const pieces = (quantity: string) => ({ quantity, unit: 'EA' })

/** As the relay would, at once. */
async function deliver(): Promise<void> {
  const { db } = api.organization
  await takeLease(db, '00000000-0000-7000-8000-000000000001')
  await assignPositions(db, '00000000-0000-7000-8000-000000000001')
  await deliverBatch(api.organization, followOrders)
}

async function demand() {
  const { rows } = await sql`
    select i.sku, d.on_day as day, d.raw_units::int as raw, d.returned_units::int as returned
    from demand_day d join item i on i.id = d.item_id order by 1, 2`.execute(api.organization.db)
  return rows
}

test('an order and what becomes of it is demand, once', async () => {
  const planner = api.as('planner')
  const { channelId, CUP } = ids
  const { body: order } = await planner.post<Order>('/customer-orders', {
    ...{ channelId, orderedOn: '2026-01-02', externalId: '1' },
    lines: [
      { itemId: CUP, quantity: pieces('5') },
      { itemId: set, quantity: pieces('3') },
    ],
  })
  await deliver()
  expect(await demand()).toEqual([
    { sku: 'CUP', day: '2026-01-02', raw: 11, returned: 0 },
    { sku: 'SAUCER', day: '2026-01-02', raw: 6, returned: 0 },
  ])

  const path = `/customer-orders/${order.id}`
  const [cups, setCups] = order.lines
  const some = (line: Made | undefined, quantity: string) => ({
    reason: 'Changed mind',
    lines: [{ lineId: line?.id, quantity: pieces(quantity) }],
  })
  await planner.post(`${path}/cancellation`, some(cups, '2'))
  await planner.post(`${path}/shipments`, {})
  await planner.post(`${path}/returns`, { ...some(setCups, '1'), returnedOn: '2026-01-04' })
  await deliver()
  const then = [
    { sku: 'CUP', day: '2026-01-02', raw: 9, returned: 0 },
    { sku: 'CUP', day: '2026-01-04', raw: 0, returned: 1 },
    { sku: 'SAUCER', day: '2026-01-02', raw: 6, returned: 0 },
  ]
  expect(await demand()).toEqual(then)

  await sql`update outbox_reader set position = 0 where name = ${followOrders.reader}`.execute(
    api.organization.db,
  )
  await deliver()
  expect(await demand()).toEqual(then)
})
