/**
 * Goal: the main job end to end, as people do it: an order becomes a delivery at the gate, stock with
 * its cost, an accrual, an invoice matched and owed, goods sold; and the books tie.
 *
 * Method: the whole server over HTTP, somebody signed in for each role; the books are read by SQL.
 */
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'

import { goodsDesk, type Made, type Placed, price, type Receipt } from '#support/goods-desk'
import { pieces } from '#support/goods-flow'

const { api, supplierId, placeId, soapId, rate, placed } = await goodsDesk()
afterAll(() => api.close())

/** Money by control account, company currency, in minor units; accounts at zero are left out. */
async function trialBalance(): Promise<Readonly<Record<string, bigint>>> {
  const { rows } = await sql<{ control: string; amount: bigint }>`
    select account.control, sum(line.amount_minor)::bigint as amount
    from journal_line line join account on account.id = line.account_id
    group by account.control having sum(line.amount_minor) <> 0 order by account.control
  `.execute(api.organization.db)
  return Object.fromEntries(rows.map((row) => [row.control, row.amount]))
}

async function layerValue(): Promise<bigint> {
  const { rows } = await sql<{ value: bigint }>`
    select coalesce(sum(value_left_minor), 0)::bigint as value from stock_layer
  `.execute(api.organization.db)
  return rows[0]?.value ?? 0n
}

describe('a thousand euros of soap', () => {
  let order: Placed
  let receipt: Receipt

  test('is expected at the gate', async () => {
    order = await placed([{ itemId: soapId, quantity: 120, price: '10.00' }])
    const receiver = api.as('receiver')
    const arrivals = await receiver.get<{ coming: { orderId: string }[] }>('/arrivals?days=30')
    expect(arrivals.body.coming).toMatchObject([
      { orderId: order.orderId, supplierName: 'Savon de Lille', expectedOn: '2026-01-12' },
    ])
    const arrival = await receiver.get(`/arrivals/${order.orderId}`)
    expect(arrival.body).toMatchObject({
      lines: [
        {
          sku: 'SOAP-FIG-12',
          expected: pieces(120),
          packs: [{ unit: 'CARTON', contains: pieces(12) }],
        },
      ],
    })
  })

  test('comes in part, by the carton, at the rate of its day', async () => {
    const line = {
      orderLineId: order.lineIds[0],
      accepted: { quantity: '8', unit: 'CARTON' },
      rejected: pieces(4),
    }
    const answer = await api.as('receiver').post<Receipt>('/receipts', {
      orderId: order.orderId,
      receivedOn: '2026-01-05',
      deliveryNote: 'DN 77',
      lines: [line],
    })
    expect(answer.status, answer.text).toBe(201)
    receipt = answer.body
    expect(receipt.value.amount).toBe('1000.00')
    expect(receipt.companyValue.amount).toBe('1100.00')
    expect(receipt.remarks.map((remark) => remark.code)).toEqual(['early', 'short', 'rejected'])
    expect(await trialBalance()).toEqual({ inventory: 110_000n, grni: -110_000n })
  })

  test('is never more than was ordered', async () => {
    const answer = await api.as('receiver').post<{ errors: object[] }>('/receipts', {
      orderId: order.orderId,
      receivedOn: '2026-01-05',
      lines: [{ orderLineId: order.lineIds[0], accepted: pieces(21) }],
    })
    expect([answer.status, answer.body]).toMatchObject([
      409,
      { code: 'over_receipt', errors: [{ remaining: pieces(20), remainingUnits: '20' }] },
    ])
  })

  test('goes back where it was bad', async () => {
    const answer = await api.as('receiver').post('/supplier-returns', {
      orderId: order.orderId,
      returnedOn: '2026-01-05',
      rmaNumber: 'RMA 5',
      reason: 'Leaking',
      lines: [{ orderLineId: order.lineIds[0], from: 'rejected', quantity: pieces(4) }],
    })
    expect(answer.status, answer.text).toBe(201)
    expect(answer.body).toMatchObject({ lines: [{ accrued: { amount: '40.00' } }] })
    expect(await trialBalance()).toEqual({ inventory: 105_600n, grni: -105_600n })
  })

  test('is invoiced, matched and owed, at the rate of the invoice', async () => {
    await rate('2026-01-05', '1.12')
    const answer = await api.as('ap_clerk').post('/supplier-invoices', {
      supplierId,
      supplierNumber: 'F-2026-11',
      invoicedOn: '2026-01-05',
      match: true,
      lines: [
        {
          kind: 'goods',
          orderLineId: order.lineIds[0],
          quantity: pieces(96),
          price: price('10.00'),
        },
      ],
    })
    expect(answer.status, answer.text).toBe(201)
    // 960 EUR: accrued at 1.10, owed at 1.12.
    expect(await trialBalance()).toEqual({
      inventory: 105_600n,
      fx_realised: 1_920n,
      accounts_payable: -107_520n,
    })
    expect(await layerValue()).toBe(105_600n)
  })

  test('is sold at its cost', async () => {
    const answer = await api.as('receiver').post('/sale-issues', {
      placeId,
      issuedOn: '2026-01-05',
      customerReference: 'Web 1001',
      lines: [{ itemId: soapId, quantity: pieces(48) }],
    })
    expect(answer.status, answer.text).toBe(201)
    expect(answer.body).toMatchObject({ cost: { amount: '528.00' } })
    const balance = await trialBalance()
    expect(balance).toMatchObject({ inventory: 52_800n, cogs: 52_800n })
    expect(await layerValue()).toBe(52_800n)
  })

  test('can not be received away once it was invoiced', async () => {
    const answer = await api
      .as('receiver')
      .post<{ errors: { code: string }[] }>(`/receipts/${receipt.id}/reversal`, {
        reason: 'Counted twice',
      })
    expect(answer.status).toBe(409)
    const codes = answer.body.errors.map((error) => error.code)
    expect(codes).toEqual(['units_returned', 'units_invoiced', 'units_used'])
  })
})

