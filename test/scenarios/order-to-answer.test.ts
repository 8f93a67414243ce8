/**
 * Goal: a released order reaches its supplier once, with its PDF and a link that works; the supplier
 * answers on the page of the link without an account, and the buyer decides what went past a limit.
 *
 * Method: the whole server over HTTP, the real worker, a real SMTP peer.
 */
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Serving, serveOrganization } from '#edge/worker/serve-organization'
import { subscriptions } from '#edge/worker/subscriptions'
import { tasks } from '#edge/worker/tasks'
import { readConfig } from '#platform/config'
import { createLogger } from '#platform/log'
import { closeMailTransports } from '#platform/mail/transport'
import { type TestApi, type TestClient, testApi } from '#support/http'

let api: TestApi
let buyer: TestClient
let owner: TestClient
let smtp: SMTPServer
let worker: Serving
const letters: string[] = []

const id = (n: number) => `00000000-0000-7000-9000-${String(n).padStart(12, '0')}`
const [companyId, supplierId, mutedId, placeId, glassId] = [1, 2, 3, 4, 5].map(id)

beforeAll(async () => {
  api = await testApi()
  buyer = api.as('buyer')
  owner = api.as('owner')
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        letters.push(Buffer.concat(chunks).toString())
        done()
      })
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  const config = readConfig(
    {},
    { smtpUrl: `smtp://127.0.0.1:${port}`, publicUrl: api.address, logLevel: 'fatal' },
  )
  const log = createLogger(config, 'test')
  const { secretFor } = api.installation
  worker = await serveOrganization(api.organization, {
    config,
    secretFor,
    log,
    tasks,
    subscriptions,
  })
  await layRecords()
})

afterAll(async () => {
  await worker.stop()
  await closeMailTransports()
  await new Promise<void>((resolve) => smtp.close(resolve))
  await api.close()
})

async function layRecords(): Promise<void> {
  const { db } = api.organization
  await sql`
    insert into company (id, code, name, currency, approval_over_minor, answer_late_days_max)
    values (${companyId}::uuid, 'MF', 'Marlow & Finch', 'EUR', 0, 3)
  `.execute(db)
  await sql`
    insert into supplier (id, code, name, currency, email) values
      (${supplierId}::uuid, 'VB', 'Vetreria Bormia', 'EUR', 'giulia@vetreria.example'),
      (${mutedId}::uuid, 'MU', 'Muted Glass', 'EUR', '')
  `.execute(db)
  await sql`
    insert into place (id, code, name, company_id) values (${placeId}::uuid, 'M', 'Main', ${companyId}::uuid)
  `.execute(db)
  await sql`
    insert into item (id, sku, name, unit) values (${glassId}::uuid, 'GLS-TUM-4', 'Tumbler', 'EA')
  `.execute(db)
  await sql`
    insert into item_pack (id, item_id, unit, numerator)
    values (${id(6)}::uuid, ${glassId}::uuid, 'CASE', 10)
  `.execute(db)
}

type Acted = { readonly id: string; readonly number: string; readonly version: number }
type Page = {
  readonly state: string
  readonly lines: readonly {
    readonly id: string
    readonly answer: string
    readonly waiting: unknown
  }[]
}

async function drafted(given: object = {}): Promise<string> {
  const line = (quantity: string) => ({
    itemId: glassId,
    quantity: { quantity, unit: 'EA' },
    price: { amount: '7.40', currency: 'EUR', per: '1', unit: 'EA' },
  })
  const body = { supplierId, placeId, requestedOn: '2026-02-01', submit: true, ...given }
  const made = await buyer.post<Acted>('/purchase-orders', {
    lines: [line('960'), line('720')],
    ...body,
  })
  expect(made.status).toBe(201)
  return made.body.id
}

async function released(given: object = {}): Promise<Acted> {
  const orderId = await drafted(given)
  const approved = await owner.post(`/purchase-orders/${orderId}/approvals`, {
    decision: 'approved',
  })
  expect(approved.status).toBe(200)
  const answer = await buyer.post<Acted>(`/purchase-orders/${orderId}/release`)
  expect(answer.status).toBe(200)
  return answer.body
}

async function letterOf(number: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const letter = letters.find((each) => each.includes(number))
    if (letter !== undefined) return letter
    await sleep(100)
  }
  throw new Error(`no letter about ${number}`)
}

async function linkOf(orderId: string): Promise<string> {
  const { body } = await buyer.get<{ path: string }>(`/purchase-orders/${orderId}/supplier-link`)
  return `/api/supplier/${body.path.split('/').at(-1)}`
}

describe('a released order', () => {
  test('reaches its supplier once, with PDF and link, though two buyers release it', async () => {
    const orderId = await drafted()
    await owner.post(`/purchase-orders/${orderId}/approvals`, { decision: 'approved' })
    const both = await Promise.all(
      [buyer, owner].map((who) => who.post<Acted>(`/purchase-orders/${orderId}/release`)),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const number = both.find(({ status }) => status === 200)?.body.number ?? ''
    const letter = await letterOf(number)
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
    const page = await api.nobody.get<Page>(path)
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
    const { lines } = (await api.nobody.get<Page>(path)).body
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
    })
    expect(decided.status).toBe(200)
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
    const asked = (await api.nobody.get<Page>(path)).body.lines[0]
    const stocked = { quantity: '100', unit: 'EA' }
    expect(asked).toMatchObject({ quantity: { quantity: '10', unit: 'CASE' }, stocked, price })
    const said = { quantity: { quantity: '8', unit: 'CASE' }, price }
    const lines = [{ orderLineId: asked?.id, kind: 'change', ...said }]
    expect((await api.nobody.post(`${path}/answers`, { lines })).status).toBe(201)
    expect((await api.nobody.get<Page>(path)).body.lines[0]?.waiting).toMatchObject(said)

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

test('an order on hold is not answered, and goes on when resumed', async () => {
  const order = await released()
  const path = await linkOf(order.id)
  await buyer.post(`/purchase-orders/${order.id}/holds`, { reason: 'Budget' })
  const page = (await api.nobody.get<Page>(path)).body
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
    const page = await api.nobody.get<Page>(await linkOf(order.id))
    expect(page.body.lines.map((each) => each.answer)).toEqual(['none', 'none', 'none'])
    const versions = await buyer.get<{ items: { differences: object[] }[] }>(
      `/purchase-orders/${order.id}/versions`,
    )
    expect(versions.body.items[0]?.differences).toMatchObject([
      { field: 'totalMinor', before: '12432.00', after: '7030.00' },
      { lineNo: 1, field: 'quantity', before: '960 EA', after: '900 EA' },
      { lineNo: 2, field: 'state', before: 'open', after: 'cancelled' },
      { lineNo: 3, field: 'line', before: null, after: '50 EA' },
    ])
    expect(await letterOf('Changed: order')).toContain('application/pdf')
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

test('numbers have no gaps, though some releases were refused', async () => {
  const { rows } = await sql<{ given: number; last: number }>`
    select count(number)::int as given, max(substring(number from 4)::int) as last
    from purchase_order
  `.execute(api.organization.db)
  expect(rows[0]?.given).toBeGreaterThan(5)
  expect(rows[0]?.last).toBe(rows[0]?.given)
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
