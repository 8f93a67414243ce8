/**
 * Goal: an order goes from draft to a supplier's answer on a real database, and each act refuses what
 * it must.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { permissionsOf } from '#platform/permissions'
import type { Actor, Tx } from '#platform/work'
import { actorFor, type TestOrganization, testOrganization } from '#support/database'

import { answerOrder } from './actions/answer-order.ts'
import { createOrder } from './actions/create-order.ts'
import { decideAnswer } from './actions/decide-answer.ts'
import { decideOrder } from './actions/decide-order.ts'
import { recordReceived } from './actions/record-quantities.ts'
import { releaseOrder } from './actions/release-order.ts'
import type { CreateOrderInput } from './contract.ts'
import { lockOrder, lockOrderLines } from './store/lock.ts'
import type { OrderId } from './store/order-for-work.ts'

const id = (n: number) => `00000000-0000-7000-9000-${String(n).padStart(12, '0')}`
const companyId = id(1)
const supplierId = id(2)
const placeId = id(3)
const glassId = id(4)

let org: TestOrganization

beforeAll(async () => {
  org = await testOrganization()
  await sql`
    insert into company (id, code, name, currency, approval_over_minor, answer_late_days_max,
      answer_short_bps_max) values (${companyId}::uuid, 'C', 'Company', 'EUR', 0, 2, 500)
  `.execute(org.db)
  await sql`
    insert into supplier (id, code, name, currency, email)
    values (${supplierId}::uuid, 'S', 'Supplier', 'EUR', 'sales@supplier.example')
  `.execute(org.db)
  await sql`
    insert into place (id, code, name, company_id) values (${placeId}::uuid, 'P', 'Place', ${companyId}::uuid)
  `.execute(org.db)
  await sql`
    insert into item (id, sku, name, unit) values (${glassId}::uuid, 'GLS', 'Glass', 'EA')
  `.execute(org.db)
  await sql`
    insert into item_pack (id, item_id, unit, numerator)
    values (${id(5)}::uuid, ${glassId}::uuid, 'CASE', 12)
  `.execute(org.db)
})

afterAll(() => org.close())

const glasses = (quantity: string, unit = 'EA'): CreateOrderInput['lines'][number] => ({
  itemId: glassId,
  quantity: { quantity, unit },
  price: { amount: '2.50', currency: 'EUR', per: '1', unit: 'EA' },
})

const order = (given: Partial<CreateOrderInput> = {}): CreateOrderInput => ({
  supplierId,
  placeId,
  requestedOn: '2026-02-01',
  lines: [glasses('100'), glasses('2', 'CASE')],
  submit: true,
  ...given,
})

const approver = actorFor('owner')
const buyer: Actor = { ...actorFor('buyer'), permissions: permissionsOf('buyer') }

async function created(given: Partial<CreateOrderInput> = {}): Promise<OrderId> {
  const outcome = await org.work(buyer).transact((tx) => createOrder(tx, order(given)))
  if (outcome.kind !== 'created') throw new Error(JSON.stringify(outcome))
  return outcome.orderId
}

async function released(given: Partial<CreateOrderInput> = {}): Promise<OrderId> {
  const orderId = await created(given)
  const decision = { orderId, decision: 'approved', reason: '' } as const
  expect(await org.work(approver).transact((tx) => decideOrder(tx, decision))).toMatchObject({
    kind: 'decided',
  })
  expect(await org.work(buyer).transact((tx) => releaseOrder(tx, { orderId }))).toMatchObject({
    kind: 'released',
  })
  return orderId
}

const locked = (orderId: OrderId) =>
  org.work(buyer).transact(async (tx) => {
    const found = await lockOrder(tx, orderId)
    if (found === undefined) throw new Error('no such order')
    return found
  })

describe('a draft', () => {
  test('counts packs exactly and adds up its lines', async () => {
    const draft = await locked(await created())
    expect(draft.lines.map((line) => line.orderedUnits)).toEqual([100n, 24n])
    expect(draft).toMatchObject({ totalMinor: 31_000n, number: null, lifecycle: 'draft' })
  })

  test('is refused with every reason at once', async () => {
    const outcome = await org.work(buyer).transact((tx) =>
      createOrder(
        tx,
        order({
          supplierId: id(99),
          requestedOn: '2025-01-01',
          currency: 'EUR',
          lines: [glasses('0'), { ...glasses('1'), itemId: id(98) }, glasses('1', 'BOX')],
        }),
      ),
    )
    expect(outcome.kind === 'refused' && outcome.reasons.map((each) => each.code)).toEqual([
      'supplier_unknown',
      'requested_too_early',
      'quantity_zero',
      'item_unknown',
      'unit_unknown',
    ])
  })

  test('with the same external id is the same order', async () => {
    const key = { sourceSystem: 'old', externalId: 'A-1' }
    const orderId = await created(key)
    const again = await org.work(buyer).transact((tx) => createOrder(tx, order(key)))
    expect(again).toMatchObject({ kind: 'existing', orderId })
  })

  test('is not released before somebody else approved it', async () => {
    const orderId = await created()
    expect(await org.work(buyer).transact((tx) => releaseOrder(tx, { orderId }))).toMatchObject({
      kind: 'refused',
      code: 'not_approved',
    })
    const self = { orderId, decision: 'approved', reason: '' } as const
    expect(await org.work(buyer).transact((tx) => decideOrder(tx, self))).toMatchObject({
      kind: 'refused',
      code: 'self_approval',
    })
  })
})

test('two buyers who release one order get one number', async () => {
  const orderId = await created()
  await org
    .work(approver)
    .transact((tx) => decideOrder(tx, { orderId, decision: 'approved', reason: '' }))
  const outcomes = await Promise.all(
    [1, 2].map(() => org.work(buyer).transact((tx) => releaseOrder(tx, { orderId }))),
  )
  expect(outcomes.map((each) => each.kind).sort()).toEqual(['refused', 'released'])
})

describe('an answer', () => {
  test('as asked stands at once and confirms the goods', async () => {
    const orderId = await released()
    const before = await locked(orderId)
    const lines = before.lines.map((line) => ({ orderLineId: line.id, kind: 'accept' as const }))
    const outcome = await org
      .work(buyer)
      .transact((tx) => answerOrder(tx, { orderId, channel: 'buyer', lines }))
    expect(outcome).toMatchObject({ kind: 'answered', status: 'auto_accepted' })
    const after = await locked(orderId)
    expect(after.lines.map((line) => line.confirmedUnits)).toEqual([100n, 24n])
    expect(after.termsVersion).toBe(1)
    const firm = await sql<{ firmness: string }>`
      select firmness from expectation where document_id = ${orderId}::uuid
    `.execute(org.db)
    expect(firm.rows.map((row) => row.firmness)).toEqual(['confirmed', 'confirmed'])
  })

  test('past a limit waits for the buyer, the other lines stand', async () => {
    const orderId = await released()
    const [first, second] = (await locked(orderId)).lines
    const outcome = await org.work(buyer).transact((tx) =>
      answerOrder(tx, {
        orderId,
        channel: 'buyer',
        lines: [
          { orderLineId: first?.id ?? '', kind: 'change', promisedOn: '2026-02-04' },
          { orderLineId: second?.id ?? '', kind: 'change', promisedOn: '2026-02-03' },
        ],
      }),
    )
    if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome))
    expect(outcome.status).toBe('needs_review')
    const waiting = await locked(orderId)
    expect(waiting.lines.map((line) => line.answer)).toEqual(['to_review', 'changed'])
    expect(waiting.termsVersion).toBe(2)

    const { answerId } = outcome
    const decided = await org
      .work(buyer)
      .transact((tx) => decideAnswer(tx, { answerId, decision: 'accepted' }))
    expect(decided).toMatchObject({ kind: 'decided' })
    const after = await locked(orderId)
    expect(after.lines.map((line) => line.promisedOn)).toEqual(['2026-02-04', '2026-02-03'])
    expect(after.lines.map((line) => line.answer)).toEqual(['changed', 'changed'])
    const again = await org
      .work(buyer)
      .transact((tx) => decideAnswer(tx, { answerId, decision: 'accepted' }))
    expect(again).toMatchObject({ kind: 'refused', code: 'answer_decided' })
  })

  test('a refusal that is accepted cancels the line', async () => {
    const orderId = await released()
    const [first] = (await locked(orderId)).lines
    const lines = [{ orderLineId: first?.id ?? '', kind: 'refuse' as const, comment: 'Not made' }]
    const outcome = await org
      .work(buyer)
      .transact((tx) => answerOrder(tx, { orderId, channel: 'buyer', lines }))
    if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome))
    const { answerId } = outcome
    await org.work(buyer).transact((tx) => decideAnswer(tx, { answerId, decision: 'accepted' }))
    const after = await locked(orderId)
    expect(after.lines[0]).toMatchObject({ state: 'cancelled', cancelledUnits: 100n })
    expect(after.totalMinor).toBe(6_000n)
  })
})

test('receipts add to the ledger of the line and short-close what is within tolerance', async () => {
  const orderId = await released()
  const [first] = (await locked(orderId)).lines
  const orderLineId = first?.id
  if (orderLineId === undefined) throw new Error('no line')
  const receivedAt = new Date('2026-02-01T10:00:00Z')
  const receive = (accepted: bigint, isLast: boolean) =>
    org.as('receiver').transact(async (tx) => {
      await lockOrder(tx, orderId)
      return recordReceived(tx, {
        orderId,
        receivedAt,
        cause: { kind: 'receipt', id: tx.newId() },
        deltas: [{ orderLineId, acceptedUnits: accepted, quarantinedUnits: 0n, rejectedUnits: 0n }],
        completes: isLast ? [orderLineId] : [],
      })
    })
  await Promise.all(Array.from({ length: 9 }, () => receive(10n, false)))
  await receive(8n, true)
  expect((await locked(orderId)).lines[0]).toMatchObject({
    acceptedUnits: 98n,
    cancelledUnits: 2n,
    state: 'short_closed',
  })
  await receive(-8n, false)
  expect((await locked(orderId)).lines[0]).toMatchObject({ state: 'open', cancelledUnits: 0n })
})

describe('who waits for a lock sees what the one before left behind', () => {
  const seen = async (orderId: OrderId, lock: (tx: Tx) => Promise<bigint>) => {
    const [first] = (await locked(orderId)).lines
    if (first === undefined) throw new Error('no line')
    const one = { quarantinedUnits: 0n, rejectedUnits: 0n, acceptedUnits: 1n }
    return org.as('receiver').transact(async (tx) => {
      const units = await lock(tx)
      await recordReceived(tx, {
        orderId,
        receivedAt: tx.now,
        cause: { kind: 'receipt', id: tx.newId() },
        deltas: [{ orderLineId: first.id, ...one }],
        completes: [],
      })
      return units
    })
  }
  const twenty = Array.from({ length: 20 }, (_, at) => BigInt(at))
  const inOrder = (units: readonly bigint[]) => units.toSorted((a, b) => Number(a - b))

  test('of an order', async () => {
    const orderId = await released()
    const lock = async (tx: Tx) => (await lockOrder(tx, orderId))?.lines[0]?.acceptedUnits ?? -1n
    const units = await Promise.all(twenty.map(() => seen(orderId, lock)))
    expect(inOrder(units)).toEqual(twenty)
  })

  test('of lines', async () => {
    const orderId = await released()
    const [first] = (await locked(orderId)).lines
    const ids = first === undefined ? [] : [first.id]
    const lock = async (tx: Tx) => (await lockOrderLines(tx, ids))[0]?.acceptedUnits ?? -1n
    const units = await Promise.all(twenty.map(() => seen(orderId, lock)))
    expect(inOrder(units)).toEqual(twenty)
  })
})
