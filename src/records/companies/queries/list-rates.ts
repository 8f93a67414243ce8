import { formatRateE10 } from '#kernel/fx'
import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { ListRatesQuery, RateView } from '../contract.ts'
import type { CurrencyRateId } from '../ids.ts'

const sorts = { onDay: { column: 'currency_rate.on_day', type: 'date' } } as const

/** @throws {PermissionError} when the actor may not read records */
export async function listRates(ask: Ask, asked: ListRatesQuery): Promise<Page<RateView>> {
  requirePermission(ask, 'records.read')

  let query = selectRows(ask)
  if (asked.fromCurrency !== undefined)
    query = query.where('currency_rate.from_currency', '=', asked.fromCurrency)
  if (asked.toCurrency !== undefined)
    query = query.where('currency_rate.to_currency', '=', asked.toCurrency)
  if (asked.since !== undefined) query = query.where('currency_rate.on_day', '>=', asked.since)
  if (asked.until !== undefined) query = query.where('currency_rate.on_day', '<=', asked.until)
  return readPage(ask, query, { sorts, id: 'currency_rate.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read records */
export async function readRate(ask: Ask, rateId: CurrencyRateId): Promise<RateView | undefined> {
  requirePermission(ask, 'records.read')

  const row = await selectRows(ask).where('currency_rate.id', '=', rateId).executeTakeFirst()
  return row && toView(row)
}

function selectRows(ask: Ask) {
  return ask.db
    .selectFrom('currency_rate')
    .select([
      'currency_rate.id',
      'currency_rate.from_currency as fromCurrency',
      'currency_rate.to_currency as toCurrency',
      'currency_rate.on_day as onDay',
      'currency_rate.rate_e10 as rateE10',
      'currency_rate.source',
      'currency_rate.version',
    ])
}

type Row = Omit<RateView, 'rate'> & { readonly rateE10: bigint }

/** Picked field by field, since a page's rows carry its cursor too. */
function toView(row: Row): RateView {
  const { id, fromCurrency, toCurrency, onDay, source, version } = row
  const rate = formatRateE10(row.rateE10)
  return { id, fromCurrency, toCurrency, onDay, rate, source, version }
}
