/**
 * Goal: goods whose lots are kept come with their lot, are inspected, counted and received away, and
 * nothing stays accrued.
 *
 * Method: the whole server over HTTP, somebody signed in for each role; the books are read by SQL.
 */
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'

import { invariant } from '#kernel/invariant'
import { goodsDesk, type Placed, type Receipt } from '#support/goods-desk'
import { pieces } from '#support/goods-flow'

const { api, placeId, creamId, placed } = await goodsDesk()
afterAll(() => api.close())

describe('cream with a lot', () => {
  let order: Placed
  let receiptId: string

  test('comes with its lot or not at all', async () => {
    order = await placed([{ itemId: creamId, quantity: 30, price: '3.3333' }])
    const [orderLineId] = order.lineIds
    const body = { orderId: order.orderId, receivedOn: '2026-01-05' }
    const without = await api
      .as('receiver')
      .post('/receipts', { ...body, lines: [{ orderLineId, accepted: pieces(10) }] })
    expect([without.status, without.body]).toMatchObject([
      422,
      { errors: [{ code: 'lot_missing' }] },
    ])

    const line = { orderLineId, accepted: pieces(10), quarantined: pieces(20) }
    const lot = { code: 'F26-318', expiresOn: '2028-10-31' }
    const answer = await api
      .as('receiver')
      .post<Receipt>('/receipts', { ...body, lines: [{ ...line, lot }] })
    expect(answer.status, answer.text).toBe(201)
    expect(answer.body).toMatchObject({
      lines: [{ lot, toInspect: pieces(20), value: { amount: '100.00' } }],
    })
    receiptId = answer.body.id
  })

  test('is inspected', async () => {
    const read = await api.as('receiver').get<Receipt>(`/receipts/${receiptId}`)
    const [line] = read.body.lines
    invariant(line !== undefined, 'the receipt has a line')
    const answer = await api.as('receiver').post<Receipt>(`/receipts/${receiptId}/inspections`, {
      lines: [{ receiptLineId: line.id, passed: pieces(15), failed: pieces(5), note: 'Dented' }],
    })
    expect(answer.status, answer.text).toBe(201)
    expect(answer.body.lines[0]?.toInspect).toEqual(pieces(0))
  })

  test('is counted, and received away', async () => {
    const [lost] = [{ itemId: creamId, quantity: pieces(-1), lot: { code: 'F26-318' } }]
    const adjusted = await api.as('receiver').post('/stock-adjustments', {
      placeId,
      adjustedOn: '2026-01-05',
      reason: 'Fell',
      lines: [lost],
    })
    expect(adjusted.status, adjusted.text).toBe(201)
    const refused = await api
      .as('receiver')
      .post(`/receipts/${receiptId}/reversal`, { reason: 'Wrong order' })
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'units_used' }])

    const found = { ...lost, quantity: pieces(1) }
    const again = await api.as('receiver').post('/stock-adjustments', {
      placeId,
      adjustedOn: '2026-01-05',
      reason: 'Found again',
      lines: [found],
    })
    expect(again.status, again.text).toBe(201)
    const reversed = await api
      .as('receiver')
      .post(`/receipts/${receiptId}/reversal`, { reason: 'Wrong order' })
    expect(reversed.status, reversed.text).toBe(201)
    const { rows } = await sql<{ units: bigint; amount: bigint }>`
      select units, amount_minor as amount from grni_balance
      where order_line_id = ${order.lineIds[0]}::uuid`.execute(api.organization.db)
    expect(rows).toEqual([{ units: 0n, amount: 0n }])
  })
})

test('the counts are listed, and each can be read', async () => {
  const viewer = api.as('viewer')
  const list = await viewer.get<{ items: { id: string }[] }>('/stock-adjustments?kind=adjustment')
  expect(list.body.items).toHaveLength(2)
  const one = await viewer.get(`/stock-adjustments/${list.body.items[0]?.id}`)
  expect(one.status, one.text).toBe(200)
})
