import type { StockLevelRow } from '#contracts/books/inventory'
import type { StatusView } from '#contracts/records/places'

import { dayText } from '../../look/days.ts'
import { Money, Quantity } from '../../look/money.tsx'
import { StatusBadge } from '../../look/status-badge.tsx'
import { sentence } from '../../look/words.ts'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { ListSelect } from '../../parts/fields/list-select.tsx'
import { ItemSelect, PlaceSelect } from '../../parts/fields/record-selects.tsx'
import { NameOverCode } from '../../parts/name-over-code.tsx'

export const itemColumn: Column<StockLevelRow> = {
  key: 'item',
  head: 'Item',
  sort: 'sku',
  isAlways: true,
  cell: ({ name, sku }) => <NameOverCode name={name} code={sku} />,
}

export const levelColumns: readonly Column<StockLevelRow>[] = [
  { key: 'place', head: 'Place', width: 200, cell: ({ placeName }) => placeName },
  {
    key: 'status',
    head: 'State',
    cell: ({ status, isUsable }) => (
      <StatusBadge tone={isUsable ? 'ok' : 'warn'}>{sentence(status)}</StatusBadge>
    ),
  },
  {
    key: 'lot',
    head: 'Lot',
    cell: ({ lotCode, expiresOn }) =>
      lotCode === null
        ? '–'
        : [lotCode, expiresOn && dayText(expiresOn, true)].filter(Boolean).join(', '),
  },
  {
    key: 'onHand',
    head: 'On hand',
    isFigure: true,
    cell: ({ onHand }) => <Quantity quantity={onHand} />,
  },
  { key: 'value', head: 'Value', isFigure: true, cell: ({ value }) => <Money money={value} /> },
  {
    key: 'expected',
    head: 'To come',
    isFigure: true,
    cell: ({ expected }) => (expected === null ? '–' : <Quantity quantity={expected} />),
  },
  {
    key: 'next',
    head: 'Next',
    cell: ({ nextExpectedOn }) => (nextExpectedOn === null ? '–' : dayText(nextExpectedOn)),
  },
]

export const itemFilter: Filter = {
  kind: 'search',
  label: 'Item',
  key: 'itemId',
  render: (field) => <ItemSelect isBare {...field} />,
}

export const placeFilter: Filter = {
  kind: 'search',
  label: 'Place',
  key: 'placeId',
  render: (field) => <PlaceSelect isBare {...field} />,
}

export const statusFilter: Filter = {
  kind: 'search',
  label: 'State',
  key: 'status',
  render: (field) => (
    <ListSelect<StatusView>
      isBare
      {...field}
      path="/stock-statuses"
      optionOf={({ code, name }) => ({ id: code, label: name })}
    />
  ),
}
