import { sql } from 'kysely'

import { formatRateE10 } from '#kernel/fx'
import { moneyToWire, priceToWire, quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { HoldView, InvoiceLineView, InvoiceView } from '../contract-views.ts'
import type { InvoiceId } from '../invoice.ts'
import { factsFromJson, factsToWire, reasonSentence } from '../sentences.ts'
import { selectInvoices, toRow } from './list-invoices.ts'

/** @throws {PermissionError} when the actor may not read invoices */
export async function readInvoiceView(
  ask: Ask,
  invoiceId: InvoiceId,
): Promise<InvoiceView | undefined> {
  requirePermission(ask, 'invoices.read')

  const row = await selectInvoices(ask)
    .select([
      'supplier_invoice.goods_minor as goodsMinor',
      'supplier_invoice.charges_minor as chargesMinor',
      'supplier_invoice.tax_minor as taxMinor',
      'supplier_invoice.rate_e10 as rateE10',
      'supplier_invoice.entry_id as entryId',
      'supplier_invoice.release_reason as reason',
      'supplier_invoice.source_system as sourceSystem',
      'supplier_invoice.external_id as externalId',
    ])
    .where('supplier_invoice.id', '=', invoiceId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const lines = await readLines(ask, invoiceId)
  const holds = await readHolds(ask, invoiceId)
  const { currency, companyCurrency } = row
  const measures = new Map(lines.map((line) => [line.id, line]))
  return {
    ...toRow(row),
    goods: moneyToWire(row.goodsMinor, currency),
    charges: moneyToWire(row.chargesMinor, currency),
    tax: moneyToWire(row.taxMinor, currency),
    rate: formatRateE10(row.rateE10),
    entryId: row.entryId,
    reason: row.reason,
    sourceSystem: row.sourceSystem,
    externalId: row.externalId,
    lines: lines.map((line) => lineView(line, currency)),
    holds: holds.map((hold) => {
      const measure = measureOf(measures.get(hold.invoiceLineId ?? ''))
      return holdView(hold, { currency, companyCurrency, measure })
    }),
  }
}

type LineRow = {
  readonly id: string
  readonly lineNo: number
  readonly kind: InvoiceLineView['kind']
  readonly description: string
  readonly amountMinor: bigint
  readonly orderId: string | null
  readonly orderNumber: string | null
  readonly orderLineId: string | null
  readonly orderLineNo: number | null
  readonly itemId: string | null
  readonly sku: string | null
  readonly unit: string | null
  readonly unitDecimals: number | null
  readonly billedUnits: bigint | null
  readonly enteredQuantity: string | null
  readonly enteredUnit: string | null
  readonly priceE4: bigint | null
  readonly pricedUnits: bigint | null
  readonly taxCode: string | null
  readonly chargeCode: string | null
}

async function readLines(ask: Ask, invoiceId: InvoiceId): Promise<readonly LineRow[]> {
  const { rows } = await sql<LineRow>`
    select line.id, line.line_no as "lineNo", line.kind, line.description,
      line.amount_minor as "amountMinor", orders.id as "orderId", orders.number as "orderNumber",
      line.order_line_id as "orderLineId", ordered.line_no as "orderLineNo",
      item.id as "itemId", item.sku, item.unit, item.unit_decimals as "unitDecimals",
      line.billed_units as "billedUnits",
      trim_scale(line.entered_quantity)::text as "enteredQuantity",
      line.entered_unit as "enteredUnit", line.price_e4 as "priceE4",
      line.priced_units as "pricedUnits", tax_code.code as "taxCode",
      charge_code.code as "chargeCode"
    from supplier_invoice_line line
    left join purchase_order_line ordered on ordered.id = line.order_line_id
    left join purchase_order orders on orders.id = ordered.order_id
    left join item on item.id = ordered.item_id
    left join tax_code on tax_code.id = line.tax_code_id
    left join charge_code on charge_code.id = line.charge_code_id
    where line.invoice_id = ${invoiceId}::uuid
    order by line.line_no
  `.execute(ask.db)
  return rows
}

function lineView(line: LineRow, currency: string): InvoiceLineView {
  const measure = measureOf(line)
  const { billedUnits, priceE4, pricedUnits, enteredQuantity, enteredUnit } = line
  const isPriced = measure !== undefined && priceE4 !== null && pricedUnits !== null
  return {
    id: line.id,
    lineNo: line.lineNo,
    kind: line.kind,
    description: line.description,
    amount: moneyToWire(line.amountMinor, currency),
    orderId: line.orderId,
    orderNumber: line.orderNumber,
    orderLineId: line.orderLineId,
    orderLineNo: line.orderLineNo,
    itemId: line.itemId,
    sku: line.sku,
    billed:
      measure === undefined || billedUnits === null ? null : quantityToWire(billedUnits, measure),
    entered:
      enteredQuantity === null || enteredUnit === null
        ? null
        : { quantity: enteredQuantity, unit: enteredUnit },
    price: isPriced
      ? priceToWire({ amountE4: priceE4, perUnits: pricedUnits }, { ...measure, currency })
      : null,
    taxCode: line.taxCode,
    chargeCode: line.chargeCode,
  }
}

function measureOf(line: Pick<LineRow, 'unit' | 'unitDecimals'> | undefined) {
  if (line === undefined || line.unit === null || line.unitDecimals === null) return undefined
  return { unit: line.unit, unitDecimals: line.unitDecimals }
}

type HoldRow = Omit<HoldView, 'facts' | 'detail' | 'heldAt' | 'releasedAt'> & {
  readonly facts: Readonly<Record<string, string>>
  readonly heldAt: Date
  readonly releasedAt: Date | null
}

async function readHolds(ask: Ask, invoiceId: InvoiceId): Promise<readonly HoldRow[]> {
  const { rows } = await sql<HoldRow>`
    select id, invoice_line_id as "invoiceLineId", code, owner, facts, held_at as "heldAt",
      released_at as "releasedAt", released_by_name as "releasedByName"
    from invoice_hold where invoice_id = ${invoiceId}::uuid order by id
  `.execute(ask.db)
  return rows
}

function holdView(hold: HoldRow, units: Parameters<typeof factsToWire>[1]): HoldView {
  const facts = factsToWire(factsFromJson(hold.facts), units)
  return {
    ...hold,
    facts,
    detail: reasonSentence(hold.code, facts),
    heldAt: hold.heldAt.toISOString(),
    releasedAt: hold.releasedAt?.toISOString() ?? null,
  }
}
