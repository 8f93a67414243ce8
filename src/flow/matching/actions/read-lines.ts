/** From lines as a clerk typed them to lines as they are stored, or every reason why not. */
import { type LineOfOrder, readOrderLines } from '#flow/purchasing'
import { amountMinorMax, valueMinor } from '#kernel/value'
import type { ErrorFact } from '#platform/http/problem'
import { moneyFromWire, priceFromWire, quantityFromWire, type Read } from '#platform/wire'
import type { Tx } from '#platform/work'
import { type ItemFacts, type ItemId, readItemFacts } from '#records/items'

import type { CaptureInvoiceInput, InvoiceLineInput } from '../contract.ts'
import type { InvoiceLine, InvoiceLineId } from '../invoice.ts'

type GoodsInput = Extract<InvoiceLineInput, { kind: 'goods' }>

export type ReadLines = {
  readonly lines: readonly InvoiceLine[]
  readonly orderLines: readonly LineOfOrder[]
  /** The invoice's own, or the orders', or the amounts'. */
  readonly currency: string | undefined
  readonly errors: readonly ErrorFact[]
}

/** Reads order lines and items once, whatever the number of lines. */
export async function readLines(tx: Tx, command: CaptureInvoiceInput): Promise<ReadLines> {
  const goods = command.lines.filter((line) => line.kind === 'goods')
  const ids = [...new Set(goods.map((line) => line.orderLineId))]
  const orderLines = ids.length === 0 ? [] : await readOrderLines(tx, ids)
  const itemIds = [...new Set(orderLines.map((line) => line.itemId as ItemId))]
  const items = itemIds.length === 0 ? new Map() : await readItemFacts(tx, itemIds)
  const currency = command.currency ?? orderLines[0]?.order.currency ?? otherCurrency(command)
  const known = { orderLines: new Map(orderLines.map((line) => [line.id as string, line])), items }

  const errors: ErrorFact[] = []
  const lines = command.lines.flatMap((input, index) => {
    const id = tx.newId<'SupplierInvoiceLine'>() as InvoiceLineId
    const read = readLine(input, { id, index, currency: currency ?? '', command, known })
    if ('errors' in read) errors.push(...read.errors)
    return 'errors' in read ? [] : [read]
  })
  return { lines, orderLines, currency, errors }
}

function otherCurrency(command: CaptureInvoiceInput): string | undefined {
  const charge = command.lines.find((line) => line.kind !== 'goods')
  return command.total?.currency ?? charge?.amount.currency
}

type At = {
  readonly id: InvoiceLineId
  readonly index: number
  readonly currency: string
  readonly command: CaptureInvoiceInput
  readonly known: {
    readonly orderLines: ReadonlyMap<string, LineOfOrder>
    readonly items: ReadonlyMap<ItemId, ItemFacts>
  }
}

type Wrong = { readonly errors: readonly ErrorFact[] }

function readLine(input: InvoiceLineInput, at: At): InvoiceLine | Wrong {
  if (input.kind === 'goods') return readGoods(input, at)
  const pointer = `/lines/${at.index}`
  const errors = currencyErrors(input.amount.currency, at.currency, `${pointer}/amount`)
  const amount = moneyFromWire(input.amount, `${pointer}/amount`)
  if (amount.kind === 'refused') return { errors: [...errors, ...amount.errors] }
  if (errors.length > 0) return { errors }
  const head = {
    id: at.id,
    lineNo: at.index + 1,
    description: input.description ?? '',
    amountMinor: amount.value,
  }
  if (input.kind === 'tax') return { ...head, kind: 'tax', taxCodeId: input.taxCodeId }
  const { chargeCodeId, taxCodeId = null } = input
  return { ...head, kind: 'charge', chargeCodeId, taxCodeId }
}

