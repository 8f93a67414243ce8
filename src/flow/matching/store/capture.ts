import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { GoodsLine, InvoiceHead, InvoiceLine } from '../invoice.ts'

export type NewInvoice = InvoiceHead & {
  readonly sourceSystem: string
  readonly externalId: string
  readonly lines: readonly InvoiceLine[]
}

/**
 * Writes an invoice with its lines, in one statement.
 *
 * @returns its number, or `undefined` when a living twin or one from the same source is there
 */
export async function insertInvoice(tx: Tx, invoice: NewInvoice): Promise<string | undefined> {
  const { lines } = invoice
  const goods = <T>(of: (line: GoodsLine) => T) =>
    lines.map((line) => (line.kind === 'goods' ? of(line) : null))
  const { rows } = await sql<{ number: string }>`
    with head as (
      insert into supplier_invoice (id, supplier_number, normal_number, company_id, supplier_id,
        currency, rate_e10, invoiced_on, due_on, status, goods_minor, charges_minor, tax_minor,
        total_minor, captured_at, captured_by, captured_by_name, source_system, external_id)
      values (${invoice.id}, ${invoice.supplierNumber}, ${invoice.normalNumber},
        ${invoice.companyId}, ${invoice.supplierId}, ${invoice.currency}, ${invoice.rateE10},
        ${invoice.invoicedOn}, ${invoice.dueOn}, 'captured', ${invoice.goodsMinor},
        ${invoice.chargesMinor}, ${invoice.taxMinor}, ${invoice.totalMinor}, ${tx.now},
        ${tx.actor.id}, ${tx.actor.name}, ${invoice.sourceSystem}, ${invoice.externalId})
      on conflict do nothing
      returning id, number
    ), lines as (
      insert into supplier_invoice_line (id, invoice_id, line_no, kind, description, order_line_id,
        billed_units, entered_quantity, entered_unit, price_e4, priced_units, amount_minor,
        tax_code_id, charge_code_id)
      select line.id, head.id, line.line_no, line.kind, line.description, line.order_line_id,
        line.billed_units, line.entered_quantity, line.entered_unit, line.price_e4,
        line.priced_units, line.amount_minor, line.tax_code_id, line.charge_code_id
      from head, unnest(
        ${lines.map((line) => line.id)}::uuid[],
        ${lines.map((line) => line.lineNo)}::integer[],
        ${lines.map((line) => line.kind)}::text[],
        ${lines.map((line) => line.description)}::text[],
        ${goods((line) => line.orderLineId)}::uuid[],
        ${goods((line) => line.billedUnits)}::bigint[],
        ${goods((line) => line.enteredQuantity)}::numeric[],
        ${goods((line) => line.enteredUnit)}::text[],
        ${goods((line) => line.price.amountE4)}::bigint[],
        ${goods((line) => line.price.perUnits)}::bigint[],
        ${lines.map((line) => line.amountMinor)}::bigint[],
        ${lines.map((line) => line.taxCodeId)}::uuid[],
        ${lines.map((line) => (line.kind === 'charge' ? line.chargeCodeId : null))}::uuid[]
      ) as line (id, line_no, kind, description, order_line_id, billed_units, entered_quantity,
        entered_unit, price_e4, priced_units, amount_minor, tax_code_id, charge_code_id)
    )
    select number from head
  `.execute(tx.db)
  return rows[0]?.number
}
