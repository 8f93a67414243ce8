/**
 * Goal: a released order reaches its supplier once, with its PDF and a link that works; the supplier
 * answers on the page of the link without an account, and the buyer decides what went past a limit.
 *
 * Method: the whole server over HTTP, the real worker, a real SMTP peer.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'

import { type Acted, type LinkPage, orderDesk } from '#support/order-desk'

const desk = await orderDesk()
const { api, buyer, owner, letters, glassId, mutedId, drafted, released, letterWith, linkOf } = desk
afterAll(() => desk.close())

describe('a released order', () => {
  test('reaches its supplier once, with PDF and link, though two buyers release it', async () => {
    const orderId = await drafted()
    await owner.post(`/purchase-orders/${orderId}/approvals`, { decision: 'approved' })
    const both = await Promise.all(
      [buyer, owner].map((who) => who.post<Acted>(`/purchase-orders/${orderId}/release`)),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const number = both.find(({ status }) => status === 200)?.body.number ?? ''
    const letter = await letterWith(number)
    expect(letter).toContain('application/pdf')
    expect(letter.replaceAll('=\r\n', '')).toContain(`/s/${api.organization.slug}.`)
    await sleep(300)
    expect(letters.filter((each) => each.includes(number))).toHaveLength(1)

    const mail = await owner.get<{ items: { id: string; status: string }[] }>(
      `/mail-messages?subjectId=${orderId}`,
    )
    expect(mail.body.items).toMatchObject([{ status: 'sent' }])
    const { body } = await owner.get<{ body: string; link: string }>(
      `/mail-messages/${mail.body.items[0]?.id}`,
    )
    expect(body.body).toContain(body.link)
    expect((await buyer.get('/mail-messages')).status).toBe(403)
    const kept = await sql<{ text: string }>`select body_text as text from mail_message`.execute(
      api.organization.db,
    )
    expect(kept.rows.every(({ text }) => text.includes('{{link}}'))).toBe(true)
  })

  test('without an address is released without mail', async () => {
    const order = await released({ supplierId: mutedId })
    expect(order).toMatchObject({ isMailed: false })
  })

  test('shows all that its workspace needs', async () => {
    const order = await released()
    const { status, body } = await buyer.get(`/purchase-orders/${order.id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'released', approval: 'approved', lineCount: 2 })
    const list = await buyer.get<{ items: object[] }>(
      '/purchase-orders?lifecycle=released&answer=none&receipt=open&sort=-total',
    )
    expect(list.body.items.length).toBeGreaterThan(0)
    const told = await buyer.get<{ items: { type: string }[] }>(
      `/purchase-orders/${order.id}/timeline`,
    )
    expect(told.body.items.map(({ type }) => type).sort()).toEqual([
      'approval.approved',
      'approval.requested',
      'order.approved',
      'order.created',
      'order.released',
      'order.submitted',
    ])
    const pdf = await buyer.get(`/purchase-orders/${order.id}/document.pdf`)
    expect(pdf.text.slice(0, 5)).toBe('%PDF-')
  })
})

describe('the page of a link', () => {
  test('can be looked at without changing anything', async () => {
    const order = await released()
    const path = await linkOf(order.id)
    const before = await buyer.get<{ version: number; link: object }>(
      `/purchase-orders/${order.id}`,
    )
    const page = await api.nobody.get<LinkPage>(path)
    expect(page).toMatchObject({ status: 200, body: { state: 'open', number: order.number } })
    expect((await api.nobody.get(`${path}/order.pdf`)).text.slice(0, 5)).toBe('%PDF-')
    const after = await buyer.get<{ version: number; link: object }>(`/purchase-orders/${order.id}`)
    expect(after.body).toEqual(before.body)
    expect((await api.nobody.post(`${path}/seen`)).status).toBe(204)
    expect(
      (await buyer.get<{ link: object }>(`/purchase-orders/${order.id}`)).body.link,
    ).not.toEqual(before.body.link)
  })

  test('takes an answer; what went past a limit waits for the buyer', async () => {
    const order = await released()
    const path = await linkOf(order.id)
    const { lines } = (await api.nobody.get<LinkPage>(path)).body
    const [first, second] = lines.map((line) => line.id)
    const answer = {
      message: 'Mould repair until 15 Jan',
      lines: [
        { orderLineId: first, kind: 'accept' },
        { orderLineId: second, kind: 'change', promisedOn: '2026-02-08', comment: 'Mould repair' },
      ],
    }
    const taken = await api.nobody.post(`${path}/answers`, answer, { key: 'once' })
    expect(taken).toMatchObject({
      status: 201,
      body: { status: 'needs_review', acceptedLineIds: [first], waitingLineIds: [second] },
    })
    const again = await api.nobody.post(`${path}/answers`, answer, { key: 'once' })
    expect(again.body).toEqual(taken.body)

    const list = await buyer.get<{ items: { id: string }[] }>(
      `/supplier-answers?orderId=${order.id}&status=needs_review`,
    )
    expect(list.body.items).toHaveLength(1)
    const answerId = list.body.items[0]?.id
    const view = await buyer.get<{ lines: { exceptions: { detail: string }[] }[] }>(
      `/supplier-answers/${answerId}`,
    )
    expect(view.body.lines[1]?.exceptions[0]?.detail).toBe(
      'Promised 7 days later than asked; 3 are accepted at once.',
    )
    const decided = await buyer.post(`/supplier-answers/${answerId}/decisions`, {
      decision: 'accepted',
      reason: 'In time for spring',
    })
    expect(decided.status).toBe(200)
    const letter = (await letterWith(`Your answer to order ${order.number}`)).replaceAll(
      '=\r\n',
      '',
    )
    expect(letter).toContain('Line 2: Accepted. It stands at: 720 EA GLS-TUM-4')
    expect(letter).toContain('Reason: In time for spring')
    expect(letter).toContain(path.replace('/api/supplier/', '/s/'))
    expect(letter).not.toContain('Line 1')
    const { body } = await buyer.get(`/purchase-orders/${order.id}`)
    expect(body).toMatchObject({
      answer: 'full',
      answerToReview: null,
      lines: [{ promisedOn: '2026-02-01' }, { promisedOn: '2026-02-08', promisedLateDays: 7 }],
    })
    const versions = await buyer.get<{ items: { differences: object[] }[] }>(
      `/purchase-orders/${order.id}/versions`,
    )
    expect(versions.body.items[0]?.differences).toMatchObject([
      { lineNo: 1, field: 'promisedOn', before: null, after: '2026-02-01' },
      { lineNo: 2, field: 'promisedOn', before: null, after: '2026-02-08' },
    ])
  })

  test('asks and takes packs as the buyer typed them, priced per piece', async () => {
    const price = { amount: '11.9040', currency: 'EUR', per: '1', unit: 'EA' }
    const order = await released({
      lines: [{ itemId: glassId, quantity: { quantity: '10', unit: 'CASE' }, price }],
    })
    const path = await linkOf(order.id)
    const asked = (await api.nobody.get<LinkPage>(path)).body.lines[0]
    const stocked = { quantity: '100', unit: 'EA' }
    expect(asked).toMatchObject({ quantity: { quantity: '10', unit: 'CASE' }, stocked, price })
    const said = { quantity: { quantity: '8', unit: 'CASE' }, price }
    const lines = [{ orderLineId: asked?.id, kind: 'change', ...said }]
    expect((await api.nobody.post(`${path}/answers`, { lines })).status).toBe(201)
    expect((await api.nobody.get<LinkPage>(path)).body.lines[0]?.waiting).toMatchObject(said)

    const { body } = await buyer.get<{ answerToReview: { id: string } }>(
      `/purchase-orders/${order.id}`,
    )
    expect(body.answerToReview).toMatchObject({ lines: [{ price, asked: { price } }] })
    const decision = { decision: 'accepted' }
    api.clock.set(new Date(api.clock().getTime() + 1_000))
    await buyer.post(`/supplier-answers/${body.answerToReview.id}/decisions`, decision)
    expect((await buyer.get(`/purchase-orders/${order.id}`)).body).toMatchObject({
      approval: 'approved',
      lines: [{ entered: said.quantity, ordered: { quantity: '80' }, price }],
      total: { amount: '952.32' },
    })
  })

  test('says so in words when the link is unknown or over', async () => {
    const unknown = await api.nobody.get(`/api/supplier/test.${'x'.repeat(43)}`)
    expect(unknown).toMatchObject({ status: 404, body: { code: 'link_unknown' } })
    const order = await released()
    const path = await linkOf(order.id)
    await sql`update supplier_link set expires_at = '2026-01-01' where order_id = ${order.id}::uuid`.execute(
      api.organization.db,
    )
    expect(await api.nobody.get(path)).toMatchObject({
      status: 410,
      body: { code: 'link_expired' },
    })
  })
})

test('numbers have no gaps, though some releases were refused', async () => {
  const { rows } = await sql<{ given: number; last: number }>`
    select count(number)::int as given, max(substring(number from 4)::int) as last
    from purchase_order
  `.execute(api.organization.db)
  expect(rows[0]?.given).toBeGreaterThan(5)
  expect(rows[0]?.last).toBe(rows[0]?.given)
})
