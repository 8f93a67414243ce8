/**
 * A random walk of a buying company's days through the real actions: orders, receipts, inspections,
 * returns, invoices in parts and ahead of the goods, issues, counts, and corrections of them all.
 * Each act looks at what there is and tries something that may well be refused.
 */
import { sql } from 'kysely'

import { adjustStock } from '#flow/counts'
import { captureInvoice, matchInvoice, rejectInvoice, releaseInvoice } from '#flow/matching'
import { inspect, postReceipt, type ReceivedLine } from '#flow/receiving'
import { postReturn } from '#flow/returns'
import { issueSale } from '#flow/shipping'
import type { Id } from '#kernel/brand'
import { addDays } from '#kernel/day'
import { formatDecimal } from '#kernel/decimal'
import { anybody, placeOrder, somebodyElse } from '#support/goods-company'
import { pieces } from '#support/goods-flow'

import { transact, type Walk } from './acting.ts'
import type { Chance } from './chance.ts'
import { takeInvoiceBack, takeIssueBack, takeReceiptBack, takeReturnBack } from './corrections.ts'

type Act = (walk: Walk) => Promise<string>

type OpenLine = {
  readonly id: string
  readonly orderId: string
  readonly currency: string
  readonly priceE4: bigint
  readonly orderedUnits: bigint
  readonly receivedUnits: bigint
  readonly acceptedUnits: bigint
  readonly rejectedUnits: bigint
  readonly invoicedUnits: bigint
  readonly returnedUnits: bigint
}

const weightedActs: readonly (readonly [weight: number, name: string, act: Act])[] = [
  [10, 'order', order],
  [26, 'receive', receive],
  [8, 'inspect', inspectSome],
  [10, 'return', sendBack],
  [24, 'invoice', invoice],
  [4, 'reverse invoice', takeInvoiceBack],
  [4, 'reverse return', takeReturnBack],
  [8, 'issue', issue],
  [3, 'reverse issue', takeIssueBack],
  [5, 'count', count],
  [5, 'reverse receipt', takeReceiptBack],
  [6, 'next day', nextDay],
]

/** One act; gives what it was and how it ended, such as `receive posted`. */
export async function step(walk: Walk): Promise<string> {
  const total = weightedActs.reduce((sum, [weight]) => sum + weight, 0)
  let drawn = walk.chance.between(1, total)
  walk.acts += 1
  setClock(walk)
  for (const [weight, name, act] of weightedActs) {
    drawn -= weight
    if (drawn > 0) continue
    const outcome = `${name} ${await act(walk)}`
    walk.tally.set(outcome, (walk.tally.get(outcome) ?? 0) + 1)
    return outcome
  }
  return 'nothing'
}

/** Ids carry the instant, so that what was made later sorts later, and a seed walks the same way twice. */
function setClock(walk: Walk): void {
  const unixMs = Date.parse(`${walk.day}T00:00:00.000Z`) + walk.acts * 1_000
  walk.org.clock.set(new Date(unixMs).toISOString())
}

async function order(walk: Walk): Promise<string> {
  const { chance, company, org } = walk
  const currency = chance.happens(60) ? 'USD' : 'EUR'
  const lines = Array.from({ length: chance.between(1, 3) }, () => ({
    itemId: chance.happens(60) ? company.fifoItemId : company.pooledItemId,
    units: BigInt(chance.between(1, 40)),
    priceE4: BigInt(chance.between(0, 9_999_999)),
    perUnits: BigInt(chance.oneOf([1, 1, 1, 3, 7]) ?? 1),
  }))
  await org.work(anybody).transact((tx) => placeOrder(tx, company, lines, currency))
  return 'placed'
}

async function receive(walk: Walk): Promise<string> {
  const { chance } = walk
  const lines = await linesOfOneOrder(walk)
  const [first] = lines
  if (first === undefined) return 'idle'
  const received = lines.filter(() => chance.happens(75)).map((line) => deliveryOf(chance, line))
  if (received.length === 0) return 'idle'
  const command = { orderId: first.orderId, receivedOn: walk.day, lines: received }
  return (await transact(walk, (tx) => postReceipt(tx, command))).kind
}

function deliveryOf(chance: Chance, line: OpenLine): ReceivedLine {
  const open = Math.max(0, Number(line.orderedUnits - line.receivedUnits + line.returnedUnits))
  const units = chance.happens(10) ? open + 1 : chance.between(0, Math.max(1, open))
  const rejected = chance.happens(30) ? chance.between(0, units) : 0
  const quarantined = chance.happens(30) ? chance.between(0, units - rejected) : 0
  return {
    orderLineId: line.id,
    accepted: pieces(units - rejected - quarantined),
    quarantined: pieces(quarantined),
    rejected: pieces(rejected),
  }
}

async function inspectSome(walk: Walk): Promise<string> {
  const { chance } = walk
  const { rows } = await sql<{ receiptId: string; lineId: string; units: bigint }>`
    select line.receipt_id as "receiptId", line.id as "lineId", line.quarantined_units as units
    from receipt_line line where line.quarantined_units > 0 order by line.id desc limit 20
  `.execute(walk.org.db)
  const line = chance.oneOf(rows)
  if (line === undefined) return 'idle'
  const passed = chance.between(0, Number(line.units))
  const failed = chance.between(0, Number(line.units) - passed)
  const receiptId = line.receiptId as Id<'Receipt'>
  const lines = [{ receiptLineId: line.lineId, passed: pieces(passed), failed: pieces(failed) }]
  return (await transact(walk, (tx) => inspect(tx, { receiptId, lines }))).kind
}