function readGoods(input: GoodsInput, at: At): InvoiceLine | Wrong {
  const pointer = `/lines/${at.index}`
  const ordered = at.known.orderLines.get(input.orderLineId)
  const item = ordered && at.known.items.get(ordered.itemId)
  if (ordered === undefined || item === undefined) return { errors: [lineUnknown(pointer)] }

  const quantity = quantityFromWire(input.quantity, item, `${pointer}/quantity`)
  const price = priceFromWire(input.price, item, `${pointer}/price`)
  const amount = readAmount(input, at)
  const errors = [
    ...orderErrors(ordered, at),
    ...currencyErrors(input.price.currency, at.currency, `${pointer}/price`),
    ...[quantity, price, amount].flatMap((read) => (read.kind === 'refused' ? read.errors : [])),
  ]
  if (quantity.kind === 'refused' || price.kind === 'refused' || amount.kind === 'refused') {
    return { errors }
  }
  const amountMinor = amount.value ?? valueMinor(quantity.value, price.value)
  if (quantity.value === 0n) errors.push(nothingBilled(pointer))
  if (amountMinor < 0n || amountMinor > amountMinorMax) errors.push(amountWrong(pointer))
  if (errors.length > 0) return { errors }
  return {
    kind: 'goods',
    id: at.id,
    lineNo: at.index + 1,
    description: input.description ?? '',
    orderLineId: ordered.id,
    billedUnits: quantity.value,
    enteredQuantity: input.quantity.quantity,
    enteredUnit: input.quantity.unit,
    price: price.value,
    amountMinor,
    taxCodeId: input.taxCodeId ?? null,
  }
}

/** The net amount of the line where the clerk typed one. */
function readAmount({ amount }: GoodsInput, at: At): Read<bigint | undefined> {
  if (amount === undefined) return { kind: 'read', value: undefined }
  const pointer = `/lines/${at.index}/amount`
  const errors = currencyErrors(amount.currency, at.currency, pointer)
  const read = moneyFromWire(amount, pointer)
  if (read.kind === 'read') return errors.length > 0 ? { kind: 'refused', errors } : read
  return { kind: 'refused', errors: [...errors, ...read.errors] }
}

/** An invoice is one supplier's, for one company, in one currency; so are the orders it bills. */
function orderErrors({ order }: LineOfOrder, at: At): readonly ErrorFact[] {
  const pointer = `/lines/${at.index}/orderLineId`
  const [first] = at.known.orderLines.values()
  const companyId = at.command.companyId ?? first?.order.companyId
  const errors: ErrorFact[] = []
  const { number: orderNumber } = order
  if (order.supplierId !== at.command.supplierId) {
    const detail = 'Name a line of an order from this supplier.'
    errors.push({ code: 'order_of_other_supplier', orderNumber, detail, pointer })
  }
  if (order.companyId !== companyId) {
    const detail = 'Capture one invoice per company: this line is on an order of another one.'
    errors.push({ code: 'order_of_other_company', orderNumber, detail, pointer })
  }
  if (order.currency !== at.currency) {
    const detail = `Bill this order in ${order.currency}: an invoice has its orders' currency.`
    const facts = { orderNumber, orderCurrency: order.currency }
    errors.push({ code: 'order_in_other_currency', ...facts, detail, pointer })
  }
  if (order.number === null) {
    const detail = 'Release the order first: a draft cannot be billed.'
    errors.push({ code: 'order_not_released', detail, pointer })
  }
  return errors
}

export function currencyErrors(
  given: string,
  currency: string,
  pointer: string,
): readonly ErrorFact[] {
  if (given === currency) return []
  const detail = `Give the amount in ${currency}, the currency of the invoice.`
  return [{ code: 'currency_differs', currency, detail, pointer: `${pointer}/currency` }]
}

function lineUnknown(pointer: string): ErrorFact {
  const detail = 'Name a line of an order that exists.'
  return { code: 'order_line_unknown', detail, pointer: `${pointer}/orderLineId` }
}

function nothingBilled(pointer: string): ErrorFact {
  const detail = 'Bill more than zero, or leave the line out.'
  return { code: 'quantity_zero', detail, pointer: `${pointer}/quantity/quantity` }
}

function amountWrong(pointer: string): ErrorFact {
  const detail = 'Give an amount that is not negative and not larger than the books keep.'
  return { code: 'amount_out_of_range', detail, pointer: `${pointer}/amount` }
}
