import type { CompanyView, RateView } from '#contracts/records/companies'

import { dayText, today } from '../../look/days.ts'
import { decimalText, trimmed } from '../../look/format.ts'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { currencyFilter, optionOfCurrency } from '../../parts/fields/currency-filter.tsx'
import { RecordList } from '../../parts/record-form/record-list.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'

/** What one of a currency is worth in another, from the end of a day on. */
export function Rates({ company }: { readonly company: CompanyView }) {
  return (
    <RecordList<RateView>
      id="currency-rates"
      label="Currency rates"
      noun="rate"
      path="/currency-rates"
      columns={columns}
      filters={filters}
      sort="-onDay"
      newFields={newFields}
      fields={newFields}
      defaults={{ toCurrency: company.currency, onDay: today() }}
      nameOf={({ fromCurrency, toCurrency }) => `${fromCurrency} to ${toCurrency}`}
      teaches="Documents in another currency are converted at the latest rate on or before their day."
      note="Holds from the end of its day until the next. What is posted stays as it was posted."
    />
  )
}

const newFields: readonly RecordField[] = [
  {
    kind: 'list',
    key: 'fromCurrency',
    label: 'One',
    isRequired: true,
    isForGood: true,
    path: '/currencies',
    optionOf: optionOfCurrency,
  },
  {
    kind: 'list',
    key: 'toCurrency',
    label: 'Is worth, in',
    isRequired: true,
    isForGood: true,
    path: '/currencies',
    optionOf: optionOfCurrency,
  },
  { kind: 'decimal', key: 'rate', label: 'Rate', digitsMax: 10, isRequired: true },
  { kind: 'day', key: 'onDay', label: 'From the end of', isRequired: true, isForGood: true },
  { kind: 'text', key: 'source', label: 'Source', max: 100 },
]

const columns: readonly Column<RateView>[] = [
  {
    key: 'pair',
    head: 'Pair',
    isAlways: true,
    cell: ({ fromCurrency, toCurrency }) => `${fromCurrency} → ${toCurrency}`,
  },
  {
    key: 'onDay',
    head: 'From the end of',
    sort: 'onDay',
    cell: ({ onDay }) => dayText(onDay, true),
  },
  { key: 'rate', head: 'Rate', isFigure: true, cell: ({ rate }) => decimalText(trimmed(rate)) },
  { key: 'source', head: 'Source', width: 240, cell: ({ source }) => source || '–' },
]

const filters: readonly Filter[] = [
  currencyFilter('From currency', 'fromCurrency'),
  currencyFilter('To currency', 'toCurrency'),
  { kind: 'days', label: 'Day', fromKey: 'since', toKey: 'until' },
]
