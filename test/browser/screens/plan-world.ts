/** A company that plans, with a thousand of each: one of each is planned or made for real, the rest are copies. */
import { sql } from 'kysely'
import { expect } from 'vitest'

import { learnLanes } from '#flow/lead-times'
import { addDays } from '#kernel/day'
import { ruleActor } from '#platform/rule-actor'
import { anybody, placeOrder } from '#support/goods-company'
import type { TestApi } from '#support/http'
import { type SoldItems, soldItems, thisMonday } from '#support/sold-items'

import { multiply } from './multiply.ts'
import type { World } from './world.ts'

type Seeding = { readonly api: TestApi; readonly sold: SoldItems }

/** Of each copy another copy of these. */
const another = (table: string, name: string) =>
  `(select array_agg(id) from ${table} where name like '${name} %')[n]`
const coded = (name: string) => ({ code: "'Z' || (1000 + n)", name: `'${name} ' || n` })
const lineText = { line_no: 'n + 1' }

export async function thousandPlans(api: TestApi): Promise<World> {
  api.clock.set(new Date())
  const sold = await soldItems(api.organization, thisMonday())
  const seeding = { api, sold }
  await records(seeding)
  await sources(seeding)
  const orders = await customerOrders(seeding)
  const ids = {
    sold: sold.fifoItemId,
    place: sold.placeId,
    ...orders,
    promotion: await promotions(seeding),
    policy: await policies(seeding),
    lane: await lanes(seeding),
  }
  await series(seeding)
  await outside(seeding)
  await told(seeding)
  await proposals(seeding)
  const { slug, db } = api.organization
  await sql`analyze`.execute(db).catch(() => undefined)
  return { slug, ids, supplierPage: '' }
}

async function records({ api, sold }: Seeding): Promise<void> {
  const { db } = api.organization
  const sku = { sku: "'Z' || (1000 + n)", name: "'Tumbler ' || n" }
  await multiply(db, 'item', sql`id = ${sold.pooledItemId}`, sku)
  await multiply(db, 'supplier', sql`id = ${sold.supplierId}`, coded('Vetreria'))
  await multiply(db, 'place', sql`id = ${sold.placeId}`, coded('Edison'))
  await multiply(db, 'channel', sql`id = ${sold.channelId}`, coded('Shop'))
}

/** Lanes of a thousand items, and what a thousand suppliers ask for. */
async function sources({ api, sold }: Seeding): Promise<void> {
  const { db } = api.organization
  const { rows } = await sql<{ id: string }>`select id from place where name = 'Edison 1'`.execute(
    db,
  )
  const ends = { fromPlaceId: rows[0]?.id, toPlaceId: sold.placeId }
  const way = { ...ends, itemId: sold.pooledItemId, leadTimeDays: 2 }
  const lane = await made(api, '/source-lanes', way)
  await multiply(db, 'source_lane', sql`id = ${lane}`, { item_id: another('item', 'Tumbler') })
  const least = { minimumValue: { amount: '500.00', currency: 'USD' }, loadName: '20 ft' }
  const minimum = await made(api, '/order-minimums', { supplierId: sold.supplierId, ...least })
  await multiply(db, 'order_minimum', sql`id = ${minimum}`, {
    supplier_id: another('supplier', 'Vetreria'),
  })
}

async function customerOrders({ api, sold }: Seeding) {
  const { db } = api.organization
  const { channelId, placeId, fifoItemId } = sold
  const line = { itemId: fifoItemId, quantity: { quantity: '4', unit: 'EA' } }
  const body = { channelId, placeId, customer: 'Hotel Adler', lines: [line] }
  const customerOrder = await made(api, '/customer-orders', body)
  const ofOrder = sql`order_id = ${customerOrder}`
  await multiply(db, 'customer_order', sql`id = ${customerOrder}`)
  await multiply(db, 'customer_order_line', ofOrder, lineText, 499)
  return { customerOrder }
}

/** One about as many things as it may be about. */
async function promotions({ api, sold }: Seeding): Promise<string> {
  const { db } = api.organization
  const id = await made(api, '/promotions', {
    ...{ code: 'SUMMER', name: 'Summer week', kind: 'discount' },
    ...{ startsOn: sold.asOf, endsOn: addDays(sold.asOf, 20) },
    scopes: [{ itemId: sold.fifoItemId, priceRatioBps: 8_000 }],
  })
  await multiply(db, 'promotion', sql`id = ${id}`, coded('Sale'))
  const items = { item_id: another('item', 'Tumbler') }
  await multiply(db, 'promotion_scope', sql`promotion_id = ${id}`, items, 999)
  return id
}

/** A draft with a rule of each place. */
async function policies({ api }: Seeding): Promise<string> {
  const { db } = api.organization
  const id = await made(api, '/policies', { name: 'Winter' })
  const retired = { no: '100 + n', name: "'Policy ' || n", status: "'retired'" }
  await multiply(db, 'policy_version', sql`id = ${id}`, retired)
  const ofSegment = sql`policy_id = ${id} and segment = 'AX' and place_id is null`
  await multiply(db, 'policy_rule', ofSegment, { place_id: another('place', 'Edison') })
  return id
}

