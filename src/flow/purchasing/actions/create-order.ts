import { isNonEmpty } from '#kernel/list'
import { amountMinorMax } from '#kernel/value'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import { contentHashOf } from '../content-hash.ts'
import type { CreateOrderInput } from '../contract.ts'
import { type FoundOrder, findByExternalId } from '../queries/find-order.ts'
import { type OrderFacts, readOrderFacts } from '../queries/order-facts.ts'
import { type Refused, refused } from '../refusal.ts'
import { isTooFarOff, totalMinor } from '../rules/terms.ts'
import { insertOrder, type LineTerms, type NewOrder } from '../store/create.ts'
import type { OrderId } from '../store/order-for-work.ts'
import { askIfNeeded } from './ask-approval.ts'
import { draftOf, termsLines } from './draft-order.ts'
import { planLines, tooFarOff } from './plan-lines.ts'
import { reviseExpected } from './revise-expected.ts'

export type CreateOrderOutcome =
  | {
      readonly kind: 'created'
      readonly orderId: OrderId
      readonly contentHash: string
      readonly totalMinor: bigint
      readonly currency: string
      readonly lineIds: readonly string[]
      readonly approval: 'not_submitted' | 'not_needed' | 'pending'
      /** The order stands; its supplier may ask for other quantities. */
      readonly warnings: readonly ErrorFact[]
      readonly version: number
    }
  /** An order with this source and external id was already there. */
  | ({ readonly kind: 'existing' } & FoundOrder)
  | Refused

/**
 * Writes a draft, and submits it when asked to. All that is wrong with it is told at once.
 *
 * @throws {PermissionError} when the actor may not write orders
 */
export async function createOrder(tx: Tx, command: CreateOrderInput): Promise<CreateOrderOutcome> {
  requirePermission(tx, 'orders.write')

  const read = await readOrderFacts(tx, {
    supplierId: command.supplierId,
    placeId: command.placeId,
    currency: command.currency,
    day: command.orderedOn,
  })
  const errors = headErrors(command, read)
  const currency = command.currency ?? read.supplier?.currency ?? ''
  const orderedOn = command.orderedOn ?? read.today ?? command.requestedOn
  const planned = await planLines(tx, { ...command, currency, orderedOn })
  if (planned.kind === 'wrong') errors.push(...planned.errors)
  const { supplier, company, rateE10 } = read
  const isWhole = supplier !== undefined && company !== undefined && rateE10 !== undefined
  if (planned.kind === 'wrong' || isNonEmpty(errors) || !isWhole) {
    return refused('order_invalid', ...errors)
  }
  const lines = planned.lines
  const order = newOrder(tx, command, { supplier, company, rateE10, orderedOn, currency, lines })
  if (order.totalMinor > amountMinorMax) return refused('order_invalid', tooLarge)

  if (!(await insertOrder(tx, order, lines))) {
    return { kind: 'existing', ...(await findByExternalId(tx, order)) }
  }
  await reviseExpected(tx, { kind: 'purchase_order', id: order.id }, [draftOf(order, lines)])
  announce(tx, 'order.created', { kind: 'purchase_order', id: order.id }, told(order))
  const approval = await submitIfAsked(tx, order, company)
  return {
    kind: 'created',
    orderId: order.id,
    contentHash: order.contentHash,
    totalMinor: order.totalMinor,
    currency,
    lineIds: lines.map((line) => line.id),
    approval,
    warnings: planned.warnings,
    version: 1,
  }
}

function headErrors(
  command: CreateOrderInput,
  read: Awaited<ReturnType<typeof readOrderFacts>>,
): ErrorFact[] {
  return [
    ...(read.supplier === undefined ? [unknown('supplier')] : []),
    ...(read.supplier?.isActive === false ? [inactive('supplier')] : []),
    ...(read.place === undefined ? [unknown('place')] : []),
    ...(read.place?.isActive === false ? [inactive('place')] : []),
    ...companyErrors(command, read),
    ...dayErrors(command, read.today),
    ...(isTooFarOff(command.orderedOn ?? read.today ?? command.requestedOn, command.requestedOn)
      ? [tooFarOff('/requestedOn')]
      : []),
  ]
}

