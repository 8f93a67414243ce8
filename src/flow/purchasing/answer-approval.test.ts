/**
 * Goal: no answer of a supplier, taken at once or accepted by the buyer, makes an order worth more than
 * another person approved.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { permissionsOf } from '#platform/permissions'
import { verdict } from '#records/approvals'
import { actorFor, type TestOrganization, testOrganization } from '#support/database'

import { answerOrder } from './actions/answer-order.ts'
import { changeOrder } from './actions/change-order.ts'
import { createOrder } from './actions/create-order.ts'
import { decideAnswer } from './actions/decide-answer.ts'
import { decideOrder } from './actions/decide-order.ts'
import { resumeOrder } from './actions/hold-order.ts'
import { releaseOrder } from './actions/release-order.ts'
import { lockOrder } from './store/lock.ts'
import type { OrderId } from './store/order-for-work.ts'

const id = (n: number) => `00000000-0000-7000-9000-${String(n).padStart(12, '0')}`
const [companyId, supplierId, placeId, glassId] = [1, 2, 3, 4].map(id) as [
  string,
  string,
  string,
  string,
]

let org: TestOrganization

beforeAll(async () => {
  org = await testOrganization()
  await sql`
    insert into company (id, code, name, currency, approval_over_minor, answer_price_over_bps_max)
    values (${companyId}::uuid, 'C', 'Company', 'USD', 100000, 500)
  `.execute(org.db)
  await sql`
    insert into supplier (id, code, name, currency, email)
    values (${supplierId}::uuid, 'S', 'Supplier', 'USD', '')
  `.execute(org.db)
  await sql`
    insert into place (id, code, name, company_id)
    values (${placeId}::uuid, 'P', 'Place', ${companyId}::uuid)
  `.execute(org.db)
  await sql`
    insert into item (id, sku, name, unit) values (${glassId}::uuid, 'GLS', 'Glass', 'EA')
  `.execute(org.db)
})

afterAll(() => org.close())

const approver = actorFor('owner')
const buyer = { ...actorFor('buyer'), permissions: permissionsOf('buyer') }

const priced = (amount: string) => ({ amount, currency: 'USD', per: '1', unit: 'EA' })
const counted = (quantity: string) => ({ quantity, unit: 'EA' })

const approve = (orderId: OrderId) =>
  org
    .work(approver)
    .transact((tx) => decideOrder(tx, { orderId, decision: 'approved', reason: '' }))

const release = (orderId: OrderId) =>
  org.work(buyer).transact((tx) => releaseOrder(tx, { orderId }))

async function released(...asked: readonly (readonly [string, string])[]): Promise<OrderId> {
  const lines = asked.map(([quantity, amount]) => ({
    itemId: glassId,
    quantity: counted(quantity),
    price: priced(amount),
  }))
  const given = { supplierId, placeId, requestedOn: '2026-02-01', lines, submit: true }
  const made = await org.work(buyer).transact((tx) => createOrder(tx, given))
  if (made.kind !== 'created') throw new Error(JSON.stringify(made))
  if (made.approval === 'pending') await approve(made.orderId)
  expect(await release(made.orderId)).toMatchObject({ kind: 'released' })
  return made.orderId
}

const read = (orderId: OrderId) =>
  org.work(buyer).transact(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order === undefined) throw new Error('no such order')
    const subject = { subjectKind: 'purchase_order', subjectId: orderId }
    return { ...order, approval: await verdict(tx, { ...subject, contentHash: order.contentHash }) }
  })

type Said = { readonly quantity?: string; readonly price?: string; readonly promisedOn?: string }

/** Answers the lines in their order; `undefined` leaves one out. */
async function answered(orderId: OrderId, ...said: readonly (Said | undefined)[]) {
  const order = await read(orderId)
  const lines = order.lines.flatMap((line, index) => {
    const { quantity, price, promisedOn } = said[index] ?? {}
    if (said[index] === undefined) return []
    return [
      {
        orderLineId: line.id,
        kind: 'change' as const,
        ...(quantity === undefined ? {} : { quantity: counted(quantity) }),
        ...(price === undefined ? {} : { price: priced(price) }),
        ...(promisedOn === undefined ? {} : { promisedOn }),
      },
    ]
  })
  const outcome = await org
    .work(buyer)
    .transact((tx) => answerOrder(tx, { orderId, channel: 'buyer', lines }))
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome))
  return outcome
}

