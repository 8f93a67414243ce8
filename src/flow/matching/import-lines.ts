/** From the rows of one invoice in a file to the invoice as a clerk would type it. */
import type { Entry, EntryError, RowOf } from '#records/imports'

import type { CaptureInvoiceInput, InvoiceLineInput } from './contract.ts'
import type { columns } from './import-columns.ts'
import type { BillableLine } from './queries/import-references.ts'

export type InvoiceRow = RowOf<typeof columns>

export type InvoiceReferences = {
  readonly lines: ReadonlyMap<string, readonly BillableLine[]>
  /** By `company kind code`. */
  readonly codeIds: ReadonlyMap<string, string>
}

export type Typed =
  | { readonly kind: 'typed'; readonly command: CaptureInvoiceInput }
  | { readonly kind: 'refused'; readonly errors: readonly EntryError[] }

type Head = {
  readonly row: InvoiceRow
  readonly supplierId: string
  readonly companyId: string | undefined
}

/** @param head what the rows say together, its references resolved */
export function typeInvoice(head: Head, entry: Entry<InvoiceRow>, refs: InvoiceReferences): Typed {
  const errors: EntryError[] = []
  const billed = entry.rows.map(({ row }) => findLine(row, refs))
  // An order that is named says company and currency even where none of its lines is found.
  const [first] = entry.rows.flatMap(({ row }) => refs.lines.get(row.order ?? '') ?? [])
  const companyId = head.companyId ?? first?.companyId
  const currency = head.row.currency ?? first?.currency
  const lines = entry.rows.flatMap(({ rowNo, row }, index) => {
    const typed = typeLine(row, { line: billed[index], companyId, currency, refs })
    if ('error' in typed) errors.push({ ...typed.error, rowNo })
    return 'error' in typed ? [] : [typed]
  })
  if (errors.length > 0) return { kind: 'refused', errors }
  const { supplierNumber, invoicedOn, dueOn, total } = head.row
  return {
    kind: 'typed',
    command: {
      supplierId: head.supplierId,
      companyId,
      supplierNumber,
      invoicedOn,
      dueOn,
      currency,
      total: total === undefined ? undefined : { amount: total, currency: currency ?? '' },
      lines,
    },
  }
}

/** By its number in the order, or by its item where only one line is of it. */
function findLine(row: InvoiceRow, { lines }: InvoiceReferences): BillableLine | undefined {
  const ofOrder = lines.get(row.order ?? '') ?? []
  const { orderLine, item } = row
  if (orderLine !== undefined) return ofOrder.find(({ lineNo }) => lineNo === orderLine)
  const ofItem = ofOrder.filter(({ sku, supplierSku }) => sku === item || supplierSku === item)
  return ofItem.length === 1 ? ofItem[0] : undefined
}

type Around = {
  readonly line: BillableLine | undefined
  readonly companyId: string | undefined
  readonly currency: string | undefined
  readonly refs: InvoiceReferences
}

type Wrong = { readonly error: EntryError }

function wrong(code: string, column: keyof typeof columns, detail: string): Wrong {
  return { error: { code, column, detail } }
}

function typeLine(row: InvoiceRow, around: Around): InvoiceLineInput | Wrong {
  const { currency } = around
  if (currency === undefined) {
    return wrong('currency_missing', 'currency', 'Name the currency: no line names an order.')
  }
  const tax = codeId('tax', row.taxCode, around)
  if (tax === 'unknown') return codeUnknown('tax', 'taxCode', row.taxCode ?? '')
  const shared = { description: row.description, taxCodeId: tax }
  switch (row.kind ?? 'goods') {
    case 'goods':
      return typeGoods(row, around, shared)
    case 'charge':
      return typeCharge(row, around, shared)
    case 'tax':
      return typeTax(row, around, shared)
  }
}

type Shared = {
  readonly description: string | undefined
  readonly taxCodeId: string | undefined
}

function typeGoods(row: InvoiceRow, { line, currency = '' }: Around, shared: Shared) {
  if (row.order === undefined) {
    return wrong('order_missing', 'order', 'Name the order that this line bills.')
  }
  if (line === undefined) {
    const detail = `Name a line of ${row.order} by its number, or by an item that one line has.`
    return wrong('order_line_unknown', 'orderLine', detail)
  }
  if (row.quantity === undefined) {
    return wrong('quantity_missing', 'quantity', 'Write how many this line bills.')
  }
  if (row.price === undefined) return wrong('price_missing', 'price', 'Write the price.')
  const unit = row.unit ?? line.enteredUnit
  return {
    kind: 'goods' as const,
    orderLineId: line.id,
    quantity: { quantity: row.quantity, unit },
    price: { amount: row.price, currency, per: row.per ?? '1', unit },
    amount: row.amount === undefined ? undefined : { amount: row.amount, currency },
    ...shared,
  }
}

function typeCharge(row: InvoiceRow, around: Around, shared: Shared) {
  const { currency = '' } = around
  if (row.chargeCode === undefined) {
    return wrong('charge_code_missing', 'chargeCode', 'Name the charge code.')
  }
  const chargeCodeId = codeId('charge', row.chargeCode, around)
  if (chargeCodeId === undefined || chargeCodeId === 'unknown') {
    return codeUnknown('charge', 'chargeCode', row.chargeCode)
  }
  if (row.amount === undefined) return wrong('amount_missing', 'amount', 'Write the amount.')
  const amount = { amount: row.amount, currency }
  return { kind: 'charge' as const, chargeCodeId, amount, ...shared }
}

function typeTax(row: InvoiceRow, { currency = '' }: Around, shared: Shared) {
  const { taxCodeId, description } = shared
  if (taxCodeId === undefined) {
    return wrong('tax_code_missing', 'taxCode', 'Name the tax code.')
  }
  if (row.amount === undefined) return wrong('amount_missing', 'amount', 'Write the amount.')
  return { kind: 'tax' as const, taxCodeId, amount: { amount: row.amount, currency }, description }
}

function codeId(
  kind: 'tax' | 'charge',
  code: string | undefined,
  { companyId, refs }: Around,
): string | 'unknown' | undefined {
  if (code === undefined) return undefined
  return refs.codeIds.get(`${companyId} ${kind} ${code}`) ?? 'unknown'
}

function codeUnknown(kind: 'tax' | 'charge', column: 'taxCode' | 'chargeCode', code: string) {
  const detail = `Correct ${code}: the company has no active ${kind} code of this name.`
  return wrong(`${kind}_code_unknown`, column, detail)
}
