import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** A line of an order as an invoice in a file may name it. */
export type BillableLine = {
  readonly id: string
  readonly orderNumber: string
  readonly lineNo: number
  readonly sku: string
  readonly supplierSku: string
  readonly enteredUnit: string
  readonly currency: string
  readonly companyId: string
}

/** All lines of the released orders of these numbers. */
export async function readBillableLines(
  ask: Ask,
  orderNumbers: readonly string[],
): Promise<readonly BillableLine[]> {
  if (orderNumbers.length === 0) return []
  const { rows } = await sql<BillableLine>`
    select line.id, purchase.number as "orderNumber", line.line_no as "lineNo", item.sku,
           line.supplier_sku as "supplierSku", line.entered_unit as "enteredUnit",
           purchase.currency, purchase.company_id as "companyId"
    from unnest(${[...new Set(orderNumbers)]}::text[]) as asked (number)
    join purchase_order purchase on purchase.number = asked.number
    join purchase_order_line line on line.order_id = purchase.id
    join item on item.id = line.item_id
    order by line.order_id, line.line_no
  `.execute(ask.db)
  return rows
}

export type InvoiceName = {
  readonly supplierId: string
  readonly normalNumber: string
  readonly invoicedOn: string
}

export type KnownInvoice = InvoiceName & {
  readonly number: string
  readonly currency: string
  readonly totalMinor: bigint
  readonly lineCount: number
}

/** Living invoices of these suppliers, numbers and days. */
export async function readKnownInvoices(
  ask: Ask,
  names: readonly InvoiceName[],
): Promise<readonly KnownInvoice[]> {
  if (names.length === 0) return []
  const { rows } = await sql<KnownInvoice>`
    select invoice.supplier_id as "supplierId", invoice.normal_number as "normalNumber",
           invoice.invoiced_on as "invoicedOn", invoice.number, invoice.currency,
           invoice.total_minor as "totalMinor",
           (select count(*)::int from supplier_invoice_line line
            where line.invoice_id = invoice.id) as "lineCount"
    from unnest(${names.map((name) => name.supplierId)}::uuid[],
                ${names.map((name) => name.normalNumber)}::text[],
                ${names.map((name) => name.invoicedOn)}::date[])
      as asked (supplier_id, normal_number, invoiced_on)
    join supplier_invoice invoice
      on invoice.supplier_id = asked.supplier_id and invoice.normal_number = asked.normal_number
      and invoice.invoiced_on = asked.invoiced_on
    where invoice.status not in ('rejected', 'reversed')
  `.execute(ask.db)
  return rows
}

export type CompanyCodes = {
  readonly companyId: string
  readonly kind: 'tax' | 'charge'
  readonly code: string
  readonly id: string
}

/** Tax and charge codes in use, of all companies, under these names. */
export async function readCodesNamed(
  ask: Ask,
  codes: readonly string[],
): Promise<readonly CompanyCodes[]> {
  if (codes.length === 0) return []
  const { rows } = await sql<CompanyCodes>`
    select company_id as "companyId", 'tax' as kind, code, id from tax_code
    where is_active and code = any(${codes}::text[])
    union all
    select company_id, 'charge', code, id from charge_code
    where is_active and code = any(${codes}::text[])
  `.execute(ask.db)
  return rows
}
