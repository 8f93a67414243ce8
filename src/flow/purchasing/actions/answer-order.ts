import { isNonEmpty, sumOf } from '#kernel/list'
import { amountMinorMax, valueMinor } from '#kernel/value'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { priceFromWire, quantityFromWire } from '#platform/wire'
import { requirePermission, type Tx } from '#platform/work'
import { type CompanyFacts, readCompany } from '#records/companies'
import { type ItemFacts, type ItemId, readItemFacts } from '#records/items'

import type { LinkAnswerInput } from '../contract.ts'
import { type Refused, refused } from '../refusal.ts'
import { type AnswerLimits, exceptionsOf, type LineReply, promisedBy } from '../rules/answer.ts'
import { receivedUnits } from '../rules/order-line.ts'
import { isTooFarOff } from '../rules/terms.ts'
import { type AnswerId, type AnswerLine, writeAnswer } from '../store/answers.ts'
import { lockOrder } from '../store/lock.ts'
import type { OrderForWork, OrderId, OrderLineForWork } from '../store/order-for-work.ts'
import { accepted, effectOn } from './apply-answer.ts'
import { isBeyondApproved, keepApproved } from './ask-approval.ts'
import { tooFarOff } from './plan-lines.ts'
import { reviseExpected } from './revise-expected.ts'

export type AnswerOrder = LinkAnswerInput & {
  readonly orderId: OrderId
  /** By the supplier's link, or told by the buyer. */
  readonly channel: 'link' | 'buyer'
}

export type AnswerOrderOutcome =
  | {
      readonly kind: 'answered'
      readonly answerId: AnswerId
      readonly status: 'auto_accepted' | 'needs_review'
      readonly lines: readonly AnswerLine[]
      readonly order: OrderForWork
    }
  | Refused

type SaidLine = LinkAnswerInput['lines'][number]
type ItemsById = ReadonlyMap<ItemId, ItemFacts>

/**
 * Takes a supplier's answer. Lines within the company's limits stand at once; the others wait for
 * the buyer. It supersedes an answer that nobody has decided yet.
 *
 * @throws {PermissionError} when the actor may not answer orders
 */
export async function answerOrder(tx: Tx, command: AnswerOrder): Promise<AnswerOrderOutcome> {
  requirePermission(tx, 'orders.answer')

  const order = await lockOrder(tx, command.orderId)
  if (order === undefined) return refused('not_found')
  if (order.lifecycle !== 'released') {
    return refused('order_not_released', { code: 'order_not_released', lifecycle: order.lifecycle })
  }
  if (command.lines.length === 0) return refused('answer_invalid', answersNothing)
  const company = await readCompany(tx, order.companyId)
  if (company === undefined) return refused('not_found')
  const limits = {
    lateDaysMax: company.answerLateDaysMax,
    shortBpsMax: company.answerShortBpsMax,
    priceOverBpsMax: company.answerPriceOverBpsMax,
  }
  const items = await readItemsFor(tx, order, command.lines)
  const read = readLines(order, command.lines, items, limits)
  if (isNonEmpty(read.errors)) return refused('answer_invalid', ...read.errors)
  const said = await heldBack(tx, order, read.lines, { items, company })
  return write(tx, order, command, said, items)
}

/**
 * Lines within every limit wait all the same when, together, they make the order dearer than was
 * approved by more than prices may rise by themselves.
 */
async function heldBack(
  tx: Tx,
  order: OrderForWork,
  said: readonly AnswerLine[],
  given: { readonly items: ItemsById; readonly company: CompanyFacts },
): Promise<readonly AnswerLine[]> {
  const { order: after } = effectOn(order, changedLines(order, said, given.items))
  const { company } = given
  const overBpsMax = company.answerPriceOverBpsMax
  if (!(await isBeyondApproved(tx, { order, after }, { company, overBpsMax }))) return said
  const worthById = new Map(order.lines.map((line) => [line.id, orderedMinor(line)]))
  return said.map((line) => {
    const { units, price, exceptions } = line
    const worth = units === null || price === null ? 0n : valueMinor(units, price)
    const isRaised = worth > (worthById.get(line.orderLineId) ?? 0n)
    if (!isRaised || exceptions.length > 0) return line
    return { ...line, exceptions: [{ code: 'approval_needed' }] }
  })
}

