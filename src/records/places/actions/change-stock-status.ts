import { type Changed, type NotFound, planChange, type Stale } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import { lockStatus, type StockStatusId, updateStatus } from '../store/statuses.ts'

/**
 * Names a status anew. Its code and whether it is usable stay: stock lies in it.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function changeStockStatus(
  tx: Tx,
  command: {
    readonly statusId: StockStatusId
    readonly seenVersion?: number | undefined
    readonly changes: { readonly name?: string | undefined }
  },
): Promise<Changed | NotFound | Stale> {
  requirePermission(tx, 'records.write')

  const { statusId, seenVersion: seen, changes } = command
  const before = await lockStatus(tx, statusId)
  const plan = await planChange(tx, { table: 'stock_status', before, seen, changes })
  if (plan.kind !== 'differs') return plan

  await updateStatus(tx, plan.after)
  return { kind: 'changed' }
}
