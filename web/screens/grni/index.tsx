import { useSearch } from '@tanstack/react-router'

import type { GrniAgeingView, GrniRow } from '#contracts/flow/matching'
import type { CompanyView } from '#contracts/records/companies'

import { useDocument, useList } from '../../api/queries.ts'
import { dayText } from '../../look/days.ts'
import { compareDecimals, difference } from '../../look/decimal.ts'
import { countText, moneyText, quantityText } from '../../look/format.ts'
import { Money } from '../../look/money.tsx'
import { StatusBadge } from '../../look/status-badge.tsx'
import { type Word, wordOf } from '../../look/words.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter, SavedView } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { CompanySelect, SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { type Figure, Figures } from '../../parts/figures.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import styles from './grni.module.css'

/** What came and is not invoiced, by age, line by line, each with why it still stands. */
export function Grni() {
  const { page: companies, problem } = useList<CompanyView>('/companies')
  const { companyId: chosen } = useSearch({ strict: false }) as { companyId?: string }
  const companyId = chosen ?? companies?.items[0]?.id
  const filters = (companies?.items.length ?? 0) > 1 ? [companyFilter, ...ownFilters] : ownFilters
  return (
    <Page title="Received, not invoiced" isFixed>
      {problem ? <Refusal problem={problem} sentence="The companies can’t be read." /> : null}
      {companies && companies.items.length === 0 ? <NoCompany /> : null}
      {companyId ? (
        <>
          <Ageing companyId={companyId} />
          <DataList<GrniRow>
            id="grni"
            label="Received, not invoiced"
            path="/grni-balances"
            query={{ companyId }}
            columns={columns}
            filters={filters}
            views={views}
            sort="firstOn"
            rowId={({ orderLineId }) => orderLineId}
            rowName={nameOf}
            rowTo={({ orderId }) => `/orders/${orderId}`}
            empty={
              <EmptyState title="Nothing waits for an invoice">
                Goods that were received and not invoiced yet stand here, line by line, until the
                supplier’s invoice matches them. The sum is what the ledger owes.
              </EmptyState>
            }
          />
        </>
      ) : null}
    </Page>
  )
}

function NoCompany() {
  return (
    <EmptyState
      title="There is no company yet"
      acts={<ScreenLink to="/imports">Import companies</ScreenLink>}
    >
      What is received and not invoiced is kept in the books of a company.
    </EmptyState>
  )
}

/** The buckets, and whether the lines add up to the ledger's account. */
function Ageing({ companyId }: { readonly companyId: string }) {
  const { document: ageing, problem } = useDocument<GrniAgeingView>('/grni-ageing', { companyId })
  if (problem) return <Refusal problem={problem} sentence="The ageing can’t be read." />
  if (!ageing) return <p role="status">Reading the ageing</p>
  const gap = difference(ageing.total.amount, ageing.ledger.amount)
  const ties = compareDecimals(gap, '0') === 0
  const gapText = moneyText({ ...ageing.total, amount: gap })
  const total: Figure = {
    label: `All, ${dayText(ageing.asOf)}`,
    value: moneyText(ageing.total),
    note: ties ? 'Equals the ledger' : `${gapText} off the ledger`,
    tone: ties ? 'ok' : 'crit',
  }
  const buckets = ageing.buckets.map(({ bucket, amount, lineCount }): Figure => {
    const isOld = bucket === '90+' && lineCount > 0
    return {
      label: `${bucketText(bucket)} days`,
      value: moneyText(amount),
      note: lineCount === 1 ? '1 line' : `${countText(lineCount)} lines`,
      ...(isOld ? { tone: 'warn' as const } : {}),
    }
  })
  return (
    <div className={styles.figures}>
      <Figures figures={[total, ...buckets]} />
    </div>
  )
}

const reasonWords: Readonly<Record<string, Word>> = {
  awaiting_invoice: { tone: 'neutral', label: 'Awaits invoice' },
  over_invoiced: { tone: 'warn', label: 'Invoiced, not received' },
  price_dispute: { tone: 'crit', label: 'Price in dispute' },
  return_pending: { tone: 'info', label: 'To be sent back' },
}

const nameOf = ({ orderNumber, orderLineNo }: GrniRow) => `${orderNumber}, line ${orderLineNo}`

const columns: readonly Column<GrniRow>[] = [
  { key: 'line', head: 'Order line', isAlways: true, cell: nameOf },
  { key: 'supplier', head: 'Supplier', width: 220, cell: ({ supplierName }) => supplierName },
  { key: 'sku', head: 'Item', cell: ({ sku }) => sku },
  {
    key: 'quantity',
    head: 'Quantity',
    isFigure: true,
    cell: ({ quantity }) => quantityText(quantity),
  },
  {
    key: 'document',
    head: 'In the order’s currency',
    isFigure: true,
    isExtra: true,
    cell: ({ documentAmount }) => <Money money={documentAmount} />,
  },
  {
    key: 'amount',
    head: 'Accrued',
    sort: 'amount',
    isFigure: true,
    cell: ({ amount }) => <Money money={amount} />,
  },
  { key: 'firstOn', head: 'Since', sort: 'firstOn', cell: ({ firstOn }) => dayText(firstOn) },
  { key: 'age', head: 'Days', isFigure: true, cell: ({ ageDays }) => countText(ageDays) },
  {
    key: 'reason',
    head: 'Why',
    cell: ({ reason }) => {
      const { tone, label } = wordOf(reasonWords, reason)
      return <StatusBadge tone={tone}>{label}</StatusBadge>
    },
  },
]

const buckets = ['0-30', '31-60', '61-90', '90+'] as const
const bucketText = (bucket: string) => bucket.replace('-', '–')

const ownFilters: readonly Filter[] = [
  {
    kind: 'choice',
    label: 'Age',
    key: 'bucket',
    options: buckets.map((value) => ({ value, label: `${bucketText(value)} days` })),
  },
  {
    kind: 'choice',
    label: 'Why',
    key: 'reason',
    options: Object.entries(reasonWords).map(([value, { label }]) => ({ value, label })),
  },
  {
    kind: 'search',
    label: 'Supplier',
    key: 'supplierId',
    render: (field) => <SupplierSelect isBare {...field} />,
  },
]

const companyFilter: Filter = {
  kind: 'search',
  label: 'Company',
  key: 'companyId',
  render: (field) => <CompanySelect isBare {...field} />,
}

const views: readonly SavedView[] = [
  { label: 'All', query: {} },
  ...buckets.map((bucket) => ({ label: bucketText(bucket), query: { bucket } })),
]