function companyErrors(
  command: CreateOrderInput,
  read: Awaited<ReturnType<typeof readOrderFacts>>,
): ErrorFact[] {
  const { company } = read
  if (company === undefined) return []
  const errors: ErrorFact[] = []
  if (command.companyId !== undefined && command.companyId !== company.id) {
    const detail = 'Name the company the place belongs to, or leave it out.'
    errors.push({ code: 'company_of_place', detail, pointer: '/companyId' })
  }
  if (read.rateE10 === undefined && read.supplier !== undefined) {
    const from = command.currency ?? read.supplier.currency
    const detail = `Enter a rate from ${from} to ${company.currency} for this day or an earlier one.`
    errors.push({ code: 'rate_missing', from, to: company.currency, detail, pointer: '/currency' })
  }
  return errors
}

/** An order whose day is typed is brought in from elsewhere; its days were what they were. */
function dayErrors(command: CreateOrderInput, today: string | undefined): ErrorFact[] {
  if (today === undefined) return []
  if (command.orderedOn !== undefined) return futureErrors(command.orderedOn, today)
  const early = (on: string | undefined) => on !== undefined && on < today
  const detail = `Ask for delivery on ${today} or later.`
  const wrong = (pointer: string): ErrorFact => ({ code: 'requested_too_early', detail, pointer })
  return [
    ...(early(command.requestedOn) ? [wrong('/requestedOn')] : []),
    ...command.lines.flatMap((line, index) =>
      early(line.requestedOn) ? [wrong(`/lines/${index}/requestedOn`)] : [],
    ),
  ]
}

function futureErrors(orderedOn: string, today: string): ErrorFact[] {
  if (orderedOn <= today) return []
  const detail = `Give ${today} or an earlier day: an order is not of a day to come.`
  return [{ code: 'ordered_in_future', detail, pointer: '/orderedOn' }]
}

function unknown(what: 'supplier' | 'place'): ErrorFact {
  return { code: `${what}_unknown`, detail: `Name a ${what} that exists.`, pointer: `/${what}Id` }
}

function inactive(what: 'supplier' | 'place'): ErrorFact {
  const detail = `Choose another ${what}, or make this one active again.`
  return { code: `${what}_inactive`, detail, pointer: `/${what}Id` }
}

const tooLarge: ErrorFact = {
  code: 'order_total_too_large',
  detail: 'Split the order: its total is larger than the books keep.',
  pointer: '/lines',
}

function newOrder(
  tx: Tx,
  command: CreateOrderInput,
  given: Pick<OrderFacts, 'supplier' | 'company'> & {
    readonly rateE10: bigint
    readonly orderedOn: string
    readonly currency: string
    readonly lines: readonly LineTerms[]
  },
): NewOrder {
  const { supplier, company, lines } = given
  const terms = {
    companyId: company.id,
    supplierId: command.supplierId,
    placeId: command.placeId,
    currency: given.currency,
    requestedOn: command.requestedOn,
    paymentTermsDays: command.paymentTermsDays ?? supplier.paymentTermsDays,
    incoterm: command.incoterm ?? supplier.incoterm,
    supplierNote: command.supplierNote ?? '',
  }
  const draftLines = termsLines(lines)
  return {
    ...terms,
    id: tx.newId<'PurchaseOrder'>(),
    rateE10: given.rateE10,
    orderedOn: given.orderedOn,
    note: command.note ?? '',
    totalMinor: totalMinor(draftLines),
    contentHash: contentHashOf({ ...terms, lines: draftLines }),
    submittedAt: command.submit === true ? tx.now : null,
    sourceSystem: command.sourceSystem ?? '',
    externalId: command.externalId ?? '',
  }
}

async function submitIfAsked(
  tx: Tx,
  order: NewOrder,
  company: OrderFacts['company'],
): Promise<'not_submitted' | 'not_needed' | 'pending'> {
  if (order.submittedAt === null) return 'not_submitted'
  announce(tx, 'order.submitted', { kind: 'purchase_order', id: order.id }, {})
  return askIfNeeded(tx, order, company)
}

function told(order: NewOrder): Readonly<Record<string, unknown>> {
  return {
    supplierId: order.supplierId,
    totalMinor: order.totalMinor,
    currency: order.currency,
  }
}
