import { sql } from 'kysely'
import { toBaseUnits, unitsIn } from '#kernel/quantity'
import { valueMinor } from '#kernel/value'
import { moneyToWire, priceToWire, type QuantityWire, quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'
import type { AnswerView, SupplierPageView } from '../contract-views.ts'
import { receivedUnits } from '../rules/order-line.ts'
import type { OrderId } from '../store/order-for-work.ts'
import { readWaitingAnswer } from './list-answers.ts'
import { type ReadLine, readLines } from './order-lines.ts'
import { type Paper, readPaper } from './read-paper.ts'
import type { FoundLink } from './supplier-links.ts'

/**
 * What a supplier sees behind a link: this order and what was said of it, nothing internal. Looking
 * changes nothing, so that a mail scanner that follows the link does no harm.
 *
 * @throws {PermissionError} when the actor is not the supplier of a link
 */
export async function readSupplierPage(
  ask: Ask,
  link: FoundLink,
): Promise<SupplierPageView | undefined> {
  requirePermission(ask, 'orders.answer')

  const paper = await readPaper(ask, link.orderId)
  if (paper === undefined) return undefined
  const lines = (await readLines(ask, [link.orderId])).get(link.orderId) ?? []
  const waiting = await readWaitingAnswer(ask, link.orderId, lines)
  const { state, notice } = stateOf(paper)
  const { company, supplier, place } = paper
  return {
    number: paper.number ?? '',
    termsVersion: paper.termsVersion,
    state,
    notice,
    language: supplier.language,
    company: { name: company.name, legalName: company.legalName },
    supplier: { name: supplier.name },
    place: { name: place.name, address: place.address },
    buyerName: paper.buyerName,
    orderedOn: paper.orderedOn,
    requestedOn: paper.requestedOn,
    paymentTermsDays: paper.paymentTermsDays,
    incoterm: paper.incoterm,
    note: paper.note,
    currency: paper.currency,
    total: paper.total,
    expiresAt: link.expiresAt.toISOString(),
    lines: lines.map((line) => lineView(line, paper.currency, waiting)),
    messages: await readMessages(ask, link.orderId),
    lastAnswer: await readLastAnswer(ask, link.orderId),
  }
}

function stateOf({ lifecycle }: Paper): Pick<SupplierPageView, 'state' | 'notice'> {
  if (lifecycle === 'released') return { state: 'open', notice: '' }
  if (lifecycle === 'on_hold') {
    return { state: 'waiting', notice: 'This order is on hold. You will hear from the buyer.' }
  }
  const what = lifecycle === 'cancelled' ? 'was cancelled' : 'is closed'
  return { state: 'over', notice: `This order ${what}. Nothing more is to be done.` }
}

function lineView(
  line: ReadLine,
  currency: string,
  waiting: AnswerView | undefined,
): SupplierPageView['lines'][number] {
  const said = waiting?.lines.find(
    (each) => each.orderLineId === line.id && each.exceptions.length > 0,
  )
  const isTouched = receivedUnits(line) > 0n || line.invoicedUnits > 0n
  return {
    id: line.id,
    lineNo: line.lineNo,
    sku: line.item.sku,
    supplierSku: line.supplierSku,
    description: line.description,
    quantity: { quantity: line.enteredQuantity, unit: line.enteredUnit },
    stocked: quantityToWire(line.orderedUnits, line.item),
    price: priceToWire(line.price, { ...line.item, currency, quotedUnit: line.enteredUnit }),
    value: moneyToWire(valueMinor(line.orderedUnits, line.price), currency),
    requestedOn: line.requestedOn,
    promisedOn: line.promisedOn,
    received: quantityToWire(receivedUnits(line), line.item),
    state: line.state,
    answer: line.answer,
    canChange: line.state === 'open' && !isTouched,
    waiting: said
      ? {
          kind: said.kind,
          quantity: said.quantity && inEnteredUnit(said.quantity, line),
          promisedOn: said.promisedOn,
          price: said.price,
          comment: said.comment,
        }
      : null,
  }
}

/** What the supplier said in the unit the order asks in, where it comes out exactly. */
function inEnteredUnit(said: QuantityWire, { item, enteredUnit }: ReadLine): QuantityWire {
  const counted = toBaseUnits(said.quantity, said.unit, item)
  const quantity = counted.kind === 'units' ? unitsIn(counted.units, enteredUnit, item) : undefined
  return quantity === undefined ? said : { quantity, unit: enteredUnit }
}

const messagesShownMax = 50

async function readMessages(ask: Ask, orderId: OrderId): Promise<SupplierPageView['messages']> {
  const { rows } = await sql<{ author_name: string; body: string; written_at: Date }>`
    select author_name, body, written_at from purchase_order_comment
    where order_id = ${orderId}::uuid and audience = 'supplier'
    order by id desc limit ${messagesShownMax}
  `.execute(ask.db)
  return rows.map((row) => ({
    authorName: row.author_name,
    body: row.body,
    writtenAt: row.written_at.toISOString(),
  }))
}

async function readLastAnswer(ask: Ask, orderId: OrderId): Promise<SupplierPageView['lastAnswer']> {
  const row = await ask.db
    .selectFrom('supplier_answer')
    .select(['status', 'answered_at', 'message'])
    .where('order_id', '=', orderId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  const status = row.status as NonNullable<SupplierPageView['lastAnswer']>['status']
  return { status, answeredAt: row.answered_at.toISOString(), message: row.message }
}
