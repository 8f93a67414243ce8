import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { ListCodesQuery, TaxCodeView } from '../contract.ts'
import type { TaxCodeId } from '../ids.ts'

const sorts = { code: { column: 'tax_code.code', type: 'text' } } as const

/** @throws {PermissionError} when the actor may not read records */
export async function listTaxCodes(ask: Ask, asked: ListCodesQuery): Promise<Page<TaxCodeView>> {
  requirePermission(ask, 'records.read')

  let query = selectRows(ask)
  if (asked.companyId !== undefined)
    query = query.where('tax_code.company_id', '=', asked.companyId)
  return readPage(ask, query, { sorts, id: 'tax_code.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read records */
export async function readTaxCode(
  ask: Ask,
  taxCodeId: TaxCodeId,
): Promise<TaxCodeView | undefined> {
  requirePermission(ask, 'records.read')

  const row = await selectRows(ask).where('tax_code.id', '=', taxCodeId).executeTakeFirst()
  return row && toView(row)
}

function selectRows(ask: Ask) {
  return ask.db
    .selectFrom('tax_code')
    .select([
      'tax_code.id',
      'tax_code.company_id as companyId',
      'tax_code.code',
      'tax_code.name',
      'tax_code.rate_bps as rateBps',
      'tax_code.recoverable_bps as recoverableBps',
      'tax_code.is_active as isActive',
      'tax_code.version',
    ])
}

/** Picked field by field, since a page's rows carry its cursor too. */
function toView(row: TaxCodeView): TaxCodeView {
  const { id, companyId, code, name, rateBps, recoverableBps, isActive, version } = row
  return { id, companyId, code, name, rateBps, recoverableBps, isActive, version }
}
