import { type NotFound, type Stale, staleSince } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import type { SupplierTermId } from '../queries/quote.ts'
import { lockTerm, removeTerm } from '../store/terms.ts'

/**
 * Takes terms away that were written down by mistake; those that ended are better given a last day.
 * Orders quoted by them keep their price.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function deleteTerm(
  tx: Tx,
  command: { readonly termId: SupplierTermId; readonly seenVersion?: number | undefined },
): Promise<{ readonly kind: 'deleted' } | NotFound | Stale> {
  requirePermission(tx, 'records.write')

  const { termId: id, seenVersion: seen } = command
  const term = await lockTerm(tx, id)
  if (term === undefined) return { kind: 'not_found' }
  const { version, supplierId, itemId } = term
  const stale = await staleSince(tx, { table: 'supplier_term', id, seen, version })
  if (stale !== undefined) return stale
  await removeTerm(tx, id)
  const subject = { kind: 'supplier_term', id }
  announce(tx, 'supplier-term.deleted', subject, { supplierId, itemId })
  return { kind: 'deleted' }
}
