import { useParams } from '@tanstack/react-router'

import type { AccountEntryRow } from '#contracts/books/ledger'
import type { AccountView } from '#contracts/records/companies'

import { useDocument } from '../../api/queries.ts'
import { dayText } from '../../look/days.ts'
import { Money } from '../../look/money.tsx'
import { controlWord, sentence } from '../../look/words.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { DocumentLink } from '../../parts/document-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { UnreadPage } from '../../parts/unread-page.tsx'
import { Page } from '../../shell/page.tsx'

const crumb = { label: 'Trial balance', to: '/trial-balance' }

/** What was posted to one account, newest first. */
export function Account() {
  const { accountId = '' } = useParams({ strict: false }) as { accountId?: string }
  const { document: account, problem } = useDocument<AccountView>(`/accounts/${accountId}`)
  if (!account) return <UnreadPage title="Account" crumb={crumb} problem={problem} />
  return (
    <Page
      title={`${account.code} ${account.name}`}
      crumb={crumb}
      note={account.control === null ? sentence(account.kind) : controlWord(account.control)}
      isFixed
    >
      <DataList<AccountEntryRow>
        id="account-entries"
        label={`Lines of ${account.name}`}
        path="/account-entries"
        query={{ accountId }}
        columns={columns}
        filters={filters}
        sort="-no"
        rowId={({ entryId, lineNo }) => `${entryId} ${lineNo}`}
        rowName={({ entryNo, lineNo }) => `Entry ${entryNo}, line ${lineNo}`}
        rowTo={({ entryId }) => `/journal/${entryId}`}
        empty={
          <EmptyState title="Nothing was posted to this account">
            Lines show here as documents post to it; each opens its journal entry.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: readonly Column<AccountEntryRow>[] = [
  { key: 'no', head: 'Entry', sort: 'no', isAlways: true, cell: ({ entryNo }) => entryNo },
  { key: 'postedOn', head: 'Posted on', cell: ({ postedOn }) => dayText(postedOn) },
  { key: 'valuedOn', head: 'Valued on', isExtra: true, cell: ({ valuedOn }) => dayText(valuedOn) },
  { key: 'source', head: 'From', cell: ({ source }) => <DocumentLink {...source} /> },
  { key: 'memo', head: 'For', width: 300, cell: ({ memo }) => memo },
  { key: 'supplier', head: 'Supplier', width: 220, cell: (line) => line.supplierName ?? '–' },
  {
    key: 'debit',
    head: 'Debit',
    isFigure: true,
    cell: ({ debit }) => (debit === null ? '' : <Money money={debit} />),
  },
  {
    key: 'credit',
    head: 'Credit',
    isFigure: true,
    cell: ({ credit }) => (credit === null ? '' : <Money money={credit} />),
  },
  {
    key: 'document',
    head: 'In the document',
    isFigure: true,
    isExtra: true,
    cell: (line) => (line.documentAmount === null ? '–' : <Money money={line.documentAmount} />),
  },
]

const filters: readonly Filter[] = [
  {
    kind: 'search',
    label: 'Supplier',
    key: 'supplierId',
    render: (field) => <SupplierSelect isBare {...field} />,
  },
  { kind: 'days', label: 'Posted', fromKey: 'postedFrom', toKey: 'postedTo' },
]
