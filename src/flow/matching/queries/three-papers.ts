import { sql } from 'kysely'

import { type LineOfOrder, readOrderLines } from '#flow/purchasing'
import { invariant } from '#kernel/invariant'
import { sumOf } from '#kernel/list'
import { valueMinor } from '#kernel/value'
import { moneyToWire, priceToWire, quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'
import type { ItemFacts } from '#records/items'

import { keptUnits, type LaidOut, layOut } from '../actions/lay-out.ts'
import type { CheckView, PaperLineView, PapersView } from '../contract-views.ts'
import type { GoodsLine, InvoiceId } from '../invoice.ts'
import { checkInvoice } from '../rules/three-way-match.ts'
import { readInvoice } from '../store/read-invoice.ts'
import { readMatchRows } from './match-rows.ts'
import { checksToWire, readMeasures } from './measures.ts'
import { readInvoiceView } from './read-invoice-view.ts'

/**
 * An invoice beside its orders and receipts, each line with the checks of the very rule that decides.
 * Of a posted invoice its own units are left out of what was invoiced before.
 *
 * @throws {PermissionError} when the actor may not read invoices
 */
export async function readThreePapers(
  ask: Ask,
  invoiceId: InvoiceId,
): Promise<PapersView | undefined> {
  requirePermission(ask, 'invoices.read')

  const invoice = await readInvoice(ask, invoiceId)
  const view = await readInvoiceView(ask, invoiceId)
  if (invoice === undefined || view === undefined) return undefined
  const own = await readMatchRows(ask, invoiceId)
  const laid = withoutOwn(await layOut(ask, invoice, (ids) => readOrderLines(ask, ids)), own)
  const measures = await readMeasures(ask, laid)
  const receipts = await readReceipts(ask, [...laid.orderLines.keys()])
  const checks = checksToWire(
    checkInvoice(laid.papers),
    { ...laid, companyCurrency: laid.facts.companyCurrency },
    measures,
  )
  const goodsIds = new Set<string>(laid.goods.map((line) => line.id))
  return {
    invoice: view,
    lines: laid.goods.map((line) => paperLine(line, { laid, measures, receipts, checks })),
    checks: checks.filter((check) => !goodsIds.has(check.invoiceLineId ?? '')),
    result: resultOf(checks),
  }
}

function withoutOwn(
  laid: LaidOut,
  own: readonly {
    readonly orderLineId: string
    readonly units: bigint
    readonly billedDocumentMinor: bigint
  }[],
): LaidOut {
  if (own.length === 0) return laid
  const orderLines = new Map(
    [...laid.papers.orderLines].map(([id, line]) => {
      const rows = own.filter((row) => row.orderLineId === id)
      return [
        id,
        {
          ...line,
          invoicedUnits: line.invoicedUnits - sumOf(rows, (row) => row.units),
          invoicedMinor: line.invoicedMinor - sumOf(rows, (row) => row.billedDocumentMinor),
        },
      ] as const
    }),
  )
  return { ...laid, papers: { ...laid.papers, orderLines } }
}

type Beside = {
  readonly laid: LaidOut
  readonly measures: ReadonlyMap<string, ItemFacts>
  readonly receipts: ReadonlyMap<string, readonly ReceiptRow[]>
  readonly checks: readonly CheckView[]
}

function paperLine(line: GoodsLine, { laid, measures, receipts, checks }: Beside): PaperLineView {
  const ordered = laid.orderLines.get(line.orderLineId)
  const papers = laid.papers.orderLines.get(line.orderLineId)
  const item = measures.get(line.orderLineId)
  invariant(
    ordered !== undefined && papers !== undefined && item !== undefined,
    'a billed order line and its item are there',
  )
  const quantity = (units: bigint) => quantityToWire(units, item)
  const { currency } = laid.invoice
  return {
    invoiceLineId: line.id,
    itemId: item.id,
    sku: item.sku,
    name: item.name,
    order: {
      orderId: ordered.order.id,
      orderNumber: papers.orderNumber,
      lineId: ordered.id,
      lineNo: ordered.lineNo,
      quantity: quantity(ordered.orderedUnits),
      price: orderPrice(ordered, item),
      amount: moneyToWire(valueMinor(ordered.orderedUnits, ordered.price), ordered.order.currency),
    },
    receipts: {
      kept: quantity(keptUnits(ordered)),
      invoicedBefore: quantity(papers.invoicedUnits),
      documents: (receipts.get(line.orderLineId) ?? []).map((row) => ({
        receiptId: row.receiptId,
        number: row.number,
        receivedOn: row.receivedOn,
        accepted: quantity(row.acceptedUnits),
        quarantined: quantity(row.quarantinedUnits),
        rejected: quantity(row.rejectedUnits),
      })),
    },
    invoice: {
      quantity: quantity(line.billedUnits),
      price: priceToWire(line.price, { ...item, currency }),
      amount: moneyToWire(line.amountMinor, currency),
    },
    checks: checks.filter((check) => check.invoiceLineId === line.id),
  }
}

/** All three papers speak of stocking units, so that their figures can be laid side by side. */
function orderPrice(ordered: LineOfOrder, item: ItemFacts) {
  const { currency } = ordered.order
  return priceToWire(ordered.price, { ...item, currency })
}

function resultOf(checks: readonly CheckView[]): PapersView['result'] {
  if (checks.some((check) => check.outcome === 'fails')) return 'fails'
  return checks.some((check) => check.outcome === 'in_tolerance') ? 'in_tolerance' : 'fits'
}

type ReceiptRow = {
  readonly orderLineId: string
  readonly receiptId: string
  readonly number: string
  readonly receivedOn: string
  readonly acceptedUnits: bigint
  readonly quarantinedUnits: bigint
  readonly rejectedUnits: bigint
}

async function readReceipts(
  ask: Ask,
  orderLineIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ReceiptRow[]>> {
  const { rows } = await sql<ReceiptRow>`
    select line.order_line_id as "orderLineId", receipt.id as "receiptId", receipt.number,
      receipt.received_on as "receivedOn", line.accepted_units as "acceptedUnits",
      line.quarantined_units as "quarantinedUnits", line.rejected_units as "rejectedUnits"
    from receipt_line line join receipt on receipt.id = line.receipt_id
    where line.order_line_id = any(${orderLineIds}::uuid[])
    order by line.order_line_id, line.id
  `.execute(ask.db)
  return Map.groupBy(rows, (row) => row.orderLineId)
}