const orderedMinor = (line: OrderLineForWork) => valueMinor(line.orderedUnits, line.price)

const answersNothing: ErrorFact = {
  code: 'answer_empty',
  detail: 'Answer at least one line; write a comment to say something else.',
  pointer: '/lines',
}

async function write(
  tx: Tx,
  order: OrderForWork,
  command: AnswerOrder,
  said: readonly AnswerLine[],
  items: ItemsById,
): Promise<AnswerOrderOutcome> {
  const status = said.some((line) => line.exceptions.length > 0) ? 'needs_review' : 'auto_accepted'
  const answerId: AnswerId = tx.newId<'SupplierAnswer'>()
  const changed = changedLines(order, said, items)
  const { order: after, effect } = effectOn(order, changed)
  if (isTooMuch(order, said)) return refused('order_total_too_large')
  const { channel, message = '' } = command
  const answer = { id: answerId, channel, status, message, lines: said } as const
  await writeAnswer(tx, order, answer, effect)
  await reviseExpected(tx, { kind: 'supplier_answer', id: answerId }, [{ ...after, changed }])
  await keepApproved(tx, order, after)
  announce(
    tx,
    'order.answered',
    { kind: 'purchase_order', id: order.id },
    { answerId, status, channel, message, lines: said.map(toldLine(order)) },
  )
  return { kind: 'answered', answerId, status, lines: said, order: after }
}

/** What the order would come to if all of it was accepted must be a sum the books can keep. */
function isTooMuch(order: OrderForWork, said: readonly AnswerLine[]): boolean {
  const promisedMinor = sumOf(said, ({ units, price }) =>
    units === null || price === null ? 0n : valueMinor(units, price),
  )
  return promisedMinor + order.totalMinor > amountMinorMax
}

/** Items are needed only where a quantity or a price was given. */
async function readItemsFor(
  tx: Tx,
  order: OrderForWork,
  said: readonly SaidLine[],
): Promise<ItemsById> {
  const ids = new Set(said.filter(saysValue).map((line) => line.orderLineId))
  if (ids.size === 0) return new Map()
  const lines = order.lines.filter((line) => ids.has(line.id))
  return readItemFacts(tx, [...new Set(lines.map((line) => line.itemId))])
}

const saysValue = (line: SaidLine) => line.quantity !== undefined || line.price !== undefined

function readLines(
  order: OrderForWork,
  said: readonly SaidLine[],
  items: ItemsById,
  limits: AnswerLimits,
): { readonly lines: readonly AnswerLine[]; readonly errors: readonly ErrorFact[] } {
  const errors: ErrorFact[] = []
  const lines: AnswerLine[] = []
  const byId = new Map<string, OrderLineForWork>(order.lines.map((line) => [line.id, line]))
  for (const [index, each] of said.entries()) {
    const pointer = `/lines/${index}`
    const line = byId.get(each.orderLineId)
    const read =
      line === undefined ? unknownLine(pointer) : readLine(order, line, each, items, pointer)
    // A line may be answered once: what comes a second time finds it gone.
    byId.delete(each.orderLineId)
    if ('errors' in read) {
      errors.push(...read.errors)
      continue
    }
    lines.push(answerLine(read.line, each, read.reply, limits))
  }
  return { lines, errors }
}

function unknownLine(pointer: string): { readonly errors: readonly ErrorFact[] } {
  const detail = 'Name each line of this order at most once.'
  return { errors: [{ code: 'line_unknown', detail, pointer: `${pointer}/orderLineId` }] }
}

type ReadLine = { readonly line: OrderLineForWork; readonly reply: LineReply }

function readLine(
  order: OrderForWork,
  line: OrderLineForWork,
  said: SaidLine,
  items: ItemsById,
  pointer: string,
): ReadLine | { readonly errors: readonly ErrorFact[] } {
  const errors: ErrorFact[] = [
    ...lineErrors(line, said, pointer),
    ...termErrors(order, said, pointer),
  ]
  const item = items.get(line.itemId)
  const quantity =
    said.quantity && item && quantityFromWire(said.quantity, item, `${pointer}/quantity`)
  const price = said.price && item && priceFromWire(said.price, item, `${pointer}/price`)
  if (quantity?.kind === 'refused') errors.push(...quantity.errors)
  if (price?.kind === 'refused') errors.push(...price.errors)
  if (quantity?.kind === 'read' && quantity.value === 0n) {
    const detail = 'Promise more than zero, or refuse the line.'
    errors.push({ code: 'quantity_zero', detail, pointer: `${pointer}/quantity/quantity` })
  }
  if (errors.length > 0) return { errors }
  const reply = {
    kind: said.kind,
    promisedOn: said.promisedOn,
    units: quantity?.kind === 'read' ? quantity.value : undefined,
    price: price?.kind === 'read' ? price.value : undefined,
  }
  return { line, reply }
}

