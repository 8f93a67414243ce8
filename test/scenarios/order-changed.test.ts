/**
 * Goal: a released order is held, changed, closed or cancelled by its buyer, and its supplier only
 * ever answers the terms that stand.
 *
 * Method: the whole server over HTTP, the real worker, a real SMTP peer.
 */
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'

import { type Acted, type LinkPage, orderDesk } from '#support/order-desk'

const desk = await orderDesk()
const { api, buyer, owner, glassId, drafted, released, letterWith, linkOf } = desk
afterAll(() => desk.close())

test('an order on hold is not answered, and goes on when resumed', async () => {
  const order = await released()
  const path = await linkOf(order.id)
  await buyer.post(`/purchase-orders/${order.id}/holds`, { reason: 'Budget' })
  const page = (await api.nobody.get<LinkPage>(path)).body
  expect(page.state).toBe('waiting')
  const lines = [{ orderLineId: page.lines[0]?.id, kind: 'accept' }]
  expect((await api.nobody.post(`${path}/answers`, { lines })).status).toBe(409)
  expect((await buyer.delete(`/purchase-orders/${order.id}/holds`)).status).toBe(200)
  expect((await api.nobody.post(`${path}/answers`, { lines })).status).toBe(201)
})

test('a change that was overtaken is refused with the difference', async () => {
  const order = await released()
  await buyer.post(`/purchase-orders/${order.id}/holds`, { reason: 'Budget' })
  const stale = await buyer.post(
    `/purchase-orders/${order.id}/cancellation`,
    { reason: 'Too late' },
    { ifMatch: order.version },
  )
  expect(stale).toMatchObject({
    status: 412,
    body: { code: 'version_mismatch', errors: [{ changedBy: 'Test buyer' }] },
  })
})

describe('a changed order', () => {
  const line = (given: object) => ({
    itemId: glassId,
    price: { amount: '7.40', currency: 'EUR', per: '1', unit: 'EA' },
    ...given,
  })

  test('waits for approval and release, and goes out as the next version with a new link', async () => {
    const order = await released()
    const oldLink = await linkOf(order.id)
    const view = await buyer.get<{ lines: { id: string }[] }>(`/purchase-orders/${order.id}`)
    const lines = [
      line({ id: view.body.lines[0]?.id, quantity: { quantity: '900', unit: 'EA' } }),
      line({ quantity: { quantity: '50', unit: 'EA' } }),
    ]
    const changed = await buyer.patch<Acted>(
      `/purchase-orders/${order.id}`,
      { lines },
      { ifMatch: order.version },
    )
    expect(changed).toMatchObject({
      status: 200,
      body: { lifecycle: 'on_hold', approval: 'pending', total: { amount: '7030.00' } },
    })
    const resumed = await buyer.delete(`/purchase-orders/${order.id}/holds`)
    expect(resumed).toMatchObject({ status: 409, body: { code: 'changed_not_released' } })
    const early = await buyer.post(`/purchase-orders/${order.id}/release`)
    expect(early).toMatchObject({ status: 409, body: { code: 'not_approved' } })

    await owner.post(`/purchase-orders/${order.id}/approvals`, { decision: 'approved' })
    const again = await buyer.post<Acted>(`/purchase-orders/${order.id}/release`)
    expect(again).toMatchObject({ status: 200, body: { termsVersion: 2, number: order.number } })
    expect(await api.nobody.get(oldLink)).toMatchObject({
      status: 410,
      body: { code: 'link_revoked' },
    })
    const page = await api.nobody.get<LinkPage>(await linkOf(order.id))
    expect(page.body.lines.map((each) => each.answer)).toEqual(['none', 'none', 'none'])
    const versions = await buyer.get<{ items: { differences: object[] }[] }>(
      `/purchase-orders/${order.id}/versions`,
    )
    expect(versions.body.items[0]?.differences).toMatchObject([
      { field: 'total', before: '12432.00 EUR', after: '7030.00 EUR' },
      { lineNo: 1, field: 'quantity', before: '960 EA', after: '900 EA' },
      { lineNo: 2, field: 'state', before: 'open', after: 'cancelled' },
      { lineNo: 3, field: 'line', before: null, after: '50 EA' },
    ])
    expect(await letterWith('Changed: order')).toContain('application/pdf')
  })

  test('is rewritten freely while it is a draft', async () => {
    const orderId = await drafted({ submit: false })
    const lines = [line({ quantity: { quantity: '1', unit: 'EA' } })]
    const changed = await buyer.patch(`/purchase-orders/${orderId}`, { lines, submit: true })
    expect(changed).toMatchObject({
      status: 200,
      body: { lifecycle: 'draft', approval: 'pending' },
    })
    const { body } = await buyer.get(`/purchase-orders/${orderId}`)
    expect(body).toMatchObject({ lineCount: 1, status: 'pending_approval', lines: [{ lineNo: 3 }] })
  })
})

test('an order is closed when nothing more is to come, and reopened', async () => {
  const order = await released()
  const path = `/purchase-orders/${order.id}`
  const early = await buyer.post(`${path}/closure`, { reason: 'Done' })
  expect(early).toMatchObject({ status: 409, body: { errors: [{ lineNos: [1, 2] }] } })
  const { body } = await buyer.get<{ lines: { id: string }[] }>(path)
  const short = await buyer.post(`${path}/short-closures`, {
    lineIds: body.lines.map((line) => line.id),
    reason: 'Out of season',
  })
  expect(short).toMatchObject({ status: 200, body: { total: { amount: '0.00' } } })
  expect((await buyer.get(path)).body).toMatchObject({ expectedPayment: null, expectedOn: null })
  expect((await buyer.post(`${path}/closure`, { reason: 'Done' })).status).toBe(200)
  expect((await buyer.delete(`${path}/closure`)).body).toMatchObject({ lifecycle: 'released' })
})

test('what is cancelled is expected no more', async () => {
  const order = await released()
  const path = `/purchase-orders/${order.id}`
  expect((await buyer.post(`${path}/cancellation`, { reason: 'Twice' })).status).toBe(200)
  const { rows } = await sql<{ units: bigint; firmness: string }>`
    select units, firmness from expectation where document_id = ${order.id}::uuid
  `.execute(api.organization.db)
  expect(rows).toEqual([
    { units: 0n, firmness: 'done' },
    { units: 0n, firmness: 'done' },
  ])
})
