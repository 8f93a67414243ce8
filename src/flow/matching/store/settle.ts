/** What becomes of an invoice: held with its reasons, posted with its match, rejected or reversed. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

import type { InvoiceId } from '../invoice.ts'
import type { Check } from '../rules/check.ts'
import type { InvoiceStatus } from '../rules/invoice-life.ts'
import type { MatchRow } from '../rules/settlement.ts'

/** Puts these reasons in place of those it was held for before. */
export async function holdInvoice(
  tx: Tx,
  invoiceId: InvoiceId,
  reasons: readonly Check[],
): Promise<void> {
  await sql`
    with gone as (
      delete from invoice_hold where invoice_id = ${invoiceId}::uuid and released_at is null
    ), held as (
      update supplier_invoice set status = 'held', version = version + 1
      where id = ${invoiceId}::uuid
    )
    insert into invoice_hold (id, invoice_id, invoice_line_id, code, owner, facts, held_at)
    select reason.id, ${invoiceId}::uuid, reason.invoice_line_id, reason.code, reason.owner,
      reason.facts::jsonb, ${tx.now}::timestamptz
    from unnest(
      ${reasons.map(() => tx.newId())}::uuid[],
      ${reasons.map((reason) => reason.invoiceLineId)}::uuid[],
      ${reasons.map((reason) => reason.code)}::text[],
      ${reasons.map((reason) => reason.owner)}::text[],
      ${reasons.map((reason) => toJson(reason.facts))}::text[]
    ) as reason (id, invoice_line_id, code, owner, facts)
  `.execute(tx.db)
}

export type Posted = {
  readonly invoiceId: InvoiceId
  readonly entryId: string
  readonly payableMinor: bigint
  readonly rows: readonly MatchRow[]
  readonly wasHeld: boolean
  /** Present when a person let a held invoice through; the holds are kept with their name. */
  readonly releaseReason: string | undefined
}

/**
 * The match rows and the status, in one statement; what becomes of the holds goes before, where there
 * can be any.
 */
export async function settleInvoice(tx: Tx, posted: Posted): Promise<void> {
  if (posted.wasHeld) await settleHolds(tx, posted)
  await sql`
    with posted as (
      update supplier_invoice set status = 'posted', payable_minor = ${posted.payableMinor}::bigint,
        entry_id = ${posted.entryId}::uuid, posted_at = ${tx.now}::timestamptz,
        release_reason = ${posted.releaseReason ?? ''}::text, version = version + 1
      where id = ${posted.invoiceId}::uuid
    )
    ${insertRows(tx, posted)}
  `.execute(tx.db)
}

/** A person's release keeps the holds with their name; those of a bill that fits now are gone. */
async function settleHolds(tx: Tx, posted: Posted): Promise<void> {
  if (posted.releaseReason === undefined) {
    await sql`
      delete from invoice_hold
      where invoice_id = ${posted.invoiceId}::uuid and released_at is null
    `.execute(tx.db)
    return
  }
  await sql`
    update invoice_hold set released_at = ${tx.now}, released_by = ${tx.actor.id},
      released_by_name = ${tx.actor.name}
    where invoice_id = ${posted.invoiceId}::uuid and released_at is null
  `.execute(tx.db)
}

/** The opposite of a match, with the invoice's new status. */
export async function unsettleInvoice(
  tx: Tx,
  reversed: Omit<Posted, 'releaseReason' | 'payableMinor' | 'wasHeld'> & {
    readonly reason: string
  },
): Promise<void> {
  await sql`
    with reversed as (
      update supplier_invoice set status = 'reversed', release_reason = ${reversed.reason}::text,
        version = version + 1
      where id = ${reversed.invoiceId}::uuid
    )
    ${insertRows(tx, reversed)}
  `.execute(tx.db)
}

export async function setInvoiceStatus(
  tx: Tx,
  invoiceId: InvoiceId,
  change: { readonly status: InvoiceStatus; readonly reason: string },
): Promise<void> {
  await sql`
    update supplier_invoice set status = ${change.status}, release_reason = ${change.reason},
      version = version + 1
    where id = ${invoiceId}::uuid
  `.execute(tx.db)
}

function insertRows(
  tx: Tx,
  matched: {
    readonly invoiceId: string
    readonly entryId: string
    readonly rows: readonly MatchRow[]
  },
) {
  const { rows } = matched
  return sql`
    insert into match_row (id, invoice_id, invoice_line_id, order_line_id, units,
      billed_document_minor, cleared_document_minor, cleared_minor, variance_stock_minor,
      variance_expense_minor, fx_minor, entry_id, matched_at)
    select row.id, ${matched.invoiceId}::uuid, row.invoice_line_id, row.order_line_id, row.units,
      row.billed, row.cleared_document, row.cleared, row.stock, row.expense, row.fx,
      ${matched.entryId}::uuid, ${tx.now}::timestamptz
    from unnest(
      ${rows.map(() => tx.newId())}::uuid[],
      ${rows.map((row) => row.invoiceLineId)}::uuid[],
      ${rows.map((row) => row.orderLineId)}::uuid[],
      ${rows.map((row) => row.units)}::bigint[],
      ${rows.map((row) => row.billedDocumentMinor)}::bigint[],
      ${rows.map((row) => row.clearedDocumentMinor)}::bigint[],
      ${rows.map((row) => row.clearedMinor)}::bigint[],
      ${rows.map((row) => row.varianceStockMinor)}::bigint[],
      ${rows.map((row) => row.varianceExpenseMinor)}::bigint[],
      ${rows.map((row) => row.fxMinor)}::bigint[]
    ) as row (id, invoice_line_id, order_line_id, units, billed, cleared_document, cleared, stock,
      expense, fx)`
}
