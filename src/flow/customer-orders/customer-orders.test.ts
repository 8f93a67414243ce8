/**
 * Goal: what customers order is taken once, in the parts it is taken from stock as, and no unit is
 * cancelled, shipped or returned twice; each act tells demand all it needs.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { invariant } from '#kernel/invariant'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody } from '#support/goods-company'
import { checked, countsOf, imported } from '#support/import-file'

import { type ActOnLines, actOnLines } from './actions/act-on-lines.ts'
import { createOrder } from './actions/create-order.ts'
import type { CreateOrderInput } from './contract.ts'
import { openCommitments } from './index.ts'
import { newsOf } from './news.ts'
import type { CustomerOrderId } from './order.ts'
import { listOrders, readOrder } from './queries/read-order.ts'

let org: TestOrganization
const ids: Record<string, string> = {}

beforeAll(async () => {
  org = await testOrganization()
  const work = org.work(anybody)
  await imported(work, 'companies', ['Code,Name,Currency,Periods from', 'ACME,Acme,EUR,2025-01-01'])
  await imported(work, 'places', ['Code,Name,Company', 'MAIN,Main,ACME'])
  await imported(work, 'channels', [
    'Code,Name,Kind,Served from,Status',
    'WEB,Web shop,web,MAIN,active',
    'B2B,Wholesale,wholesale,,active',
    'OLD,Closed shop,web,MAIN,inactive',
  ])
  await imported(work, 'items', [
    'SKU,Name,Unit,Unit decimals,Packs',
    'MUG,Mug,EA,0,CASE=12',
    'CLAY,Clay,KG,2,',
    'SET,Potter set,EA,0,',
  ])
  const { rows } = await sql<{ readonly code: string; readonly id: string }>`
    select code, id from channel union all select code, id from place
    union all select sku, id from item`.execute(org.db)
  for (const { code, id } of rows) ids[code] = id
  await org.asOwner((owner) =>
    owner.query(
      `insert into bundle_part (id, bundle_item_id, part_item_id, part_units, price_share) values
       (gen_random_uuid(), $1, $2, 2, 3), (gen_random_uuid(), $1, $3, 50, 1)`,
      [idOf('SET'), idOf('MUG'), idOf('CLAY')],
    ),
  )
})
afterAll(() => org.close())

function idOf(code: string): string {
  const id = ids[code]
  invariant(id !== undefined, `${code} is there`)
  return id
}

type Line = CreateOrderInput['lines'][number]

const line = (sku: string, quantity: string, more: Partial<Line> = {}): Line => ({
  itemId: idOf(sku),
  quantity: { quantity, unit: sku === 'CLAY' ? 'KG' : 'EA' },
  ...more,
})
const price = (amount: string) => ({ amount, currency: 'EUR', per: '1', unit: 'EA' })

const take = (lines: readonly Line[], more: Partial<CreateOrderInput> = {}) =>
  org
    .as('buyer')
    .transact((tx) => createOrder(tx, { channelId: idOf('WEB'), ...more, lines: [...lines] }), {
      keep: ({ kind }) => kind !== 'refused',
    })

async function taken(lines: readonly Line[], more: Partial<CreateOrderInput> = {}) {
  const outcome = await take(lines, more)
  invariant(outcome.kind === 'created', `the order fits: ${JSON.stringify(outcome)}`)
  return read(outcome.orderId)
}

async function read(orderId: CustomerOrderId) {
  const view = await readOrder(org.as('viewer').ask(), orderId)
  invariant(view !== undefined, 'the order is there')
  return { ...view, id: orderId }
}

const act = (command: ActOnLines) =>
  org
    .as('planner')
    .transact((tx) => actOnLines(tx, command), { keep: ({ kind }) => kind === 'done' })

/** What was told of this kind, of one order or of a file. */
async function told(kind: string, orderId?: string) {
  const { rows } = await sql<{ readonly type: string; readonly payload: unknown }>`
    select type, payload from outbox_event
    where payload -> 'demand' -> 0 ->> 'kind' = ${kind} and case when ${orderId ?? null}::uuid is null
      then type = 'customer-orders.imported' else subject_id = ${orderId ?? null}::uuid end
  `.execute(org.db)
  return { type: rows[0]?.type, ...newsOf(rows[0]?.payload) }
}

