import { Button } from '@mantine/core'

import type { OrderRow } from '#contracts/flow/customer-orders'

import { usePermission } from '../../api/session.ts'
import { dayText } from '../../look/days.ts'
import { Money } from '../../look/money.tsx'
import { StatusBadge } from '../../look/status-badge.tsx'
import { wordOf } from '../../look/words.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ListSelect } from '../../parts/fields/list-select.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { ScreenLink, useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { itemFilter, placeFilter } from '../stock/columns.tsx'
import { lifecycleWords } from './words.ts'

/** What customers ordered, newest first. */
export function CustomerOrders() {
  const go = useGo()
  const mayWrite = usePermission('demand.write')
  const add = () => go('/customer-orders/new')
  return (
    <Page
      title="Customer orders"
      isFixed
      actions={
        mayWrite ? (
          <Button onClick={add} rightSection={<ButtonKey name="c" />}>
            New order
          </Button>
        ) : null
      }
    >
      <DataList<OrderRow>
        id="customer-orders"
        label="Customer orders"
        path="/customer-orders"
        columns={columns}
        filters={filters}
        searchKey="q"
        searchHint="Number or customer"
        sort="-orderedOn"
        rowId={({ id }) => id}
        rowName={({ number }) => number}
        rowTo={({ id }) => `/customer-orders/${id}`}
        keys={{ c: { label: 'new order', run: add, isOff: !mayWrite } }}
        empty={
          <EmptyState
            title="No customer has ordered yet"
            acts={
              mayWrite ? (
                <>
                  <Button onClick={add}>Write the first order</Button>
                  <ScreenLink to="/imports/new">Bring a file</ScreenLink>
                </>
              ) : null
            }
          >
            Shops send their orders by the API, or bring them by file. What was ordered is demand;
            what is open is covered by stock and buying before anything else.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: readonly Column<OrderRow>[] = [
  { key: 'number', head: 'Order', sort: 'no', isAlways: true, cell: ({ number }) => number },
  {
    key: 'externalId',
    head: 'In the shop',
    cell: ({ externalId }) => externalId || '–',
  },
  { key: 'channel', head: 'Channel', cell: ({ channel }) => channel.name },
  {
    key: 'customer',
    head: 'Customer',
    sort: 'customer',
    width: 180,
    cell: ({ customer }) => customer || '–',
  },
  { key: 'place', head: 'From', cell: ({ place }) => place.name },
  {
    key: 'orderedOn',
    head: 'Ordered',
    sort: 'orderedOn',
    cell: ({ orderedOn }) => dayText(orderedOn),
  },
  {
    key: 'requestedOn',
    head: 'Wanted',
    sort: 'requestedOn',
    cell: ({ requestedOn }) => dayText(requestedOn),
  },
  { key: 'lines', head: 'Lines', isFigure: true, cell: ({ lineCount }) => lineCount },
  { key: 'total', head: 'Total', isFigure: true, cell: ({ total }) => <Money money={total} /> },
  {
    key: 'lifecycle',
    head: 'State',
    cell: ({ lifecycle }) => {
      const { tone, label } = wordOf(lifecycleWords, lifecycle)
      return <StatusBadge tone={tone}>{label}</StatusBadge>
    },
  },
]

type Named = { readonly id: string; readonly code: string; readonly name: string }

const filters: readonly Filter[] = [
  {
    kind: 'choice',
    label: 'State',
    key: 'lifecycle',
    options: Object.entries(lifecycleWords).map(([value, { label }]) => ({ value, label })),
  },
  {
    kind: 'search',
    label: 'Channel',
    key: 'channelId',
    render: (field) => (
      <ListSelect<Named>
        isBare
        {...field}
        path="/channels"
        optionOf={({ id, name, code }) => ({ id, label: name, note: code })}
      />
    ),
  },
  placeFilter,
  itemFilter,
  { kind: 'days', label: 'Ordered', fromKey: 'orderedFrom', toKey: 'orderedTo' },
]
