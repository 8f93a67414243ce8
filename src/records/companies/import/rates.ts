/** Rates by file: each row the rate of a day, found again by its currencies and day. */
import { formatRateE10 } from '#kernel/fx'
import {
  cell,
  entryKey,
  type Fields,
  needed,
  optional,
  recordKind,
  withSaid,
} from '#records/imports'

import type { CurrencyRateId } from '../ids.ts'
import { ensureCurrencies, type StoredRate } from '../store/currencies.ts'
import { type RateKey, readImportedRates, upsertRates } from '../store/import-records.ts'

const columns = {
  fromCurrency: needed(cell.currency, {
    title: 'From currency',
    help: 'One unit of this currency …',
    example: 'EUR',
    synonyms: ['From', 'From currency code', 'Source currency', 'Base', 'Base currency'],
  }),
  toCurrency: needed(cell.currency, {
    title: 'To currency',
    help: '… is worth the rate in this one.',
    example: 'USD',
    synonyms: ['To', 'To currency code', 'Target currency', 'Quote currency'],
  }),
  onDay: needed(cell.day, {
    title: 'Day',
    help: 'From this day on, until there is another.',
    example: '2026-01-31',
    synonyms: ['Date', 'On day', 'Rate date', 'Currency rate date', 'Valid from', 'Datum'],
  }),
  rate: needed(cell.rate, {
    title: 'Rate',
    help: 'With at most 10 decimals.',
    example: '1.0850',
    synonyms: ['Exchange rate', 'End of day rate', 'Closing rate', 'Kurs'],
  }),
  source: optional(cell.text(100), {
    title: 'Source',
    help: 'Who says so.',
    example: 'ECB',
    synonyms: ['Rate source', 'Provider'],
  }),
}

function keyOf({ fromCurrency, toCurrency, onDay }: RateKey): readonly string[] {
  return [fromCurrency, toCurrency, onDay]
}

export const currencyRatesImport = recordKind({
  kind: 'currency-rates',
  title: 'Currency rates',
  permission: 'records.write',
  columns,
  keyOf,
  readReferences: async () => undefined,
  readCurrent: async (ask, rows, options) => {
    const rates = await readImportedRates(ask, rows, options)
    return new Map(rates.map((rate) => [entryKey(keyOf(rate)), rate]))
  },
  after: ({ rate, ...said }, current): StoredRate => {
    const { fromCurrency, toCurrency, onDay } = said
    const before = current ?? { ...usual, fromCurrency, toCurrency, onDay, rateE10: rate }
    return { ...withSaid(before, said), rateE10: rate }
  },
  fieldsOf: (rate): Fields => ({
    fromCurrency: rate.fromCurrency,
    toCurrency: rate.toCurrency,
    onDay: rate.onDay,
    rate: formatRateE10(rate.rateE10),
    source: rate.source,
  }),
  errorsOf: ({ row }) => {
    if (row.fromCurrency !== row.toCurrency) return []
    const detail = 'Name two currencies: one in itself is always worth one.'
    return [{ code: 'same_currency', column: 'toCurrency', detail }]
  },
  write: async (tx, { added, changed }) => {
    const currencies = added.flatMap(({ fromCurrency, toCurrency }) => [fromCurrency, toCurrency])
    await ensureCurrencies(tx, currencies)
    const fresh = added.map((rate) => ({ ...rate, id: tx.newId<'CurrencyRate'>() }))
    await upsertRates(tx, [...fresh, ...changed])
  },
})

const usual = { id: '' as CurrencyRateId, version: 0, source: '' }