test('a bundle is taken as its parts, which bear its price; the event says what was wanted', async () => {
  const order = await taken([
    line('MUG', '3', { price: price('2.50') }),
    line('SET', '2', { price: price('10.01') }),
  ])
  expect(order).toMatchObject({
    number: 'CO-00001',
    place: { code: 'MAIN' },
    ...{ orderedOn: '2026-01-05', requestedOn: '2026-01-05', lifecycle: 'open', version: 1 },
    total: { amount: '27.52', currency: 'EUR' },
  })
  const lines = order.lines.map((each) => [
    each.item.sku,
    each.bundle?.quantity.quantity,
    each.ordered.quantity,
    each.amount.amount,
  ])
  expect(lines).toEqual([
    ['MUG', undefined, '3', '7.50'],
    ['CLAY', '2', '1', '5.01'],
    ['MUG', '2', '4', '15.01'],
  ])
  const news = await told('sale', order.id)
  expect(news).toMatchObject({ type: 'customer-order.created', orderCount: 1 })
  expect(news.itemPlaces).toHaveLength(2)
  expect(news.demand.map(({ kind, units, valueMinor }) => [kind, units, valueMinor])).toEqual([
    ['sale', 3n, 750n],
    ['sale', 100n, 501n],
    ['sale', 4n, 1_501n],
  ])
})

test('the same order twice at once is one order; another under its id is refused', async () => {
  const more = { sourceSystem: 'shop', externalId: '1001' }
  const outcomes = await Promise.all([
    take([line('MUG', '1')], more),
    take([line('MUG', '1')], more),
    take([line('MUG', '1')], more),
  ])
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['created', 'existing', 'existing'])
  expect(new Set(outcomes.map((each) => ('orderId' in each ? each.orderId : '')))).toHaveProperty(
    'size',
    1,
  )
  const other = await take([line('MUG', '2')], more)
  expect(other).toMatchObject({ errors: [{ code: 'external_id_used', number: /^CO-/ }] })
  const elsewhere = await take([line('MUG', '2')], { ...more, sourceSystem: 'other shop' })
  expect(elsewhere.kind).toBe('created')
})

test('all that is wrong is told at once', async () => {
  const outcome = await take(
    [
      line('MUG', '0'),
      line('MUG', '0.5'),
      line('MUG', '1', { shipped: { quantity: '2', unit: 'EA' } }),
      line('SET', '1', { shipped: { quantity: '1', unit: 'EA' } }),
      line('MUG', '1', { price: { ...price('1'), currency: 'USD' } }),
      line('MUG', '1', { requestedOn: '2026-01-01' }),
    ],
    { channelId: idOf('OLD'), orderedOn: '2026-01-06' },
  )
  invariant(outcome.kind === 'refused', 'it is wrong')
  expect(outcome.errors.map(({ code, pointer }) => `${pointer} ${code}`)).toEqual([
    '/channelId channel_inactive',
    '/orderedOn ordered_in_future',
    '/lines/0/quantity/quantity quantity_zero',
    '/lines/1/quantity/quantity quantity_not_whole',
    '/lines/4/price/currency price_currency',
    '/lines/5/requestedOn requested_before_ordered',
    '/lines/2/shipped/quantity shipped_over',
    '/lines/3/shipped/quantity shipped_of_bundle',
  ])
  const placeless = await take([line('MUG', '1')], { channelId: idOf('B2B') })
  expect(placeless).toMatchObject({ errors: [{ code: 'place_missing' }] })
})

test('of two cancellations at once only what is open is cancelled', async () => {
  const order = await taken([line('MUG', '10', { price: price('1.00') })])
  const lines = [{ lineId: order.lines[0]?.id ?? '', quantity: { quantity: '6', unit: 'EA' } }]
  const cancel = { act: 'cancellation', orderId: order.id, reason: 'Changed mind', lines } as const
  const outcomes = await Promise.all([act(cancel), act(cancel)])
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['done', 'refused'])
  expect(outcomes.find(({ kind }) => kind === 'refused')).toMatchObject({
    errors: [{ code: 'over_open', available: { quantity: '4' } }],
  })
  expect(await read(order.id)).toMatchObject({
    ...{ lifecycle: 'open', version: 2 },
    lines: [{ open: { quantity: '4' }, cancelReason: 'Changed mind' }],
  })
  expect((await told('cancellation', order.id)).demand).toMatchObject([
    { kind: 'cancellation', units: 6n, valueMinor: 600n, onDay: '2026-01-05', version: 2 },
  ])
  const seen = await act({ ...cancel, seenVersion: 1 })
  expect(seen).toMatchObject({ kind: 'stale', version: 2 })
  expect(await act({ act: 'cancellation', orderId: order.id })).toEqual({ kind: 'done' })
  expect((await read(order.id)).lifecycle).toBe('cancelled')
})

