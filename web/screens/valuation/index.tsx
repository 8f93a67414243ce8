import { useSearch } from '@tanstack/react-router'

import type { ValuationRow, ValuationTotals } from '#contracts/books/valuation'
import type { CompanyView } from '#contracts/records/companies'

import { useDocument, useList } from '../../api/queries.ts'
import { difference } from '../../look/decimal.ts'
import { isZero, moneyText, quantityText } from '../../look/format.ts'
import { Money } from '../../look/money.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { CompanySelect } from '../../parts/fields/record-selects.tsx'
import { Figures } from '../../parts/figures.tsx'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import { Page } from '../../shell/page.tsx'
import { itemFilter, placeFilter } from '../stock/columns.tsx'

/** What the stock of each item at each place cost, held against the inventory account. */
export function StockValue() {
  const { companyId } = useSearch({ strict: false }) as { companyId?: string }
  const { page } = useList<CompanyView>('/companies', { limit: 200 })
  const company = page?.items.find(({ id }) => id === companyId) ?? page?.items[0]
  return (
    <Page title="Stock value" note={company?.name} isFixed>
      {company ? <Totals companyId={company.id} /> : null}
      <DataList<ValuationRow>
        id="stock-valuation"
        label="Stock value by item and place"
        path="/stock-valuation"
        columns={columns}
        filters={filters}
        searchKey="q"
        searchHint="SKU or name"
        sort="-value"
        isTall
        rowId={({ itemId, placeId }) => `${itemId} ${placeId}`}
        rowName={({ name, placeCode }) => `${name} at ${placeCode}`}
        rowTo={({ itemId }) => `/stock/${itemId}?tab=layers`}
        empty={
          <EmptyState title="No stock has a value yet">
            Goods are valued when they are received, at the order’s price; the invoice corrects it.
          </EmptyState>
        }
      />
    </Page>
  )
}

function Totals({ companyId }: { readonly companyId: string }) {
  const { document } = useDocument<ValuationTotals>('/stock-valuation-totals', { companyId })
  if (!document) return null
  const { value, ledger } = document
  const gap = difference(value.amount, ledger.amount)
  const ties = isZero(gap)
  return (
    <Figures
      figures={[
        { label: 'All layers', value: moneyText(value) },
        { label: 'Inventory account', value: moneyText(ledger) },
        {
          label: 'Difference',
          value: moneyText({ amount: gap, currency: value.currency }),
          note: ties ? 'They tie' : 'Run the doctor: layers and account must be the same',
          tone: ties ? 'ok' : 'crit',
        },
      ]}
    />
  )
}

const columns: readonly Column<ValuationRow>[] = [
  {
    key: 'item',
    head: 'Item',
    sort: 'sku',
    isAlways: true,
    cell: ({ name, sku }) => <NameOverCode name={name} code={sku} />,
  },
  { key: 'place', head: 'Place', cell: ({ placeCode }) => placeCode },
  {
    key: 'method',
    head: 'Valued by',
    cell: ({ method }) => (method === 'fifo' ? 'FIFO' : 'Moving average'),
  },
  {
    key: 'quantity',
    head: 'On hand',
    isFigure: true,
    cell: ({ quantity }) => quantityText(quantity),
  },
  {
    key: 'value',
    head: 'Value',
    sort: 'value',
    isFigure: true,
    cell: ({ value }) => <Money money={value} />,
  },
  {
    key: 'held',
    head: 'Of it held',
    isFigure: true,
    cell: ({ heldValue }) => <Money money={heldValue} />,
  },
  { key: 'layers', head: 'Layers', isFigure: true, cell: ({ layerCount }) => layerCount },
]

const filters: readonly Filter[] = [
  {
    kind: 'search',
    label: 'Company',
    key: 'companyId',
    render: (field) => <CompanySelect isBare {...field} />,
  },
  itemFilter,
  placeFilter,
]
