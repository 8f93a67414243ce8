import { type Changed, type NotFound, planChange, type Stale } from '#platform/change'
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
): Promise<Changed | NotFound | Stale> {
  requirePermission(tx, 'records.write')

  const { unitId, seenVersion: seen, changes } = command
  const before = await lockUnit(tx, unitId)
  const plan = await planChange(tx, { table: 'unit', before, seen, changes })
  if (plan.kind !== 'differs') return plan

  await updateUnit(tx, plan.after)
  return { kind: 'changed' }
}
