/**
 * Goal: what customer orders tell becomes demand, each fact once however often it is told; a shipment
 * is no demand.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { OutboxEvent } from '#platform/relay'
import { ruleActor } from '#platform/rule-actor'
import { type TestOrganization, testOrganization } from '#support/database'
import { type GoodsCompany, goodsCompany } from '#support/goods-company'

import { followOrders } from './follow-orders.ts'

let org: TestOrganization
let company: GoodsCompany
let channelId: string

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
  const { rows } = await sql<{ id: string }>`
    insert into channel (id, code, name) values (gen_random_uuid(), 'WEB', 'Web') returning id
  `.execute(org.db)
  channelId = rows[0]?.id ?? ''
})
afterAll(() => org.close())

const lineId = '01900000-0000-7000-8000-0000000000b1'

function said(kind: string, version: number, units: string) {
  const { fifoItemId: itemId, placeId } = company
  const about = { orderId: lineId, lineId, itemId, placeId, channelId, onDay: '2026-01-02' }
  return { ...about, kind, version, units, valueMinor: '250', currency: 'USD' }
}

async function tell(...demand: ReturnType<typeof said>[]): Promise<void> {
  const payload = { orderCount: 1, itemPlaces: [], demand }
  const event: OutboxEvent = {
    ...{ id: lineId, position: 1n, type: 'customer-order.changed', payload },
    subject: { kind: 'customer_order', id: lineId },
    occurredAt: new Date('2026-01-05T09:00:00Z'),
  }
  await org.work(ruleActor(followOrders.reader)).transact((tx) => followOrders.handle(tx, event))
}

test('orders, cancellations and returns count, told twice once', async () => {
  for (let again = 0; again < 2; again += 1) {
    await tell(said('sale', 1, '10'))
    await tell(said('cancellation', 2, '3'), said('shipment', 3, '7'), said('return', 4, '2'))
  }
  const { rows } = await sql`
    select raw_units as raw, returned_units as returned, largest_units as largest,
           entry_count as entries from demand_day`.execute(org.db)
  expect(rows).toEqual([{ raw: 7n, returned: 2n, largest: 10n, entries: 3 }])
  const { rows: entries } = await sql`
    select kind, value_minor as value, source_id as source from demand_entry order by units desc
  `.execute(org.db)
  expect(entries).toEqual([
    { kind: 'sale', value: 250n, source: lineId },
    { kind: 'return', value: -250n, source: lineId },
    { kind: 'cancellation', value: -250n, source: lineId },
  ])
})
