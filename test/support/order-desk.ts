/**
 * A desk that sends orders: the whole server over HTTP, the real worker, a real SMTP peer, and the
 * records that an order takes.
 */
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { SMTPServer } from 'smtp-server'
import { expect } from 'vitest'

import { type Serving, serveOrganization } from '#edge/worker/serve-organization'
import { subscriptions } from '#edge/worker/subscriptions'
import { tasks } from '#edge/worker/tasks'
import { readConfig } from '#platform/config'
import { createLogger } from '#platform/log'
import { closeMailTransports } from '#platform/mail/transport'
import { type TestApi, type TestClient, testApi } from './http.ts'

const id = (n: number) => `00000000-0000-7000-9000-${String(n).padStart(12, '0')}`
const [companyId, supplierId, mutedId, placeId, glassId] = [1, 2, 3, 4, 5].map(id)

export type Acted = { readonly id: string; readonly number: string; readonly version: number }
/** What the page of a supplier's link is made of. */
export type LinkPage = {
  readonly state: string
  readonly lines: readonly {
    readonly id: string
    readonly answer: string
    readonly waiting: unknown
  }[]
}

export type OrderDesk = {
  readonly api: TestApi
  readonly buyer: TestClient
  readonly owner: TestClient
  /** Every letter that left, as it was sent. */
  readonly letters: readonly string[]
  readonly glassId: string | undefined
  /** A supplier without an address. */
  readonly mutedId: string | undefined
  /** Submitted, unless said otherwise; gives the id. */
  readonly drafted: (given?: object) => Promise<string>
  readonly released: (given?: object) => Promise<Acted>
  /** The first letter with this text in it; waits for it. */
  readonly letterWith: (text: string) => Promise<string>
  readonly linkOf: (orderId: string) => Promise<string>
  readonly close: () => Promise<void>
}

export async function orderDesk(): Promise<OrderDesk> {
  const api = await testApi()
  const buyer = api.as('buyer')
  const owner = api.as('owner')
  const letters: string[] = []
  const smtp = await listenForMail(letters)
  const worker = await startWorker(api, smtp)
  await layRecords(api)
  const drafted = (given: object = {}) => draft(buyer, given)
  return {
    api,
    buyer,
    owner,
    letters,
    glassId,
    mutedId,
    drafted,
    released: async (given) => release(buyer, owner, await drafted(given)),
    letterWith: (text) => waitForLetter(letters, text),
    linkOf: async (orderId) => {
      const { body } = await buyer.get<{ path: string }>(
        `/purchase-orders/${orderId}/supplier-link`,
      )
      return `/api/supplier/${body.path.split('/').at(-1)}`
    },
    close: async () => {
      await worker.stop()
      await closeMailTransports()
      await new Promise<void>((resolve) => smtp.close(resolve))
      await api.close()
    },
  }
}

async function listenForMail(letters: string[]): Promise<SMTPServer> {
  const smtp = new SMTPServer({
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
  return smtp
}

function startWorker(api: TestApi, smtp: SMTPServer): Promise<Serving> {
  const { port } = smtp.server.address() as AddressInfo
  const config = readConfig(
    {},
    { smtpUrl: `smtp://127.0.0.1:${port}`, publicUrl: api.address, logLevel: 'fatal' },
  )
  const log = createLogger(config, 'test')
  const { secretFor } = api.installation
  return serveOrganization(api.organization, { config, secretFor, log, tasks, subscriptions })
}

async function layRecords(api: TestApi): Promise<void> {
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

async function draft(buyer: TestClient, given: object): Promise<string> {
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

async function release(buyer: TestClient, owner: TestClient, orderId: string): Promise<Acted> {
  const approved = await owner.post(`/purchase-orders/${orderId}/approvals`, {
    decision: 'approved',
  })
  expect(approved.status).toBe(200)
  const answer = await buyer.post<Acted>(`/purchase-orders/${orderId}/release`)
  expect(answer.status).toBe(200)
  return answer.body
}

async function waitForLetter(letters: readonly string[], text: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const letter = letters.find((each) => each.includes(text))
    if (letter !== undefined) return letter
    await sleep(100)
  }
  throw new Error(`no letter with ${text}`)
}
