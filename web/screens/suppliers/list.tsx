import { Button } from '@mantine/core'

import type { SupplierView } from '#contracts/records/suppliers'

import { usePermission } from '../../api/session.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { currencyFilter } from '../../parts/fields/currency-filter.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { ActivityBadge, activityFilter } from '../../parts/record-form/activity.tsx'
import { ScreenLink, useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'

/** Who sells to us. */
export function Suppliers() {
  const go = useGo()
  const mayWrite = usePermission('records.write')
  const add = () => go('/suppliers/new')
  return (
    <Page
      title="Suppliers"
      isFixed
      actions={
        mayWrite ? (
          <Button onClick={add} rightSection={<ButtonKey name="c" />}>
            New supplier
          </Button>
        ) : null
      }
    >
      <DataList<SupplierView>
        id="suppliers"
        label="Suppliers"
        path="/suppliers"
        columns={columns}
        filters={filters}
        searchKey="q"
        searchHint="Name or code"
        sort="name"
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        rowTo={({ id }) => `/suppliers/${id}`}
        keys={{ c: { label: 'new supplier', run: add, isOff: !mayWrite } }}
        empty={
          <EmptyState
            title="No supplier yet"
            acts={
              mayWrite ? (
                <>
                  <Button onClick={add}>Add the first supplier</Button>
                  <ScreenLink to="/imports/new">Bring a file</ScreenLink>
                </>
              ) : null
            }
          >
            A supplier has a currency, payment terms and an address for orders. With terms for its
            items, orders are priced by themselves.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: readonly Column<SupplierView>[] = [
  { key: 'name', head: 'Supplier', sort: 'name', isAlways: true, cell: ({ name }) => name },
  { key: 'code', head: 'Code', sort: 'code', cell: ({ code }) => code },
  { key: 'currency', head: 'Currency', cell: ({ currency }) => currency },
  {
    key: 'terms',
    head: 'Net days',
    isFigure: true,
    cell: ({ paymentTermsDays }) => paymentTermsDays,
  },
  { key: 'email', head: 'E-mail for orders', width: 260, cell: ({ email }) => email || '–' },
  { key: 'country', head: 'Country', cell: ({ country }) => country || '–' },
  { key: 'incoterm', head: 'Incoterm', isExtra: true, cell: ({ incoterm }) => incoterm || '–' },
  { key: 'taxId', head: 'Tax number', isExtra: true, cell: ({ taxId }) => taxId || '–' },
  { key: 'status', head: 'State', cell: ({ status }) => <ActivityBadge status={status} /> },
]

const filters: readonly Filter[] = [activityFilter, currencyFilter('Currency', 'currency')]