describe('a dearer invoice at another rate (rules.md 7)', () => {
  let order: Placed
  let invoiceId: string

  test('is held with its reason', async () => {
    order = await placed([{ itemId: soapId, quantity: 100, price: '10.00' }])
    const [orderLineId] = order.lineIds
    const received = await api.as('receiver').post('/receipts', {
      orderId: order.orderId,
      // The day before the rate rose to 1.12.
      receivedOn: '2026-01-04',
      lines: [{ orderLineId, accepted: pieces(100) }],
    })
    expect(received.status, received.text).toBe(201)
    expect(received.body).toMatchObject({ companyValue: { amount: '1100.00' } })

    const goods = { kind: 'goods', orderLineId, quantity: pieces(100), price: price('10.50') }
    const answer = await api.as('ap_clerk').post<Made>('/supplier-invoices', {
      supplierId,
      supplierNumber: 'F-2026-12',
      invoicedOn: '2026-01-05',
      match: true,
      lines: [goods],
    })
    expect(answer.status, answer.text).toBe(201)
    invoiceId = answer.body.id
    const queue = await api.as('ap_clerk').get<{ items: { id: string }[] }>('/match-queue')
    expect(queue.body.items.map((item) => item.id)).toContain(invoiceId)
  })

  test('released, owes 1,176 for 1,100 of stock, 56 of price and 20 of exchange', async () => {
    const before = await trialBalance()
    const answer = await api
      .as('owner')
      .post(`/supplier-invoices/${invoiceId}/release`, { reason: 'The price rise was agreed' })
    expect(answer.status, answer.text).toBe(200)
    const after = await trialBalance()
    const rise = (control: string) => (after[control] ?? 0n) - (before[control] ?? 0n)
    expect({
      accounts_payable: rise('accounts_payable'),
      grni: rise('grni'),
      inventory: rise('inventory'),
      fx_realised: rise('fx_realised'),
      price_variance: rise('price_variance'),
    }).toEqual({
      accounts_payable: -117_600n,
      grni: 110_000n,
      inventory: 5_600n,
      fx_realised: 2_000n,
      price_variance: 0n,
    })
    expect(await layerValue()).toBe(after['inventory'])
  })
})

test('lists show what was posted, newest first', async () => {
  const viewer = api.as('viewer')
  const receipts = await viewer.get<{ items: { number: string }[] }>('/receipts?sort=-no&q=gr-0')
  expect(receipts.body.items.map((item) => item.number)).toEqual(['GR-00002', 'GR-00001'])
  for (const path of ['/supplier-returns', '/sale-issues']) {
    const list = await viewer.get<{ items: { id: string }[] }>(path)
    expect(list.status, list.text).toBe(200)
    const [first] = list.body.items
    const one = await viewer.get(`${path}/${first?.id}`)
    expect(one.status, one.text).toBe(200)
  }
})
