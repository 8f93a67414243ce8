import type { EntryRow } from '#contracts/books/ledger'

import { dayText, instantText } from '../../look/days.ts'
import { Money } from '../../look/money.tsx'
import { StatusBadge } from '../../look/status-badge.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { DocumentLink, documentName, postingKinds } from '../../parts/document-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { CompanySelect } from '../../parts/fields/record-selects.tsx'
import { Page } from '../../shell/page.tsx'

/** Every entry in the books, newest first. */
export function Journal() {
  return (
    <Page title="Journal" isFixed>
      <DataList<EntryRow>
        id="journal"
        label="Journal entries"
        path="/journal-entries"
        columns={columns}
        filters={filters}
        sort="-no"
        rowId={({ id }) => id}
        rowName={({ no }) => `Entry ${no}`}
        rowTo={({ id }) => `/journal/${id}`}
        empty={
          <EmptyState title="Nothing was posted yet">
            Documents post by themselves, each as one entry that balances. An entry is never
            changed; a correction is an entry of its own.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: readonly Column<EntryRow>[] = [
  { key: 'no', head: 'Entry', sort: 'no', isAlways: true, cell: ({ no }) => no },
  { key: 'postedOn', head: 'Posted on', sort: 'postedOn', cell: (row) => dayText(row.postedOn) },
  { key: 'source', head: 'From', cell: ({ source }) => <DocumentLink {...source} /> },
  { key: 'memo', head: 'For', width: 380, cell: ({ memo }) => memo },
  { key: 'amount', head: 'Amount', isFigure: true, cell: ({ amount }) => <Money money={amount} /> },
  { key: 'valuedOn', head: 'Valued on', isExtra: true, cell: (row) => dayText(row.valuedOn) },
  {
    key: 'currency',
    head: 'Document in',
    isExtra: true,
    cell: ({ documentCurrency }) => documentCurrency,
  },
  { key: 'postedAt', head: 'At', isExtra: true, cell: ({ postedAt }) => instantText(postedAt) },
  {
    key: 'state',
    head: 'State',
    cell: ({ reversesId, reversedById }) => {
      if (reversesId !== null) return <StatusBadge tone="neutral">Correction</StatusBadge>
      if (reversedById !== null) return <StatusBadge tone="warn">Taken back</StatusBadge>
      return <StatusBadge tone="ok">Posted</StatusBadge>
    },
  },
]

const filters: readonly Filter[] = [
  {
    kind: 'search',
    label: 'Company',
    key: 'companyId',
    render: (field) => <CompanySelect isBare {...field} />,
  },
  {
    kind: 'choice',
    label: 'From',
    key: 'sourceKind',
    options: postingKinds.map((value) => ({ value, label: documentName(value) })),
  },
  { kind: 'days', label: 'Posted', fromKey: 'postedFrom', toKey: 'postedTo' },
]
