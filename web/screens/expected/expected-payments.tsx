import type { ExpectedPaymentRow } from '#contracts/books/cash'

import { dayText, today } from '../../look/days.ts'
import { Money } from '../../look/money.tsx'
import { StatusBadge } from '../../look/status-badge.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { DocumentLink, documentPath } from '../../parts/document-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { CompanySelect, SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { Page } from '../../shell/page.tsx'
import { Firmness, firmnessWords } from './firmness.tsx'

/** What is still to be paid, and when: from the terms of orders, until invoices replace them. */
export function ExpectedPayments() {
  return (
    <Page title="Expected payments" isFixed>
      <DataList<ExpectedPaymentRow>
        id="expected-payments"
        label="Expected payments"
        path="/expected-payments"
        columns={columns}
        filters={filters}
        sort="dueOn"
        rowId={({ id }) => id}
        rowTo={({ source, supplierId }) =>
          documentPath(source.kind, source.id) ?? `/suppliers/${supplierId}`
        }
        rowName={({ supplierName, dueOn }) => `${supplierName} on ${dayText(dueOn)}`}
        empty={
          <EmptyState title="Nothing is to be paid">
            An order that was sent expects a payment by its terms; the invoice that is matched
            replaces it by what is really owed.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: readonly Column<ExpectedPaymentRow>[] = [
  {
    key: 'dueOn',
    head: 'Due',
    sort: 'dueOn',
    isAlways: true,
    cell: ({ dueOn }) => (
      <>
        {dayText(dueOn)} {dueOn < today() ? <StatusBadge tone="warn">Past</StatusBadge> : null}
      </>
    ),
  },
  { key: 'supplier', head: 'Supplier', width: 300, cell: ({ supplierName }) => supplierName },
  { key: 'amount', head: 'Amount', isFigure: true, cell: ({ amount }) => <Money money={amount} /> },
  { key: 'firmness', head: 'How sure', cell: ({ firmness }) => <Firmness firmness={firmness} /> },
  { key: 'source', head: 'From', cell: ({ source }) => <DocumentLink {...source} /> },
]

const filters: readonly Filter[] = [
  {
    kind: 'search',
    label: 'Company',
    key: 'companyId',
    render: (field) => <CompanySelect isBare {...field} />,
  },
  {
    kind: 'search',
    label: 'Supplier',
    key: 'supplierId',
    render: (field) => <SupplierSelect isBare {...field} />,
  },
  {
    kind: 'choice',
    label: 'How sure',
    key: 'firmness',
    options: ['requested', 'ordered', 'confirmed', 'invoiced'].map((value) => ({
      value,
      label: firmnessWords[value]?.label ?? value,
    })),
  },
  { kind: 'days', label: 'Due', fromKey: 'dueFrom', toKey: 'dueTo' },
]