test('what has left completes the order, and only that comes back', async () => {
  const order = await taken([line('MUG', '2'), line('CLAY', '1.5')], { orderedOn: '2026-01-03' })
  const back = { act: 'return', orderId: order.id, reason: 'Broken' } as const
  expect(await act(back)).toMatchObject({ errors: [{ code: 'nothing_shipped' }] })
  expect(await act({ act: 'shipment', orderId: order.id })).toEqual({ kind: 'done' })
  expect((await read(order.id)).lifecycle).toBe('completed')
  const wrongDay = await act({ ...back, onDay: '2026-01-02' })
  expect(wrongDay).toMatchObject({ errors: [{ code: 'day_out_of_order' }] })
  const lines = [{ lineId: order.lines[1]?.id ?? '', quantity: { quantity: '0.25', unit: 'KG' } }]
  expect(await act({ ...back, lines, onDay: '2026-01-04' })).toEqual({ kind: 'done' })
  expect((await told('return', order.id)).demand).toMatchObject([
    { kind: 'return', units: 25n, onDay: '2026-01-04' },
  ])
  expect(await act({ act: 'cancellation', orderId: order.id })).toMatchObject({
    errors: [{ code: 'nothing_open' }],
  })
  expect(await read(order.id)).toMatchObject({
    lifecycle: 'completed',
    lines: [{ returned: { quantity: '0' } }, { returned: { quantity: '0.25' } }],
  })
})

test('commitments are what is open and wanted by a day', async () => {
  const pair = { itemId: idOf('CLAY'), placeId: idOf('MAIN') }
  const now = () => openCommitments(org.as('viewer').ask(), [pair, pair], '2026-01-10')
  const [before] = await now()
  await taken([line('CLAY', '2')], { requestedOn: '2026-01-10' })
  await taken([line('CLAY', '4')], { requestedOn: '2026-01-11' })
  await taken([line('CLAY', '3', { shipped: { quantity: '1', unit: 'KG' } })])
  expect(await now()).toEqual([{ ...pair, openUnits: (before?.openUnits ?? 0n) + 400n }])
})

test('lists narrow by what they are asked', async () => {
  const ask = org.as('viewer').ask()
  await taken([line('CLAY', '1')], { customer: 'Öztürk', orderedOn: '2026-01-02' })
  const count = async (filters: object) => {
    const asked = { sort: '-orderedOn', limit: 50, ...filters } as const
    return (await listOrders(ask, asked)).total.value
  }
  expect(await count({ customer: 'Öztürk' })).toBe(1)
  expect(await count({ q: 'öz' })).toBe(1)
  expect(await count({ q: 'co-00001' })).toBe(1)
  expect(await count({ orderedTo: '2026-01-02' })).toBe(1)
  expect(await count({ itemId: idOf('SET') })).toBe(0)
  expect(await count({ lifecycle: 'cancelled' })).toBe(1)
  expect(await count({ channelId: idOf('B2B') })).toBe(0)
})

const header = 'Order,Shop,Channel,Place,Customer,Country,Currency,Order date,SKU,Qty,Shipped,Price'

test('rows of one number are one order; the same file again is the same', async () => {
  const lines = [
    header,
    'F-1,eu,WEB,,Ann,DE,EUR,2026-01-04,MUG,2,1,3.50',
    'F-1,eu,WEB,,,,,2026-01-04,SET,1,,20.00',
    'F-2,eu,B2B,MAIN,Bob,FR,,2026-01-04,MUG,5,,',
  ]
  expect(countsOf(await imported(org.work(anybody), 'customer-orders', lines))).toBe('3 add')
  const { rows } = await sql`
    select external_id as no, line_count as lines, total_minor as total from customer_order
    where source_system = 'eu' order by 1`.execute(org.db)
  expect(rows).toEqual([
    { no: 'F-1', lines: 3, total: 2_700n },
    { no: 'F-2', lines: 1, total: 0n },
  ])
  const news = await told('sale')
  expect(news).toMatchObject({ type: 'customer-orders.imported', orderCount: 2 })
  expect(news.demand).toHaveLength(4)
  expect(countsOf(await imported(org.work(anybody), 'customer-orders', lines))).toBe('3 same')
})

test('each row of a file says what is wrong with it', async () => {
  const view = await checked(org.work(anybody), 'customer-orders', [
    header,
    'F-1,eu,WEB,,Ann,DE,EUR,2026-01-04,MUG,9,,3.50',
    'F-3,eu,WEB,,,,EUR,2026-01-04,MUG,1,,1',
    'F-3,eu,B2B,,,,EUR,2026-01-04,CUP,1,,1',
    'F-4,eu,WEB,,,,,2026-01-04,MUG,0.5,,',
    'F-5,eu,WEB,,,,,2026-01-09,MUG,1,,',
    'F-6,eu,WEB,,,,,2026-01-04,MUG,1,,2',
  ])
  expect(
    view.errorGroups.map((each) => `${each.firstRow} ${each.column} ${each.code}`).toSorted(),
  ).toEqual([
    '2 externalId external_id_used',
    '3 null other_row',
    '4 channel differs_within',
    '4 item item_unknown',
    '5 quantity quantity_not_whole',
    '6 orderedOn ordered_in_future',
    '7 currency currency_missing',
  ])
})