const accept = (answerId: Awaited<ReturnType<typeof answered>>['answerId']) =>
  org.work(buyer).transact((tx) => decideAnswer(tx, { answerId, decision: 'accepted' }))

test('500 that needed nobody do not become 500,000 without a second person', async () => {
  const orderId = await released(['50', '10'])
  const { answerId, status } = await answered(orderId, { quantity: '5000', price: '100' })
  expect(status).toBe('needs_review')
  expect(await accept(answerId)).toMatchObject({
    kind: 'decided',
    order: { lifecycle: 'on_hold', totalMinor: 50_000_000n },
  })
  expect(await read(orderId)).toMatchObject({
    lifecycle: 'on_hold',
    approval: 'pending',
    termsVersion: 1,
    approvedAt: null,
  })
  const resumed = await org.work(buyer).transact((tx) => resumeOrder(tx, { orderId }))
  expect(resumed).toMatchObject({ kind: 'refused', code: 'changed_not_released' })
  expect(await release(orderId)).toMatchObject({ kind: 'refused', code: 'not_approved' })
  const own = { orderId, decision: 'approved', reason: '' } as const
  expect(await org.work(buyer).transact((tx) => decideOrder(tx, own))).toMatchObject({
    code: 'self_approval',
  })

  expect(await approve(orderId)).toMatchObject({ kind: 'decided' })
  expect(await release(orderId)).toMatchObject({ kind: 'released' })
  expect(await read(orderId)).toMatchObject({
    lifecycle: 'released',
    approval: 'approved',
    termsVersion: 2,
    lines: [{ orderedUnits: 5_000n, confirmedUnits: 5_000n, answer: 'changed' }],
  })
})

test('5 % dearer than approved stands at once within that limit, and stays approved', async () => {
  const orderId = await released(['200', '10'])
  expect(await answered(orderId, { price: '10.50' })).toMatchObject({ status: 'auto_accepted' })
  expect(await read(orderId)).toMatchObject({
    lifecycle: 'released',
    approval: 'approved',
    totalMinor: 210_000n,
    termsVersion: 2,
  })
})

test('5 % twice is more than was approved: it waits, and accepting it asks anew', async () => {
  const orderId = await released(['200', '10'])
  await answered(orderId, { price: '10.50' })
  const second = await answered(orderId, { price: '11.00' })
  expect(second).toMatchObject({
    status: 'needs_review',
    lines: [{ exceptions: [{ code: 'approval_needed' }] }],
  })
  await accept(second.answerId)
  expect(await read(orderId)).toMatchObject({ lifecycle: 'on_hold', approval: 'pending' })
})

test('5 % that pass the threshold of an order nobody approved wait', async () => {
  const orderId = await released(['100', '10'])
  const answer = await answered(orderId, { price: '10.01' })
  expect(answer).toMatchObject({
    status: 'needs_review',
    lines: [{ exceptions: [{ code: 'approval_needed' }] }],
  })
  expect(await read(orderId)).toMatchObject({ totalMinor: 100_000n, lifecycle: 'released' })
})

test('less, or another day, needs nobody and stays approved', async () => {
  const orderId = await released(['200', '10'])
  const answer = await answered(orderId, { quantity: '150', promisedOn: '2026-02-20' })
  expect(answer.status).toBe('needs_review')
  await accept(answer.answerId)
  expect(await read(orderId)).toMatchObject({
    lifecycle: 'released',
    approval: 'approved',
    totalMinor: 150_000n,
  })
})

test('an answer cannot release terms that were changed meanwhile', async () => {
  const orderId = await released(['50', '10'], ['10', '10'])
  const answer = await answered(orderId, undefined, { promisedOn: '2026-03-01' })
  const { lines } = await read(orderId)
  const changes = {
    lines: lines.map((line, index) => ({
      id: line.id,
      itemId: glassId,
      quantity: counted(index === 0 ? '5000' : '10'),
      price: priced(index === 0 ? '100' : '10'),
    })),
  }
  const changed = await org.work(buyer).transact((tx) => changeOrder(tx, { orderId, changes }))
  expect(changed).toMatchObject({ kind: 'changed', approval: 'pending' })
  expect(await accept(answer.answerId)).toMatchObject({ kind: 'refused', code: 'terms_pending' })

  const { answerId } = answer
  const rejected = await org
    .work(buyer)
    .transact((tx) => decideAnswer(tx, { answerId, decision: 'rejected' }))
  expect(rejected).toMatchObject({ kind: 'decided' })
  expect(await release(orderId)).toMatchObject({ kind: 'refused', code: 'not_approved' })
})
