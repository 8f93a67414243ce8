import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { ListStatusesQuery, StatusView } from '../contract.ts'
import type { StockStatusId } from '../store/statuses.ts'

const sorts = { code: { column: 'stock_status.code', type: 'text' } } as const

/** @throws {PermissionError} when the actor may not read records */
export async function listStockStatuses(
  ask: Ask,
  asked: ListStatusesQuery,
): Promise<Page<StatusView>> {
  requirePermission(ask, 'records.read')

  return readPage(ask, selectStatuses(ask), { sorts, id: 'stock_status.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read records */
export async function readStockStatus(
  ask: Ask,
  statusId: StockStatusId,
): Promise<StatusView | undefined> {
  requirePermission(ask, 'records.read')

  const row = await selectStatuses(ask).where('stock_status.id', '=', statusId).executeTakeFirst()
  return row && toView(row)
}

function selectStatuses(ask: Ask) {
  return ask.db
    .selectFrom('stock_status')
    .select([
      'stock_status.id',
      'stock_status.code',
      'stock_status.name',
      'stock_status.is_usable as isUsable',
      'stock_status.version',
    ])
}

function toView({ id, code, name, isUsable, version }: StatusView): StatusView {
  return { id, code, name, isUsable, version }
}