async function sendBack(walk: Walk): Promise<string> {
  const { chance } = walk
  const lines = await linesOfOneOrder(walk)
  const line = chance.oneOf(lines.filter((each) => each.receivedUnits > 0n))
  if (line === undefined) return 'idle'
  const isReject = line.rejectedUnits > 0n && chance.happens(70)
  const there = Number(isReject ? line.rejectedUnits : line.acceptedUnits)
  const from = isReject ? ('rejected' as const) : ('accepted' as const)
  const quantity = pieces(chance.between(1, Math.max(1, there)))
  const command = {
    orderId: line.orderId,
    returnedOn: walk.day,
    reason: 'Broken',
    lines: [{ orderLineId: line.id, from, quantity }],
  }
  return (await transact(walk, (tx) => postReturn(tx, command))).kind
}

/** Parts of what came, now and then ahead of it, at a price that is often not the order's. */
async function invoice(walk: Walk): Promise<string> {
  const { chance, company } = walk
  const lines = (await linesOfOneOrder(walk)).filter(
    (line) => line.invoicedUnits < line.orderedUnits,
  )
  const [first] = lines
  if (first === undefined) return 'idle'
  const captured = await transact(walk, (tx) =>
    captureInvoice(tx, {
      supplierId: company.supplierId,
      supplierNumber: `N${tx.newId().slice(-12)}`,
      invoicedOn: walk.day,
      lines: lines.map((line) => ({
        kind: 'goods' as const,
        orderLineId: line.id,
        quantity: pieces(billedUnits(chance, line)),
        price: billedPrice(chance, line),
      })),
    }),
  )
  if (captured.kind !== 'captured') return captured.kind
  const { invoiceId } = captured
  const matched = await transact(walk, (tx) => matchInvoice(tx, { invoiceId }))
  if (matched.kind !== 'held') return matched.kind
  if (chance.happens(30)) {
    return (await transact(walk, (tx) => rejectInvoice(tx, { invoiceId, reason: 'Wrong' }))).kind
  }
  const agreed = { invoiceId, reason: 'Agreed' }
  const released = await transact(walk, (tx) => releaseInvoice(tx, agreed), somebodyElse)
  return `released ${released.kind}`
}

function billedUnits(chance: Chance, line: OpenLine): number {
  const due = Number(line.receivedUnits - line.returnedUnits - line.invoicedUnits)
  if (chance.happens(15)) return chance.between(1, Math.max(1, due + 3))
  return Math.max(1, chance.happens(50) ? due : chance.between(1, Math.max(1, due)))
}

function billedPrice(chance: Chance, line: OpenLine) {
  const factor = BigInt(chance.oneOf([100, 100, 100, 101, 97, 120, 80]) ?? 100)
  const amount = formatDecimal((line.priceE4 * factor) / 100n, 6)
  return { amount, currency: line.currency, per: '1', unit: 'EA' }
}

async function issue(walk: Walk): Promise<string> {
  const { chance, company } = walk
  const itemIds = [company.fifoItemId, company.pooledItemId].filter(() => chance.happens(70))
  if (itemIds.length === 0) return 'idle'
  const command = {
    placeId: company.placeId,
    issuedOn: walk.day,
    lines: itemIds.map((itemId) => ({ itemId, quantity: pieces(chance.between(1, 12)) })),
  }
  return (await transact(walk, (tx) => issueSale(tx, command))).kind
}

async function count(walk: Walk): Promise<string> {
  const { chance, company } = walk
  const difference = chance.between(-4, 4)
  if (difference === 0) return 'idle'
  const itemId = chance.happens(50) ? company.fifoItemId : company.pooledItemId
  const status = chance.oneOf(['available', 'available', 'damaged', 'quarantine'])
  const command = {
    placeId: company.placeId,
    adjustedOn: walk.day,
    reason: 'Count',
    lines: [{ itemId, status, quantity: pieces(difference) }],
  }
  return (await transact(walk, (tx) => adjustStock(tx, command))).kind
}

/** The next day has a rate of its own. */
async function nextDay(walk: Walk): Promise<string> {
  const { chance } = walk
  walk.day = addDays(walk.day, chance.between(1, 3))
  setClock(walk)
  await writeRate(walk, BigInt(chance.between(9_000, 12_500)) * 1_000_000n)
  return 'began'
}

export async function writeRate(walk: Walk, rateE10: bigint): Promise<void> {
  await walk.org.work(anybody).transact(async (tx) => {
    await sql`
      insert into currency_rate (id, from_currency, to_currency, on_day, rate_e10)
      values (${tx.newId()}::uuid, 'EUR', 'USD', ${walk.day}::date, ${rateE10})
    `.execute(tx.db)
  })
}

async function linesOfOneOrder(walk: Walk): Promise<readonly OpenLine[]> {
  const { rows: orders } = await sql<{ id: string }>`
    select id from purchase_order order by id desc limit 12
  `.execute(walk.org.db)
  const chosen = walk.chance.oneOf(orders)
  return chosen === undefined ? [] : readLines(walk, chosen.id)
}

export async function readLines(walk: Walk, orderId: string): Promise<readonly OpenLine[]> {
  const { rows } = await sql<OpenLine>`
    select line.id, line.order_id as "orderId", po.currency, line.price_e4 as "priceE4",
      line.ordered_units as "orderedUnits", line.accepted_units as "acceptedUnits",
      line.rejected_units as "rejectedUnits", line.invoiced_units as "invoicedUnits",
      line.accepted_units + line.quarantined_units + line.rejected_units as "receivedUnits",
      line.returned_accepted_units + line.returned_rejected_units as "returnedUnits"
    from purchase_order_line line join purchase_order po on po.id = line.order_id
    where line.order_id = ${orderId}::uuid order by line.line_no
  `.execute(walk.org.db)
  return rows
}
