/**
 * Races over HTTP: of those who want the same thing at once, exactly as many get it as there is of it, and
 * everybody else is told why not.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'

import type { Answer, Client } from '../support/client.ts'
import { freshFolder, type Live, removeFolder, startLive } from '../support/live.ts'
import { type MailPeer, startMailPeer } from '../support/mail-peer.ts'
import { type Inside, lookInside } from '../support/server-facts.ts'
import { makeWorld, type World } from '../support/world.ts'
import type { Proof } from './proof.ts'

const clientCount = 50
const twinCount = 20
/** How many mails there are is proved, not how fast: a busy machine may take its time. */
const mailMsMax = 300_000
/** A mail that came twice comes again within this. */
const quietMs = 6_500

type Scene = {
  readonly world: World
  readonly inside: Inside
  readonly peer: MailPeer
  /** Complaints; none when all is well. */
  readonly wrong: string[]
}

type Count = Readonly<Record<string, number>>

export const proof: Proof = async ({ isShort }) => {
  const peer = await startMailPeer()
  const dataFolder = freshFolder()
  const live = await startLive({ dataFolder, environment: { SMTP_URL: peer.url } })
  try {
    return await race(live, peer, isShort)
  } finally {
    await live.stop()
    await peer.close()
    removeFolder(dataFolder)
  }
}

async function race(live: Live, peer: MailPeer, isShort: boolean) {
  const world = await makeWorld(live, { suppliers: 4, items: 8 })
  const inside = await lookInside(live.dataFolder, world.organization)
  const scene: Scene = { world, inside, peer, wrong: [] }
  try {
    await allowTenPercentMore(scene)
    const receipts = await rounds(isShort ? 3 : 12, (no) => oneLineForFifty(scene, no))
    const matches = await rounds(isShort ? 4 : 25, (no) => oneInvoiceForTwo(scene, no))
    const releases = await rounds(isShort ? 4 : 25, () => oneOrderForTwo(scene))
    const twins = await rounds(isShort ? 2 : 10, () => oneKeyForTwenty(scene))
    const mails = await oneMailEach(scene)
    const { wrong } = scene
    return {
      holds: wrong.length === 0,
      measured: true,
      receipts,
      matches,
      releases,
      twins,
      mails,
      ...(wrong.length === 0 ? {} : { wrong: wrong.slice(0, 10) }),
    }
  } finally {
    world.close()
    await inside.close()
  }
}

/** One after the other; the counts are added up. */
async function rounds(count: number, round: (no: number) => Promise<Count>): Promise<Count> {
  const sum: Record<string, number> = { rounds: count }
  for (let no = 0; no < count; no += 1) {
    for (const [name, counted] of Object.entries(await round(no))) {
      sum[name] = (sum[name] ?? 0) + counted
    }
  }
  return sum
}

async function allowTenPercentMore({ world: { buyer, at } }: Scene): Promise<void> {
  const { items } = await buyer.json<{ items: { id: string }[] }>(at('/companies'))
  const body = { receiptOverBps: 1_000 }
  await buyer.json(at(`/companies/${items[0]?.id}`), { method: 'PATCH', body })
}

const day = new Date().toISOString().slice(0, 10)
const pieces = (quantity: number) => ({ quantity: `${quantity}`, unit: 'EA' })
const price = { amount: '4.75', currency: 'USD', per: '1', unit: 'EA' }

type Order = { readonly id: string; readonly supplierId: string; readonly lineId: string }

/** Approved, and released unless told otherwise. */
async function orderOf(world: World, units: number, isReleased = true): Promise<Order> {
  const { buyer, approver, at } = world
  const supplierId = world.supplierIds[0] ?? ''
  const line = { itemId: world.itemIds[0], quantity: pieces(units), price }
  const body = { supplierId, placeId: world.placeId, requestedOn: day, submit: true, lines: [line] }
  const { id, lineIds } = await buyer.json<{ id: string; lineIds: string[] }>(
    at('/purchase-orders'),
    { body },
  )
  await approver.json(at(`/purchase-orders/${id}/approvals`), { body: { decision: 'approved' } })
  if (isReleased) await buyer.json(at(`/purchase-orders/${id}/release`), { method: 'POST' })
  return { id, supplierId, lineId: lineIds[0] ?? '' }
}

