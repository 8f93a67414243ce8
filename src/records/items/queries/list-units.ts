import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { ListUnitsQuery, UnitView } from '../contract.ts'
import type { UnitId } from '../store/units.ts'

const sorts = { code: { column: 'unit.code', type: 'text' } } as const

/** @throws {PermissionError} when the actor may not read records */
export async function listUnits(ask: Ask, asked: ListUnitsQuery): Promise<Page<UnitView>> {
  requirePermission(ask, 'records.read')

  return readPage(ask, selectUnits(ask), { sorts, id: 'unit.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read records */
export async function readUnit(ask: Ask, unitId: UnitId): Promise<UnitView | undefined> {
  requirePermission(ask, 'records.read')

  const row = await selectUnits(ask).where('unit.id', '=', unitId).executeTakeFirst()
  return row && toView(row)
}

function selectUnits(ask: Ask) {
  return ask.db.selectFrom('unit').select(['unit.id', 'unit.code', 'unit.name', 'unit.version'])
}

function toView({ id, code, name, version }: UnitView): UnitView {
  return { id, code, name, version }
}
