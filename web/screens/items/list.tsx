import { Button } from '@mantine/core'

import type { ItemView } from '#contracts/records/items'

import { usePermission } from '../../api/session.ts'
import { countText } from '../../look/format.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ListSelect } from '../../parts/fields/list-select.tsx'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import { ActivityBadge, activityFilter } from '../../parts/record-form/activity.tsx'
import { ScreenLink, useGo } from '../../shell/link.tsx'

/** Items, by SKU or name. */
export function ItemList() {
  const go = useGo()
  const mayWrite = usePermission('records.write')
  const add = () => go('/items/new')
  return (
    <DataList<ItemView>
      id="items"
      label="Items"
      path="/items"
      columns={columns}
      filters={filters}
      searchKey="q"
      searchHint="SKU or name"
      sort="sku"
      isTall
      rowId={({ id }) => id}
      rowName={({ name }) => name}
      rowTo={({ id }) => `/items/${id}`}
      keys={{ c: { label: 'new item', run: add, isOff: !mayWrite } }}
      empty={
        <EmptyState
          title="No item yet"
          acts={
            mayWrite ? (
              <>
                <Button onClick={add}>Add the first item</Button>
                <ScreenLink to="/imports/new">Bring a file</ScreenLink>
              </>
            ) : null
          }
        >
          An item is counted in one stocking unit and bought in packs of it. How it is valued is
          said once, before the first unit arrives.
        </EmptyState>
      }
    />
  )
}

const columns: readonly Column<ItemView>[] = [
  {
    key: 'name',
    head: 'Item',
    sort: 'sku',
    isAlways: true,
    cell: ({ name, sku }) => <NameOverCode name={name} code={sku} />,
  },
  { key: 'unit', head: 'Unit', cell: ({ unit }) => unit },
  {
    key: 'packs',
    head: 'Packs',
    width: 220,
    cell: ({ packs }) => packs.map(({ unit }) => unit).join(', ') || '–',
  },
  { key: 'gtin', head: 'GTIN', cell: ({ gtin }) => gtin || '–' },
  {
    key: 'method',
    head: 'Valued by',
    cell: ({ valuationMethod }) => (valuationMethod === 'fifo' ? 'FIFO' : 'Moving average'),
  },
  {
    key: 'lots',
    head: 'Lots',
    cell: ({ tracksLots, tracksExpiry }) =>
      tracksExpiry ? 'With expiry' : tracksLots ? 'Yes' : '–',
  },
  {
    key: 'weight',
    head: 'Weight g',
    isFigure: true,
    isExtra: true,
    cell: ({ weightGrams }) => (weightGrams === null ? '–' : countText(weightGrams)),
  },
  {
    key: 'volume',
    head: 'Volume cm³',
    isFigure: true,
    isExtra: true,
    cell: ({ volumeCm3 }) => (volumeCm3 === null ? '–' : countText(volumeCm3)),
  },
  { key: 'status', head: 'State', cell: ({ status }) => <ActivityBadge status={status} /> },
]

const filters: readonly Filter[] = [
  activityFilter,
  {
    kind: 'search',
    label: 'Category',
    key: 'categoryId',
    render: (field) => (
      <ListSelect
        isBare
        {...field}
        path="/item-categories"
        optionOf={({ id, code, name }: { id: string; code: string; name: string }) => ({
          id,
          label: name,
          note: code,
        })}
      />
    ),
  },
  {
    kind: 'choice',
    label: 'Valued by',
    key: 'valuationMethod',
    options: [
      { value: 'fifo', label: 'First in, first out' },
      { value: 'moving_average', label: 'Moving average' },
    ],
  },
]
