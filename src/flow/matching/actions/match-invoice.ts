import { lockOrderLines } from '#flow/purchasing'
import { type NotFound, type Stale, staleSince } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import type { Invoice, InvoiceId } from '../invoice.ts'
import type { Check } from '../rules/check.ts'
import { type InvoiceStatus, mayBecome } from '../rules/invoice-life.ts'
import { checkInvoice, failuresOf } from '../rules/three-way-match.ts'
import { lockInvoice } from '../store/read-invoice.ts'
import { holdInvoice } from '../store/settle.ts'
import { type LaidOut, layOut } from './lay-out.ts'
import { postInvoice } from './post-invoice.ts'

export type MatchInvoice = {
  readonly invoiceId: InvoiceId
  /** The version the caller saw, when it matters to them. */
  readonly seen?: number | undefined
}

export type NotOpen = { readonly kind: 'not_open'; readonly status: InvoiceStatus }
export type NotPostable = {
  readonly kind: 'not_postable'
  readonly missing: readonly ('rate' | 'open_period')[]
}

export type MatchedInvoice = {
  readonly kind: 'posted'
  readonly fit: 'matched' | 'matched_in_tolerance'
  readonly entryId: string
  readonly payableMinor: bigint
  readonly companyCurrency: string
}

export type HeldInvoice = { readonly kind: 'held'; readonly reasons: readonly Check[] }

export type MatchOutcome = MatchedInvoice | HeldInvoice | NotFound | NotOpen | NotPostable | Stale

/**
 * Matches one supplier invoice and, if it fits, owes the supplier the money, in one transaction.
 *
 * Read, decide, write: everything is read and locked first, one pure rule decides, and only then do
 * we write. So a refusal never has anything to undo, and two clerks who press the button at the same
 * moment take turns.
 *
 * @throws {PermissionError} when the actor may not match invoices
 */
export async function matchInvoice(tx: Tx, command: MatchInvoice): Promise<MatchOutcome> {
  requirePermission(tx, 'invoices.match')

  const opened = await openInvoice(tx, command, 'posted')
  if (opened.kind !== 'open') return opened
  const laid = await layOut(tx, opened.invoice, (ids) => lockOrderLines(tx, ids))
  const checks = checkInvoice(laid.papers)
  const reasons = failuresOf(checks)
  return reasons.length > 0 ? hold(tx, laid, reasons) : post(tx, laid, checks)
}

/** Locks an invoice that may still become `to`, and is as the caller saw it. */
export async function openInvoice(
  tx: Tx,
  command: MatchInvoice,
  to: InvoiceStatus,
): Promise<{ readonly kind: 'open'; readonly invoice: Invoice } | NotFound | NotOpen | Stale> {
  const { invoiceId: id, seen } = command
  const invoice = await lockInvoice(tx, id)
  if (invoice === undefined) return { kind: 'not_found' }
  if (!mayBecome(invoice.status, to)) return { kind: 'not_open', status: invoice.status }
  const { version } = invoice
  const stale = await staleSince(tx, { table: 'supplier_invoice', id, seen, version })
  return stale ?? { kind: 'open', invoice }
}

async function post(
  tx: Tx,
  laid: LaidOut,
  checks: readonly Check[],
): Promise<MatchedInvoice | NotPostable> {
  const posted = await postInvoice(tx, laid)
  if (posted.kind === 'missing') return { kind: 'not_postable', missing: posted.missing }
  const fit = checks.some((check) => check.outcome === 'in_tolerance')
    ? 'matched_in_tolerance'
    : 'matched'
  tellPosted(tx, laid, { ...posted, fit })
  return { ...posted, fit, companyCurrency: laid.facts.companyCurrency }
}

/** Tells that money is owed, whether a rule or a person let the invoice through. */
export function tellPosted(
  tx: Tx,
  { invoice, facts }: LaidOut,
  posted: { readonly entryId: string; readonly payableMinor: bigint; readonly fit: string },
): void {
  announce(
    tx,
    'invoice.posted',
    { kind: 'supplier_invoice', id: invoice.id },
    {
      number: invoice.number,
      supplierId: invoice.supplierId,
      companyId: invoice.companyId,
      entryId: posted.entryId,
      fit: posted.fit,
      payableMinor: posted.payableMinor,
      companyCurrency: facts.companyCurrency,
    },
  )
}

async function hold(tx: Tx, laid: LaidOut, reasons: readonly Check[]): Promise<HeldInvoice> {
  const { invoice } = laid
  await holdInvoice(tx, invoice.id, reasons)
  announce(
    tx,
    'invoice.held',
    { kind: 'supplier_invoice', id: invoice.id },
    {
      number: invoice.number,
      supplierId: invoice.supplierId,
      reasons: reasons.map(({ code, owner, invoiceLineId }) => ({ code, owner, invoiceLineId })),
    },
  )
  return { kind: 'held', reasons }
}
