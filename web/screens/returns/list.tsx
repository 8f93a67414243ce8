import { Button } from '@mantine/core'

import type { ReturnRow } from '#contracts/flow/returns'

import { usePermission } from '../../api/session.ts'
import { dayText } from '../../look/days.ts'
import { Money } from '../../look/money.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'

/** Goods that went back to their supplier, newest first. */
export function Returns() {
  const go = useGo()
  const mayPost = usePermission('returns.post')
  const write = () => go('/returns/new')
  return (
    <Page
      title="Returns"
      isFixed
      actions={
        mayPost ? (
          <Button onClick={write} rightSection={<ButtonKey name="c" />}>
            Send goods back
          </Button>
        ) : null
      }
    >
      <DataList<ReturnRow>
        id="returns"
        label="Returns"
        path="/supplier-returns"
        columns={columns}
        filters={filters}
        searchKey="q"
        searchHint="Number"
        sort="-returnedOn"
        rowId={({ id }) => id}
        rowName={({ number }) => number}
        rowTo={({ id }) => `/returns/${id}`}
        keys={{ c: { label: 'send goods back', run: write, isOff: !mayPost } }}
        empty={
          <EmptyState
            title="Nothing went back yet"
            acts={mayPost ? <Button onClick={write}>Send goods back</Button> : null}
          >
            Rejects that wait, and goods that turned out bad, go back against their order. What was
            not invoiced is not owed any more; what was invoiced waits for a credit.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: readonly Column<ReturnRow>[] = [
  { key: 'number', head: 'Return', sort: 'no', isAlways: true, cell: ({ number }) => number },
  {
    key: 'returnedOn',
    head: 'Sent back',
    sort: 'returnedOn',
    cell: ({ returnedOn }) => dayText(returnedOn),
  },
  { key: 'supplier', head: 'Supplier', width: 240, cell: ({ supplierName }) => supplierName },
  { key: 'order', head: 'Order', cell: ({ orderNumber }) => orderNumber },
  { key: 'place', head: 'From', cell: ({ placeName }) => placeName },
  { key: 'rma', head: 'RMA number', cell: ({ rmaNumber }) => rmaNumber || '–' },
  { key: 'reason', head: 'Reason', width: 240, cell: ({ reason }) => reason },
  { key: 'lines', head: 'Lines', isFigure: true, cell: ({ lineCount }) => lineCount },
  { key: 'cost', head: 'Cost', isFigure: true, cell: ({ cost }) => <Money money={cost} /> },
  { key: 'by', head: 'By', isExtra: true, cell: ({ postedByName }) => postedByName },
]

const filters: readonly Filter[] = [
  {
    kind: 'search',
    label: 'Supplier',
    key: 'supplierId',
    render: (field) => <SupplierSelect isBare {...field} />,
  },
  { kind: 'days', label: 'Sent back', fromKey: 'returnedFrom', toKey: 'returnedTo' },
]
