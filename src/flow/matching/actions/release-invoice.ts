import { lockOrderLines } from '#flow/purchasing'
import type { NotFound, Stale } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import { layOut } from './lay-out.ts'
import {
  type MatchInvoice,
  type NotOpen,
  type NotPostable,
  openInvoice,
  tellPosted,
} from './match-invoice.ts'
import { postInvoice } from './post-invoice.ts'

export type ReleaseInvoice = MatchInvoice & { readonly reason: string }

export type ReleaseOutcome =
  | {
      readonly kind: 'posted'
      readonly fit: 'released'
      readonly entryId: string
      readonly payableMinor: bigint
      readonly companyCurrency: string
    }
  /** Nobody lets through what they wrote down. */
  | { readonly kind: 'self_release' }
  | NotFound
  | NotOpen
  | NotPostable
  | Stale

/**
 * Lets a held invoice through: a person answers for its reasons, which are kept with their name and
 * why. It posts as it is, whatever the checks say now. Who captured it may not.
 *
 * @throws {PermissionError} when the actor may not release invoices
 */
export async function releaseInvoice(tx: Tx, command: ReleaseInvoice): Promise<ReleaseOutcome> {
  requirePermission(tx, 'invoices.release')

  const opened = await openInvoice(tx, command, 'posted')
  if (opened.kind !== 'open') return opened
  const { invoice } = opened
  if (invoice.status !== 'held') return { kind: 'not_open', status: invoice.status }
  if (invoice.capturedBy === tx.actor.id) return { kind: 'self_release' }

  const laid = await layOut(tx, invoice, (ids) => lockOrderLines(tx, ids))
  const posted = await postInvoice(tx, laid, command.reason)
  if (posted.kind === 'missing') return { kind: 'not_postable', missing: posted.missing }
  const subject = { kind: 'supplier_invoice', id: invoice.id }
  announce(tx, 'invoice.released', subject, { reason: command.reason })
  tellPosted(tx, laid, { ...posted, fit: 'released' })
  return { ...posted, fit: 'released', companyCurrency: laid.facts.companyCurrency }
}
