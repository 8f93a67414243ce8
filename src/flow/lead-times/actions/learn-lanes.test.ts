/**
 * Goal: deliveries of real orders teach their lane, part by part; what is taken back teaches nothing; only lanes
 * with news are learned; and what is read says where it comes from.
 *
 * Method: orders through purchasing and receiving on a real database; events are handed on as the relay does.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import {
  answerOrder,
  createOrder,
  decideOrder,
  lockOrder,
  releaseOrder,
  submitOrder,
} from '#flow/purchasing'
import { inspect, type ReceiptId, type ReceiptView, reverseReceipt } from '#flow/receiving'
import { invariant } from '#kernel/invariant'
import { toJson } from '#platform/pending'
import { ruleActor } from '#platform/rule-actor'
import type { PlaceId } from '#records/places'
import type { SupplierId } from '#records/suppliers'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, type GoodsCompany, goodsCompany } from '#support/goods-company'
import { isPosted, type PlacedOrder, pieces, receive } from '#support/goods-flow'

import { laneLeadTimes } from '../queries/lane-lead-times.ts'
import { listLeadTimes } from '../queries/list-lead-times.ts'
import { listObservations } from '../queries/list-observations.ts'
import { readLeadTime } from '../queries/read-lead-time.ts'
import { quantileDays } from '../rules/day-distribution.ts'
import { learnLanes, relearnAll } from './learn-lanes.ts'
import { observeLeadTimes } from './observe-goods.ts'

let org: TestOrganization
let company: GoodsCompany

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
  await sql`update company set answer_late_days_max = 2`.execute(org.db)
  await sql`
    insert into supplier_term (id, supplier_id, item_id, currency, unit, lead_time_days)
    values (gen_random_uuid(), ${company.supplierId}, ${company.fifoItemId}, 'USD', 'EA', 10)
  `.execute(org.db)
  await sql`
    insert into supplier_term_break (id, term_id, from_units, price_e4, priced_units)
    select gen_random_uuid(), id, 0, 10000, 1 from supplier_term
  `.execute(org.db)
})
afterAll(() => org.close())

const act = <T>(body: Parameters<ReturnType<typeof org.work>['transact']>[0]) =>
  org.work(anybody).transact(body) as Promise<T>

/** Drafted on the 5th, sent on the 7th, answered on the 8th for the 20th. */
async function answeredOrder(): Promise<PlacedOrder> {
  org.clock.set('2026-01-05T09:00:00Z')
  const created = await org.as('buyer').transact((tx) =>
    createOrder(tx, {
      supplierId: company.supplierId,
      placeId: company.placeId,
      requestedOn: '2026-01-19',
      lines: [
        {
          itemId: company.fifoItemId,
          quantity: pieces(10),
          price: { amount: '1.00', currency: 'USD', per: '1', unit: 'EA' },
        },
      ],
      submit: false,
    }),
  )
  invariant(created.kind === 'created', toJson(created))
  const { orderId } = created
  await org.as('buyer').transact((tx) => submitOrder(tx, { orderId }))
  await org
    .as('owner')
    .transact((tx) => decideOrder(tx, { orderId, decision: 'approved', reason: '' }))
  org.clock.set('2026-01-07T09:00:00Z')
  const released = await org.as('buyer').transact((tx) => releaseOrder(tx, { orderId }))
  invariant(released.kind === 'released', toJson(released))
  org.clock.set('2026-01-08T09:00:00Z')
  const order = await org.as('buyer').transact((tx) => lockOrder(tx, orderId))
  const orderLineId = order?.lines[0]?.id
  invariant(orderLineId !== undefined, 'an order has a line')
  const lines = [{ orderLineId, kind: 'change' as const, promisedOn: '2026-01-20' }]
  const answered = await org
    .as('buyer')
    .transact((tx) => answerOrder(tx, { orderId, channel: 'buyer', lines }))
  invariant(answered.kind === 'answered', toJson(answered))
  return { orderId, orderLineId }
}

async function receivedOn(
  order: PlacedOrder,
  day: string,
  parts: Parameters<typeof receive>[2],
): Promise<ReceiptView> {
  org.clock.set(`${day}T15:00:00Z`)
  const outcome = await receive(org, order, parts, day)
  invariant(outcome.kind === 'posted', toJson(outcome))
  return outcome.receipt
}

const told = new Set<string>()

/** Hands on what was announced since, as the relay does. */
async function tell(): Promise<void> {
  const { rows } = await sql<{
    id: string
    type: string
    subject_id: string
    payload: unknown
    occurred_at: Date
  }>`select id, type, subject_id, payload, occurred_at from outbox_event
    where type = any(${[...observeLeadTimes.types]}) order by id`.execute(org.db)
  for (const row of rows.filter(({ id }) => !told.has(id))) {
    told.add(row.id)
    const subject = { kind: 'receipt', id: row.subject_id }
    const event = { ...row, position: 1n, subject, occurredAt: row.occurred_at }
    await org
      .work(ruleActor(observeLeadTimes.reader))
      .transact((tx) => observeLeadTimes.handle(tx, event))
  }
}