function receive(client: Client, { at }: World, order: Order, units: number, key?: string) {
  const lines = [{ orderLineId: order.lineId, accepted: pieces(units) }]
  return client.send(at('/receipts'), {
    body: { orderId: order.id, receivedOn: day, lines },
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  })
}

type Problem = {
  readonly code: string
  readonly errors: readonly { readonly code: string; readonly remaining?: { quantity: string } }[]
}

/** What may still come by the answer to one who came too late; undefined when it does not say. */
function remainingBy(answer: Answer): number | undefined {
  if (answer.status !== 409) return undefined
  const { code, errors } = JSON.parse(answer.text) as Problem
  const told = errors.find((error) => error.code === 'over_receipt')?.remaining?.quantity
  return code === 'over_receipt' && told !== undefined ? Number(told) : undefined
}

/**
 * Fifty receive one line at once. Who comes too late is told how much is left, and tries that, until
 * nothing is: then exactly the ceiling has come, to the unit.
 */
async function oneLineForFifty(scene: Scene, no: number): Promise<Count> {
  const { world, wrong } = scene
  const ordered = 100 + 10 * no
  const ceiling = ordered + ordered / 10
  const order = await orderOf(world, ordered)
  let accepted = 0
  let lost = 0
  const client = async (at: number): Promise<void> => {
    const who = at % 2 === 0 ? world.buyer : world.approver
    for (let wanted = 1 + ((at * 7 + no) % 11); wanted > 0; ) {
      const answer = await receive(who, world, order, wanted)
      if (answer.status === 201) {
        accepted += wanted
        return
      }
      lost += 1
      const remaining = remainingBy(answer)
      if (remaining === undefined || remaining >= wanted) {
        wrong.push(`a loser who wanted ${wanted} got ${answer.status} ${answer.text.slice(0, 200)}`)
        return
      }
      wanted = remaining
    }
  }
  await Promise.all(Array.from({ length: clientCount }, (_, at) => client(at)))
  const { rows } = await sql<{ line: string; receipts: string; stock: string }>`
    select (select accepted_units from purchase_order_line where id = ${order.lineId})::text as line,
      (select sum(accepted_units) from receipt_line where order_line_id = ${order.lineId})::text as receipts,
      (select sum(units_in) from stock_layer where order_line_id = ${order.lineId})::text as stock
  `.execute(await dbOf(scene))
  const found = JSON.stringify(rows[0])
  const expected = JSON.stringify({
    line: `${ceiling}`,
    receipts: `${ceiling}`,
    stock: `${ceiling}`,
  })
  if (accepted !== ceiling) wrong.push(`${accepted} were accepted, the ceiling is ${ceiling}`)
  if (found !== expected) wrong.push(`the database has ${found}, not ${expected}`)
  if (lost === 0) wrong.push('nobody came too late')
  return { ceilingUnits: ceiling, acceptedUnits: accepted, losers: lost }
}

async function oneInvoiceForTwo(scene: Scene, no: number): Promise<Count> {
  const { world, wrong } = scene
  const { buyer, approver, at } = world
  const order = await orderOf(world, 5)
  await receive(buyer, world, order, 5)
  const { id } = await buyer.json<{ id: string }>(at('/supplier-invoices'), {
    body: {
      supplierId: order.supplierId,
      supplierNumber: `RACE-${no}`,
      currency: 'USD',
      invoicedOn: day,
      lines: [{ kind: 'goods', orderLineId: order.lineId, quantity: pieces(5), price }],
    },
  })
  const path = at(`/supplier-invoices/${id}/match`)
  const answers = await Promise.all(
    [buyer, approver].map((clerk) => clerk.send(path, { method: 'POST' })),
  )
  const { won, lost } = outcomes(answers, 200)
  const { rows } = await sql<{ entries: string; invoiced: string }>`
    select (select count(*) from journal_entry where source_id = ${id})::text as entries,
      (select invoiced_units from purchase_order_line where id = ${order.lineId})::text as invoiced
  `.execute(await dbOf(scene))
  const isOnce = rows[0]?.entries === '1' && rows[0].invoiced === '5'
  if (won !== 1 || lost !== 1 || !isOnce) {
    wrong.push(`matching: ${answers.map(({ status }) => status)}, ${JSON.stringify(rows[0])}`)
  }
  return { won, lost }
}

