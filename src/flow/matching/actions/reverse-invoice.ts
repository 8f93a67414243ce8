import { type EntryId, lockGrni, postEntry, readEntryLines } from '#books/ledger'
import { applyPlan, planRevalue, type RevalueLine, type RevaluePlan } from '#books/valuation'
import { type LineOfOrder, lockOrderLines, type OrderLineId } from '#flow/purchasing'
import { dayAt } from '#kernel/day'
import { invariant } from '#kernel/invariant'
import { lesser } from '#kernel/value'
import type { NotFound, Stale } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { type CompanyId, postingContext, readCompany } from '#records/companies'

import type { Invoice } from '../invoice.ts'
import { readMatchRows } from '../queries/match-rows.ts'
import { reversalEntry, undoMatch } from '../rules/reversal.ts'
import type { MatchRow } from '../rules/settlement.ts'
import { unsettleInvoice } from '../store/settle.ts'
import { keptUnits } from './lay-out.ts'
import { type MatchInvoice, type NotOpen, type NotPostable, openInvoice } from './match-invoice.ts'
import { countInvoiced, recordAccruals } from './post-invoice.ts'

export type ReverseInvoice = MatchInvoice & { readonly reason: string }

export type ReverseOutcome =
  | { readonly kind: 'reversed'; readonly entryId: string }
  | NotFound
  | NotOpen
  | NotPostable
  | Stale

/**
 * Takes a posted invoice back by an equal and opposite entry on today's day: the accrual stands again
 * at what it was cleared at, the debt and the expected payment are gone, and the order may be billed
 * anew.
 *
 * @throws {PermissionError} when the actor may not release invoices
 */
export async function reverseInvoice(tx: Tx, command: ReverseInvoice): Promise<ReverseOutcome> {
  requirePermission(tx, 'invoices.release')

  const opened = await openInvoice(tx, command, 'reversed')
  if (opened.kind !== 'open') return opened
  const { invoice } = opened
  const matched = await readMatchRows(tx, invoice.id)
  const orderLineIds = matched.map((row) => row.orderLineId as OrderLineId)
  const orderLines = orderLineIds.length === 0 ? [] : await lockOrderLines(tx, orderLineIds)
  const accruals = await lockGrni(tx, [...new Set(orderLineIds)].sort())
  const company = await readCompany(tx, invoice.companyId as CompanyId)
  invariant(company !== undefined, 'the company of an invoice is there')
  const context = await postingContext(tx, {
    companyId: company.id,
    day: dayAt(tx.now.getTime(), company.timeZone),
    documentCurrency: invoice.currency,
  })
  if (context.kind === 'missing') return { kind: 'not_postable', missing: context.missing }

  const revalue = await planRevalue(tx, {
    companyId: invoice.companyId,
    lines: matched.flatMap((row) => takeBack(row, orderLines)),
  })
  const rows = undoMatch(matched, accruals)
  const entryId = await enterReversal(tx, invoice, { context, revalue, rows })
  await recordAccruals(tx, invoice, { entryId, rows, onDay: context.valuedOn })
  await applyPlan(tx, revalue, {
    entryId,
    valuedOn: context.valuedOn,
    causeKind: 'supplier_invoice',
    causeId: invoice.id,
    kind: 'revalue',
  })
  const { reason } = command
  await unsettleInvoice(tx, { invoiceId: invoice.id, entryId, rows, reason })
  await countInvoiced(tx, invoice, { rows, payableMinor: 0n })
  const { number, supplierId } = invoice
  const told = { number, supplierId, entryId, reason }
  announce(tx, 'invoice.reversed', { kind: 'supplier_invoice', id: invoice.id }, told)
  return { kind: 'reversed', entryId }
}

/** The variance of a line, to be taken out of what is still on hand of it. */
function takeBack(row: MatchRow, orderLines: readonly LineOfOrder[]): readonly RevalueLine[] {
  const varianceMinor = -(row.varianceStockMinor + row.varianceExpenseMinor)
  const ordered = orderLines.find((line) => line.id === row.orderLineId)
  invariant(ordered !== undefined, 'a matched order line is there')
  const receivedUnits = keptUnits(ordered)
  if (varianceMinor === 0n || receivedUnits === 0n) return []
  const { id: orderLineId, itemId, order } = ordered
  const units = lesser(row.units, receivedUnits)
  return [{ orderLineId, itemId, placeId: order.placeId, units, receivedUnits, varianceMinor }]
}

async function enterReversal(
  tx: Tx,
  invoice: Invoice,
  given: {
    readonly context: Parameters<typeof postEntry>[1]['context']
    readonly revalue: RevaluePlan
    readonly rows: readonly MatchRow[]
  },
): Promise<EntryId> {
  const { context, revalue, rows } = given
  const reversesId = invoice.entryId as EntryId
  const posted = await readEntryLines(tx, reversesId)
  return postEntry(tx, {
    id: tx.newId<'JournalEntry'>(),
    key: `invoice-reversed:${invoice.id}`,
    context,
    sourceKind: 'supplier_invoice',
    sourceId: invoice.id,
    memo: `Reversal of invoice ${invoice.supplierNumber}`,
    documentCurrency: invoice.currency,
    reversesId,
    lines: reversalEntry(posted, rows, revalue.ledgerLines, context.accountIdByControl),
  })
}
