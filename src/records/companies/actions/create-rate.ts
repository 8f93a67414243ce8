import { type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { requirePermission, type Tx } from '#platform/work'

import type { CurrencyRateId } from '../ids.ts'
import { ensureCurrencies, insertRate, type RateFields } from '../store/currencies.ts'

export type CreateRate = Omit<RateFields, 'source'> & { readonly source?: string | undefined }

/**
 * Writes down the rate of a day.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function createRate(
  tx: Tx,
  command: CreateRate,
): Promise<{ readonly kind: 'created'; readonly rateId: CurrencyRateId } | Refused> {
  requirePermission(tx, 'records.write')

  const { fromCurrency, toCurrency, onDay, rateE10 } = command
  const errors = [
    ...(fromCurrency === toCurrency ? [sameCurrency] : []),
    ...(rateE10 <= 0n ? [rateZero] : []),
  ]
  if (errors.length > 0) return refused(...errors)
  await ensureCurrencies(tx, [fromCurrency, toCurrency])
  const rateId = tx.newId<'CurrencyRate'>()
  const isNew = await insertRate(tx, rateId, { ...command, source: command.source ?? '' })
  if (isNew) return { kind: 'created', rateId }
  const detail = `Change the rate of ${onDay} from ${fromCurrency} to ${toCurrency}: there is one.`
  return refused({ code: 'rate_taken', detail, pointer: '/onDay' })
}

export const rateZero: ErrorFact = {
  code: 'rate_zero',
  detail: 'Give a rate above zero.',
  pointer: '/rate',
}

const sameCurrency: ErrorFact = {
  code: 'same_currency',
  detail: 'Name two currencies: one in itself is always worth one.',
  pointer: '/toCurrency',
}
