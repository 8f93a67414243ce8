import { requirePermission, type Tx } from '#platform/work'

import { mayBecome } from '../rules/import-status.ts'
import { deleteRows, type ImportId, lockImport, setStatus } from '../store/imports.ts'

export type DiscardOutcome =
  | { readonly kind: 'discarded' }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'not_now'; readonly status: string }

/**
 * Throws an upload away; that there was one stays known.
 *
 * @throws {PermissionError} when the actor may not run imports
 */
export async function discardImport(tx: Tx, importId: ImportId): Promise<DiscardOutcome> {
  requirePermission(tx, 'imports.run')
  const found = await lockImport(tx, importId)
  if (found === undefined) return { kind: 'not_found' }
  if (!mayBecome(found.status, 'discarded')) return { kind: 'not_now', status: found.status }
  await setStatus(tx, importId, 'discarded')
  await deleteRows(tx, importId)
  return { kind: 'discarded' }
}
