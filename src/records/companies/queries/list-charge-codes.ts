import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { ChargeCodeView, ListCodesQuery } from '../contract.ts'
import type { ChargeCodeId } from '../ids.ts'

const sorts = { code: { column: 'charge_code.code', type: 'text' } } as const

/** @throws {PermissionError} when the actor may not read records */
export async function listChargeCodes(
  ask: Ask,
  asked: ListCodesQuery,
): Promise<Page<ChargeCodeView>> {
  requirePermission(ask, 'records.read')

  let query = selectRows(ask)
  if (asked.companyId !== undefined)
    query = query.where('charge_code.company_id', '=', asked.companyId)
  return readPage(ask, query, { sorts, id: 'charge_code.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read records */
export async function readChargeCode(
  ask: Ask,
  chargeCodeId: ChargeCodeId,
): Promise<ChargeCodeView | undefined> {
  requirePermission(ask, 'records.read')

  const row = await selectRows(ask).where('charge_code.id', '=', chargeCodeId).executeTakeFirst()
  return row && toView(row)
}

function selectRows(ask: Ask) {
  return ask.db
    .selectFrom('charge_code')
    .select([
      'charge_code.id',
      'charge_code.company_id as companyId',
      'charge_code.code',
      'charge_code.name',
      'charge_code.follows_goods as followsGoods',
      'charge_code.account_id as accountId',
      'charge_code.is_active as isActive',
      'charge_code.version',
    ])
}

/** Picked field by field, since a page's rows carry its cursor too. */
function toView(row: ChargeCodeView): ChargeCodeView {
  const { id, companyId, code, name, followsGoods, accountId, isActive, version } = row
  return { id, companyId, code, name, followsGoods, accountId, isActive, version }
}