const learn = () => org.work(anybody).transact(learnLanes)
const lanes = (level?: 'lane' | 'supplier' | 'all') =>
  listLeadTimes(org.as('planner').ask(), { sort: '-lineCount', limit: 50, level })

test('a delivery teaches its lane, its supplier and all lanes', async () => {
  const order = await answeredOrder()
  await receivedOn(order, '2026-01-23', { accepted: 10 })
  await tell()
  expect((await org.jobs()).map(({ task }) => task)).toContain('lead-times.learn')
  expect(await learn()).toBe(3)
  expect(await learn()).toBe(0)

  const { items, total } = await lanes()
  expect(total.value).toBe(3)
  for (const lane of items) {
    expect(lane).toMatchObject({
      lineCount: 1,
      lastKnownOn: '2026-01-23',
      onTimePercent: expect.any(Number),
    })
  }
  const [lane] = (await lanes('lane')).items
  const seen = await listObservations(org.as('planner').ask(), lane?.id ?? '', {
    sort: '-knownOn',
    limit: 50,
  })
  expect(seen?.items).toMatchObject([
    {
      kind: 'receipt',
      orderId: order.orderId,
      startedOn: '2026-01-07',
      knownOn: '2026-01-23',
      firstPromisedOn: '2026-01-20',
      agreedDays: 10,
      wholeDays: 16,
      lateDays: 3,
      approvalDays: 2,
      answerDays: 1,
      supplyDays: 15,
      productionDays: null,
    },
  ])
})

test('more deliveries make the lane its own; the parts are told apart', async () => {
  for (let at = 0; at < 6; at += 1) {
    await receivedOn(await answeredOrder(), '2026-01-23', { accepted: 10 })
  }
  await tell()
  expect(await learn()).toBe(3)
  const [lane] = (await lanes('lane')).items
  const view = await readLeadTime(org.as('planner').ask(), lane?.id ?? '')
  expect(view?.lineCount).toBe(7)
  expect(view?.parts.map(({ part }) => part)).toEqual([
    'whole',
    'late',
    'beyond_terms',
    'approval',
    'answer',
    'supply',
  ])
  const whole = view?.parts[0]
  expect(whole).toMatchObject({ p50Days: 16, p95Days: 16, lineCount: 7 })
  expect(whole?.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
})

test('planning gets the lane, or the nearest class, for lanes never used', async () => {
  const { supplierId, placeId } = company
  const [known, elsewhere] = await laneLeadTimes(org.as('planner').ask(), [
    { supplierId: supplierId as SupplierId, placeId: placeId as PlaceId },
    { supplierId: company.companyId as string as SupplierId, placeId: placeId as PlaceId },
  ])
  invariant(known?.whole !== undefined && elsewhere?.whole !== undefined, 'both are known')
  expect(quantileDays(known.whole, 0.5)).toBe(16)
  expect(known.beyondTerms && quantileDays(known.beyondTerms, 0.5)).toBe(6)
  expect(quantileDays(elsewhere.whole, 0.5)).toBe(16)
})

test('a receipt that is taken back teaches nothing', async () => {
  const receipt = await receivedOn(await answeredOrder(), '2026-03-20', { accepted: 10 })
  await tell()
  await learn()
  expect((await lanes('lane')).items[0]).toMatchObject({ lineCount: 8 })
  const command = { receiptId: receipt.id as ReceiptId, reason: 'Counted twice' }
  await org.as('receiver').transact((tx) => reverseReceipt(tx, command), { keep: isPosted })
  await tell()
  await learn()
  expect((await lanes('lane')).items[0]).toMatchObject({
    lineCount: 7,
    lastKnownOn: '2026-01-23',
    p95Days: 16,
  })
})

test('an inspection ends the days at the dock', async () => {
  const receipt = await receivedOn(await answeredOrder(), '2026-01-23', { quarantined: 10 })
  org.clock.set('2026-01-27T09:00:00Z')
  const lines = receipt.lines.map(({ id }) => ({ receiptLineId: id, passed: pieces(10) }))
  const inspected = await org
    .as('receiver')
    .transact((tx) => inspect(tx, { receiptId: receipt.id as ReceiptId, lines }))
  invariant(inspected.kind === 'inspected', toJson(inspected))
  await tell()
  await learn()
  const [lane] = (await lanes('lane')).items
  const view = await readLeadTime(org.as('planner').ask(), lane?.id ?? '')
  expect(view?.parts.find(({ part }) => part === 'dock')).toMatchObject({
    lineCount: 1,
    p95Days: 4,
  })
})

test('told twice it counts once; learned anew it is the same', async () => {
  const before = (await lanes()).items
  told.clear()
  await tell()
  await act(relearnAll)
  expect(await learn()).toBe(3)
  const same = (items: typeof before) => items.map(({ learnedAt: _, ...lane }) => lane)
  expect(same((await lanes()).items)).toEqual(same(before))
})

test('whoever may not read plans is told so', async () => {
  await expect(
    listLeadTimes(org.as('ap_clerk').ask(), { sort: 'meanDays', limit: 1 }),
  ).rejects.toThrow('plans.read')
})
