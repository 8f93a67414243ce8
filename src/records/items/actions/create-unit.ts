import { type Refused, refused } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import { insertUnit, type UnitId } from '../store/units.ts'

/** @throws {PermissionError} when the actor may not write records */
export async function createUnit(
  tx: Tx,
  command: { readonly code: string; readonly name: string },
): Promise<{ readonly kind: 'created'; readonly unitId: UnitId } | Refused> {
  requirePermission(tx, 'records.write')

  const unitId = tx.newId<'Unit'>()
  if (await insertUnit(tx, unitId, command)) return { kind: 'created', unitId }
  const detail = `Choose another code: a unit ${command.code} exists already.`
  return refused({ code: 'code_taken', detail, pointer: '/code' })
}