async function oneOrderForTwo(scene: Scene): Promise<Count> {
  const { world, wrong } = scene
  const { buyer, approver, at } = world
  const order = await orderOf(world, 5, false)
  const path = at(`/purchase-orders/${order.id}/release`)
  const answers = await Promise.all(
    [buyer, approver].map((who) => who.send(path, { method: 'POST' })),
  )
  const { won, lost } = outcomes(answers, 200)
  const winner = answers.find(({ status }) => status === 200)
  const { number } = JSON.parse(winner?.text ?? '{}') as { number?: string }
  const { rows } = await sql<{ number: string; versions: string }>`
    select number, (select count(*) from purchase_order_version where order_id = ${order.id})::text as versions
    from purchase_order where id = ${order.id}
  `.execute(await dbOf(scene))
  if (won !== 1 || lost !== 1 || rows[0]?.number !== number || rows[0]?.versions !== '1') {
    wrong.push(`releasing: ${answers.map(({ status }) => status)}, ${JSON.stringify(rows[0])}`)
  }
  return { won, lost }
}

/** Twenty times the same order, then the same receipt, each under one key. */
async function oneKeyForTwenty(scene: Scene): Promise<Count> {
  const { world, inside, wrong } = scene
  const { buyer, at } = world
  const tables = ['purchase_order', 'receipt', 'idempotency_key']
  const order = await orderOf(world, 1_000)
  const before = await inside.count(tables)
  const line = { itemId: world.itemIds[1], quantity: pieces(3), price }
  const body = {
    supplierId: world.supplierIds[1],
    placeId: world.placeId,
    requestedOn: day,
    lines: [line],
  }
  const [orderKey, receiptKey] = [crypto.randomUUID(), crypto.randomUUID()]
  const twins = Array.from({ length: twinCount })
  const headers = { 'idempotency-key': orderKey }
  const [orders, receipts] = await Promise.all([
    Promise.all(twins.map(() => buyer.send(at('/purchase-orders'), { body, headers }))),
    Promise.all(twins.map(() => receive(buyer, world, order, 7, receiptKey))),
  ])
  const after = await inside.count(tables)
  for (const answers of [orders, receipts]) {
    const { won } = outcomes(answers, 201)
    const texts = new Set(answers.map(({ text }) => text))
    if (won !== twinCount || texts.size !== 1) {
      wrong.push(`twins: ${won} of ${twinCount} well, ${texts.size} different answers`)
    }
  }
  const made = tables.map((table) => (after[table] ?? 0) - (before[table] ?? 0))
  if (made.join() !== '1,1,2') wrong.push(`twins made ${made} of ${tables}`)
  return { requests: orders.length + receipts.length, documents: (made[0] ?? 0) + (made[1] ?? 0) }
}

/** Every order that was released was mailed once, and each has a number of its own. */
async function oneMailEach(scene: Scene): Promise<Count> {
  const { inside, peer, wrong } = scene
  const { rows } = await sql<{ id: string; number: string }>`
    select id, number from purchase_order where number is not null
  `.execute(await dbOf(scene))
  for (const until = Date.now() + mailMsMax; Date.now() < until; await sleep(100)) {
    const isDrained = peer.messageIds.length >= rows.length && (await inside.mailWaiting()) === 0
    if (isDrained) break
  }
  await sleep(quietMs)
  const numbers = new Set(rows.map(({ number }) => number)).size
  if (numbers !== rows.length) wrong.push(`${rows.length} orders have ${numbers} numbers`)
  for (const { id } of rows) {
    const mails = peer.messageIds.filter((messageId) => messageId.includes(id)).length
    if (mails !== 1) wrong.push(`order ${id} was mailed ${mails} times`)
  }
  return { released: rows.length, numbers, arrived: peer.messageIds.length }
}

function outcomes(answers: readonly Answer[], winning: number) {
  const won = answers.filter(({ status }) => status === winning).length
  return { won, lost: answers.filter(({ status }) => status === 409).length }
}

async function dbOf({ inside, world }: Scene) {
  const organization = await inside.installation.organization(world.organization)
  if (organization === undefined) throw new Error('the organization is gone')
  return organization.db
}
