import {
  differs,
  type NotFound,
  notFoundHere,
  type Stale,
  staleSince,
  withChanges,
} from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import { lockUnit, type UnitId, updateUnit } from '../store/units.ts'

/**
 * Names a unit anew. Its code stays: items, packs and papers are written in it.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function changeUnit(
  tx: Tx,
  command: {
    readonly unitId: UnitId
    readonly seenVersion?: number | undefined
    readonly changes: { readonly name?: string | undefined }
  },
): Promise<{ readonly kind: 'changed' } | NotFound | Stale> {
  requirePermission(tx, 'records.write')

  const { unitId, seenVersion: seen, changes } = command
  const before = await lockUnit(tx, unitId)
  if (before === undefined) return notFoundHere
  const { version } = before
  const stale = await staleSince(tx, { table: 'unit', id: unitId, seen, version })
  if (stale !== undefined) return stale
  if (differs(before, changes)) await updateUnit(tx, withChanges(before, changes))
  return { kind: 'changed' }
}