function termErrors(order: OrderForWork, said: SaidLine, pointer: string): ErrorFact[] {
  const errors: ErrorFact[] = []
  if (said.promisedOn !== undefined && isTooFarOff(order.orderedOn, said.promisedOn)) {
    errors.push(tooFarOff(`${pointer}/promisedOn`))
  }
  if (said.promisedOn !== undefined && said.promisedOn < order.orderedOn) {
    const detail = `Promise ${order.orderedOn}, the day of the order, or a later day.`
    errors.push({ code: 'promised_too_early', detail, pointer: `${pointer}/promisedOn` })
  }
  if (said.price !== undefined && said.price.currency !== order.currency) {
    const detail = `Give the price in ${order.currency}, the currency of the order.`
    errors.push({ code: 'price_currency', detail, pointer: `${pointer}/price/currency` })
  }
  return errors
}

function lineErrors(line: OrderLineForWork, said: SaidLine, pointer: string): ErrorFact[] {
  const errors: ErrorFact[] = []
  if (line.state !== 'open') {
    const detail = `Leave line ${line.lineNo} out: it is closed.`
    errors.push({ code: 'line_closed', lineNo: line.lineNo, detail, pointer })
  }
  const isTouched = receivedUnits(line) > 0n || line.invoicedUnits > 0n
  if (said.kind !== 'accept' && isTouched) {
    const detail = `Accept line ${line.lineNo} or leave it out: some of it has come already.`
    errors.push({ code: 'line_received', lineNo: line.lineNo, detail, pointer: `${pointer}/kind` })
  }
  if (said.kind !== 'change' && saysValue(said)) {
    const detail = 'Say "change" to promise another quantity or price.'
    errors.push({ code: 'not_a_change', detail, pointer: `${pointer}/kind` })
  }
  return errors
}

function answerLine(
  line: OrderLineForWork,
  said: SaidLine,
  reply: LineReply,
  limits: AnswerLimits,
): AnswerLine {
  const promised = promisedBy(line, reply)
  const isRefused = said.kind === 'refuse'
  return {
    orderLineId: line.id,
    kind: said.kind,
    units: isRefused ? null : promised.units,
    promisedOn: isRefused ? null : promised.promisedOn,
    price: isRefused ? null : promised.price,
    comment: said.comment ?? '',
    exceptions: exceptionsOf(line, reply, limits),
  }
}

/** Lines that stand at once, lines that now wait, and lines whose waiting answer is superseded. */
function changedLines(
  order: OrderForWork,
  said: readonly AnswerLine[],
  items: ItemsById,
): readonly OrderLineForWork[] {
  const saidById = new Map(said.map((line) => [line.orderLineId, line]))
  return order.lines.flatMap((line): readonly OrderLineForWork[] => {
    const answer = saidById.get(line.id)
    if (answer === undefined) {
      return line.answer === 'to_review' ? [{ ...line, answer: answeredBefore(line) }] : []
    }
    if (answer.exceptions.length > 0) return [{ ...line, answer: 'to_review' }]
    return [accepted(line, answer, items.get(line.itemId))]
  })
}

/** What an undecided answer leaves behind when it goes. */
export function answeredBefore(line: OrderLineForWork): 'none' | 'accepted' | 'changed' {
  if (line.confirmedUnits === 0n) return 'none'
  return line.promisedOn === line.requestedOn ? 'accepted' : 'changed'
}

function toldLine(order: OrderForWork) {
  const numberById = new Map(order.lines.map((line) => [line.id, line.lineNo]))
  return (line: AnswerLine) => ({
    lineNo: numberById.get(line.orderLineId),
    kind: line.kind,
    comment: line.comment,
    exceptions: line.exceptions.map((exception) => exception.code),
  })
}