/** A lane of a thousand deliveries, and a thousand lanes. */
async function lanes({ api, sold }: Seeding): Promise<string> {
  const { db, work } = api.organization
  const { fifoItemId: itemId, supplierId, placeId } = sold
  const { orderId, orderLineIds } = await work(anybody).transact((tx) =>
    placeOrder(tx, sold, [{ itemId, units: 12n, priceE4: 74_000n }]),
  )
  await sql`
    insert into lead_time_observation (id, cause_kind, cause_id, order_line_id, order_id, item_id,
      supplier_id, place_id, units, started_on, known_on, agreed_days, whole_days, observed_at)
    select gen_random_uuid(), 'receipt', gen_random_uuid(), ${orderLineIds[0] ?? ''}::uuid,
      ${orderId}::uuid, ${itemId}::uuid, ${supplierId}::uuid, ${placeId}::uuid, 12,
      current_date - at - 28, current_date - at, 25, 28, now()
    from generate_series(1, 1010) as at
  `.execute(db)
  await sql`
    insert into lead_time_lane (id, supplier_id, place_id)
    values (gen_random_uuid(), ${supplierId}, ${placeId}), (gen_random_uuid(), ${supplierId}, null),
      (gen_random_uuid(), null, null)
  `.execute(db)
  await work(ruleActor('lead-times.learn')).transact(learnLanes)
  const ofPlace = sql`place_id = ${placeId}`
  const others = { supplier_id: another('supplier', 'Vetreria') }
  await multiply(db, 'lead_time_lane', ofPlace, others)
  const { rows } = await sql<{ id: string }>`
    select id from lead_time_lane where supplier_id = ${supplierId} and place_id = ${placeId}
  `.execute(db)
  return rows[0]?.id ?? ''
}

/**
 * Of one item at its place a thousand marks and overrides; of a thousand items demand and forecast, each of a
 * supplier.
 */
async function series({ api, sold }: Seeding): Promise<void> {
  const { db } = api.organization
  const { fifoItemId: itemId, placeId, asOf } = sold
  const about = { itemId, placeId, reason: 'A fair' }
  const past = { startsOn: addDays(asOf, -28), endsOn: addDays(asOf, -22) }
  const mark = await made(api, '/demand-marks', { ...about, ...past, kind: 'excluded' })
  await multiply(db, 'demand_mark', sql`id = ${mark}`)
  const ahead = { startsOn: asOf, endsOn: addDays(asOf, 27), expiresOn: addDays(asOf, 27) }
  const override = { ...about, ...ahead, kind: 'set', amount: 70 }
  const overridden = await made(api, '/forecast-overrides', override)
  await multiply(db, 'forecast_override', sql`id = ${overridden}`)
  const items = { item_id: another('item', 'Tumbler') }
  const whole = sql`item_id = ${itemId} and channel_id is null`
  await multiply(db, 'demand_series', whole, items)
  await multiply(db, 'forecast', sql`item_id = ${itemId}`, items)
  await sql`
    insert into forecast_use (item_id, place_id, segment, supplier_id, protected_days)
    select f.item_id, f.place_id, 'AX', s.id, 28
    from (select item_id, place_id, row_number() over (order by item_id) as no from forecast) f
    join (select id, row_number() over (order by id) as no from supplier) s using (no)
    on conflict (item_id, place_id) do update set supplier_id = excluded.supplier_id
  `.execute(db)
}

/** A thousand who forecast beside us, and how right ours was for each supplier. */
async function outside({ api }: Seeding): Promise<void> {
  const { db } = api.organization
  const source = await made(api, '/forecast-sources', { code: 'MART', name: 'Mart & Sons' })
  await multiply(db, 'forecast_source', sql`id = ${source}`, coded('Bureau'))
  await sql`
    insert into forecast_score_group (kind, key, series_count, week_count, actual_units, wape, bias)
    select 'supplier', id::text, 1, 13, 120, .2, -.1 from supplier
    on conflict do nothing
  `.execute(db)
}

async function told({ api, sold }: Seeding): Promise<void> {
  const { db } = api.organization
  const { fifoItemId: itemId, placeId } = sold
  const answer = await api
    .as('owner')
    .call('PUT', `/planning-items/${itemId}/${placeId}`, { body: { criticality: 'critical' } })
  expect(answer.status, answer.text).toBe(200)
  const items = { item_id: another('item', 'Tumbler') }
  await multiply(db, 'planning_item', sql`item_id = ${itemId}`, items)
}

/** A thousand lines of as many suppliers. */
async function proposals({ api, sold }: Seeding): Promise<void> {
  const { db } = api.organization
  const first = sql`item_id = ${sold.fifoItemId}`
  const items = { item_id: another('item', 'Tumbler') }
  await multiply(db, 'plan_position', first, items)
  await multiply(db, 'proposal', sql`${first} and status = 'open'`, {
    ...items,
    key: "'walk ' || n",
    supplier_id: another('supplier', 'Vetreria'),
  })
}

async function made(api: TestApi, path: string, body: object): Promise<string> {
  const answer = await api.as('owner').post<{ readonly id: string }>(path, body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}
