import type { SourceLaneView } from '#contracts/flow/planning'

import { ItemSelect, PlaceSelect } from '../../parts/fields/record-selects.tsx'
import type { OwnFieldProps, RecordField } from '../../parts/record-form/types.ts'

const pickerOf = (props: OwnFieldProps) => ({
  value: props.value as string | undefined,
  onChange: props.onChange,
  isDisabled: props.isDisabled,
  error: props.error,
})

/** What a lane leads from, to, and for: said once, for good. */
const ends: readonly RecordField[] = [
  {
    kind: 'own',
    key: 'fromPlaceId',
    label: 'From',
    isRequired: true,
    render: (props) => <PlaceSelect label="From" isRequired {...pickerOf(props)} />,
  },
  {
    kind: 'own',
    key: 'toPlaceId',
    label: 'To',
    isRequired: true,
    render: (props) => <PlaceSelect label="To" isRequired {...pickerOf(props)} />,
  },
  {
    kind: 'own',
    key: 'itemId',
    label: 'Item',
    render: (props) => (
      <ItemSelect label="Item" hint="Empty: a category, or everything" {...pickerOf(props)} />
    ),
  },
  {
    kind: 'list',
    key: 'categoryId',
    label: 'Category',
    hint: 'Instead of one item',
    path: '/item-categories',
    optionOf: ({ id, name }: { id: string; name: string }) => ({ id, label: name }),
  },
]

const termsIn = (currency: string): readonly RecordField[] => [
  {
    kind: 'whole',
    key: 'leadTimeDays',
    label: 'Days on the way',
    suffix: 'days',
    isRequired: true,
  },
  { kind: 'whole', key: 'rank', label: 'Rank', hint: '1 is asked first', isRequired: true },
  {
    kind: 'whole',
    key: 'multipleUnits',
    label: 'Multiple',
    hint: 'Moved in whole multiples, in the smallest unit of the item',
    isRequired: true,
  },
  { kind: 'money', key: 'fixedCost', label: 'Cost of a transfer', currency },
  { kind: 'money', key: 'costPerKg', label: 'Cost per kilogram', currency },
]

const status: RecordField = {
  kind: 'choice',
  key: 'status',
  label: 'State',
  options: [
    { value: 'active', label: 'Active' },
    { value: 'inactive', label: 'Inactive' },
  ],
}

export function laneFields(currency: string, saved: SourceLaneView | undefined) {
  const terms = termsIn(saved?.fixedCost.currency ?? currency)
  return saved === undefined ? [...ends, ...terms] : [...terms, status]
}

/** What it is for, in words. */
export function goodsOf({ itemName, sku, categoryName }: SourceLaneView): string {
  if (itemName !== null) return `${itemName} ${sku ?? ''}`.trim()
  return categoryName ?? 'Everything'
}

export function routeOf({ fromPlaceName, toPlaceName }: SourceLaneView): string {
  return `${fromPlaceName} to ${toPlaceName}`
}
