import { type Refused, refused } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import type { StockStatus } from '../queries/stock-statuses.ts'
import { insertStatus, type StockStatusId } from '../store/statuses.ts'

/** @throws {PermissionError} when the actor may not write records */
export async function createStockStatus(
  tx: Tx,
  command: StockStatus,
): Promise<{ readonly kind: 'created'; readonly statusId: StockStatusId } | Refused> {
  requirePermission(tx, 'records.write')

  const statusId = tx.newId<'StockStatus'>()
  if (await insertStatus(tx, statusId, command)) return { kind: 'created', statusId }
  const detail = `Choose another code: a stock status ${command.code} exists already.`
  return refused({ code: 'code_taken', detail, pointer: '/code' })
}
