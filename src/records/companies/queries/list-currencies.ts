import { minorDigits } from '#kernel/currency'
import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { CurrencyView, ListCurrenciesQuery } from '../contract.ts'
import type { CurrencyId } from '../store/currencies.ts'

const sorts = { code: { column: 'currency.code', type: 'text' } } as const

/** @throws {PermissionError} when the actor may not read records */
export async function listCurrencies(
  ask: Ask,
  asked: ListCurrenciesQuery,
): Promise<Page<CurrencyView>> {
  requirePermission(ask, 'records.read')

  return readPage(ask, selectRows(ask), { sorts, id: 'currency.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read records */
export async function readCurrency(
  ask: Ask,
  currencyId: CurrencyId,
): Promise<CurrencyView | undefined> {
  requirePermission(ask, 'records.read')

  const row = await selectRows(ask).where('currency.id', '=', currencyId).executeTakeFirst()
  return row && toView(row)
}

function selectRows(ask: Ask) {
  return ask.db
    .selectFrom('currency')
    .select([
      'currency.id',
      'currency.code',
      'currency.name',
      'currency.is_active as isActive',
      'currency.version',
    ])
}

/** Picked field by field, since a page's rows carry its cursor too. */
function toView(row: Omit<CurrencyView, 'minorDigits'>): CurrencyView {
  const { id, code, name, isActive, version } = row
  return { id, code, name, minorDigits: minorDigits(code) ?? 2, isActive, version }
}
