import {
  type Changed,
  type NotFound,
  planChange,
  type Refused,
  refused,
  type Stale,
} from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import type { SupplierTermId } from '../queries/quote.ts'
import type { Break } from '../rules/quote.ts'
import { termFaults } from '../rules/term.ts'
import {
  lockTerm,
  readStoredBreaks,
  replaceBreaks,
  type TermFields,
  updateTerm,
} from '../store/terms.ts'

export type ChangeTerm = {
  readonly termId: SupplierTermId
  /** The version the caller saw; absent: whatever it is. */
  readonly seenVersion?: number | undefined
  readonly changes: { readonly [Name in keyof TermFields]?: TermFields[Name] | undefined }
  /** All breaks from now on; absent: those there are. */
  readonly breaks?: readonly Break[] | undefined
}

/**
 * Changes what is given and leaves the rest. Orders quoted before keep their price.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function changeTerm(
  tx: Tx,
  command: ChangeTerm,
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'records.write')

  const { termId, seenVersion: seen, changes } = command
  const before = await lockTerm(tx, termId)
  const evenIfSame = command.breaks !== undefined
  const plan = await planChange(tx, { table: 'supplier_term', before, seen, changes, evenIfSame })
  if (plan.kind !== 'differs') return plan

  const { after } = plan
  const breaks = command.breaks ?? (await readStoredBreaks(tx, termId))
  const faults = termFaults({ ...after, breaks })
  if (faults.length > 0) return refused(...faults)
  await updateTerm(tx, after)
  if (command.breaks !== undefined) await replaceBreaks(tx, termId, breaks)
  const { supplierId, itemId } = after
  const subject = { kind: 'supplier_term', id: termId }
  announce(tx, 'supplier-term.changed', subject, { supplierId, itemId })
  return { kind: 'changed' }
}
