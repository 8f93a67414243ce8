/** One statement reads an invoice with its lines, locked for an act or as it stands for a question. */
import { sql } from 'kysely'

import { invariant } from '#kernel/invariant'
import type { Ask } from '#platform/work'

import type { Invoice, InvoiceId, InvoiceLine, InvoiceLineId } from '../invoice.ts'
import type { InvoiceStatus } from '../rules/invoice-life.ts'

type InvoiceRow = {
  readonly id: string
  readonly number: string
  readonly supplier_number: string
  readonly normal_number: string
  readonly company_id: string
  readonly supplier_id: string
  readonly currency: string
  readonly rate_e10: bigint
  readonly invoiced_on: string
  readonly due_on: string
  readonly status: string
  readonly goods_minor: bigint
  readonly charges_minor: bigint
  readonly tax_minor: bigint
  readonly total_minor: bigint
  readonly entry_id: string | null
  readonly captured_by: string
  readonly version: number
  readonly line_id: string | null
  readonly line_no: number
  readonly kind: string
  readonly description: string
  readonly order_line_id: string | null
  readonly billed_units: bigint | null
  readonly entered_quantity: string | null
  readonly entered_unit: string | null
  readonly price_e4: bigint | null
  readonly priced_units: bigint | null
  readonly amount_minor: bigint
  readonly tax_code_id: string | null
  readonly charge_code_id: string | null
}

const columns = sql.raw(`
  held.id, held.number, held.supplier_number, held.normal_number, held.company_id,
  held.supplier_id, held.currency, held.rate_e10, held.invoiced_on, held.due_on, held.status,
  held.goods_minor, held.charges_minor, held.tax_minor, held.total_minor, held.entry_id,
  held.captured_by, held.version, line.id as line_id, line.line_no, line.kind, line.description, line.order_line_id,
  line.billed_units, line.entered_quantity, line.entered_unit, line.price_e4, line.priced_units,
  line.amount_minor, line.tax_code_id, line.charge_code_id`)

/** Two clerks who press the button at the same moment take turns here. */
export async function lockInvoice(ask: Ask, invoiceId: InvoiceId): Promise<Invoice | undefined> {
  const { rows } = await sql<InvoiceRow>`
    with held as materialized (
      select * from supplier_invoice where id = ${invoiceId}::uuid for update
    )
    select ${columns} from held left join supplier_invoice_line line on line.invoice_id = held.id
    order by line.line_no
  `.execute(ask.db)
  return invoiceOf(rows)
}

export async function readInvoice(ask: Ask, invoiceId: InvoiceId): Promise<Invoice | undefined> {
  const { rows } = await sql<InvoiceRow>`
    select ${columns}
    from supplier_invoice held left join supplier_invoice_line line on line.invoice_id = held.id
    where held.id = ${invoiceId}::uuid
    order by line.line_no
  `.execute(ask.db)
  return invoiceOf(rows)
}

function invoiceOf(rows: readonly InvoiceRow[]): Invoice | undefined {
  const [head] = rows
  if (head === undefined) return undefined
  return {
    id: head.id as InvoiceId,
    number: head.number,
    supplierNumber: head.supplier_number,
    normalNumber: head.normal_number,
    companyId: head.company_id,
    supplierId: head.supplier_id,
    currency: head.currency,
    rateE10: head.rate_e10,
    invoicedOn: head.invoiced_on,
    dueOn: head.due_on,
    status: head.status as InvoiceStatus,
    goodsMinor: head.goods_minor,
    chargesMinor: head.charges_minor,
    taxMinor: head.tax_minor,
    totalMinor: head.total_minor,
    entryId: head.entry_id,
    capturedBy: head.captured_by,
    version: head.version,
    lines: rows.filter((row) => row.line_id !== null).map(lineOf),
  }
}

function lineOf(row: InvoiceRow): InvoiceLine {
  const head = {
    id: row.line_id as InvoiceLineId,
    lineNo: row.line_no,
    description: row.description,
    amountMinor: row.amount_minor,
    taxCodeId: row.tax_code_id,
  }
  if (row.kind === 'charge') {
    invariant(row.charge_code_id !== null, 'a charge line has its code')
    return { ...head, kind: 'charge', chargeCodeId: row.charge_code_id }
  }
  if (row.kind === 'tax') {
    invariant(row.tax_code_id !== null, 'a tax line has its code')
    return { ...head, kind: 'tax', taxCodeId: row.tax_code_id }
  }
  invariant(
    row.order_line_id !== null && row.billed_units !== null && row.price_e4 !== null,
    'a goods line has its order line, units and price',
  )
  return {
    ...head,
    kind: 'goods',
    orderLineId: row.order_line_id,
    billedUnits: row.billed_units,
    enteredQuantity: row.entered_quantity ?? '',
    enteredUnit: row.entered_unit ?? '',
    price: { amountE4: row.price_e4, perUnits: row.priced_units ?? 1n },
  }
}
