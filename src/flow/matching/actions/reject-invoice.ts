import type { NotFound, Stale } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import { setInvoiceStatus } from '../store/settle.ts'
import { type MatchInvoice, type NotOpen, openInvoice } from './match-invoice.ts'

export type RejectInvoice = MatchInvoice & { readonly reason: string }

export type RejectOutcome = { readonly kind: 'rejected' } | NotFound | NotOpen | Stale

/**
 * Turns an invoice down that was not posted; its number is free again.
 *
 * @throws {PermissionError} when the actor may not match invoices
 */
export async function rejectInvoice(tx: Tx, command: RejectInvoice): Promise<RejectOutcome> {
  requirePermission(tx, 'invoices.match')

  const opened = await openInvoice(tx, command, 'rejected')
  if (opened.kind !== 'open') return opened
  const { reason, invoiceId } = command
  await setInvoiceStatus(tx, invoiceId, { status: 'rejected', reason })
  announce(tx, 'invoice.rejected', { kind: 'supplier_invoice', id: invoiceId }, { reason })
  return { kind: 'rejected' }
}
