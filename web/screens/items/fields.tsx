import type { RecordField } from '../../parts/record-form/types.ts'
import { GtinField } from './gtin-field.tsx'

const named = ({ code, name }: { code: string; name: string }) => ({
  id: code,
  label: code,
  note: name,
})

export const itemFields: readonly RecordField[] = [
  { kind: 'text', key: 'name', label: 'Name', max: 200, isRequired: true },
  { kind: 'text', key: 'sku', label: 'SKU', max: 64, isRequired: true },
  {
    kind: 'list',
    key: 'unit',
    label: 'Stocking unit',
    isRequired: true,
    isForGood: true,
    hint: 'For good: stock is counted in it',
    path: '/units',
    optionOf: named,
  },
  {
    kind: 'whole',
    key: 'unitDecimals',
    label: 'Decimals',
    isRequired: true,
    isForGood: true,
    hint: 'For good: 3 counts a kilogram in grams',
  },
  {
    kind: 'choice',
    key: 'valuationMethod',
    label: 'Valued by',
    isForGood: true,
    hint: 'For good',
    options: [
      { value: 'fifo', label: 'First in, first out' },
      { value: 'moving_average', label: 'Moving average' },
    ],
  },
  {
    kind: 'list',
    key: 'categoryId',
    label: 'Category',
    path: '/item-categories',
    optionOf: ({ id, code, name }: { id: string; code: string; name: string }) => ({
      id,
      label: name,
      note: code,
    }),
  },
  { kind: 'own', key: 'gtin', label: 'GTIN', render: GtinField, textOf: String },
  { kind: 'whole', key: 'weightGrams', label: 'Weight', suffix: 'g' },
  { kind: 'whole', key: 'volumeCm3', label: 'Volume', suffix: 'cm³' },
  {
    kind: 'flag',
    key: 'tracksLots',
    label: 'Counted by lot',
    isForGood: true,
    hint: 'For good',
  },
  { kind: 'flag', key: 'tracksExpiry', label: 'Lots expire' },
  { kind: 'text', key: 'description', label: 'Description', max: 4000, isLong: true, isWide: true },
  { kind: 'text', key: 'sourceSystem', label: 'Outside system', max: 60 },
  { kind: 'text', key: 'externalId', label: 'Id there', max: 120 },
]

/** Edited in a table of its own, below the others. */
export const packsField: RecordField = {
  kind: 'own',
  key: 'packs',
  label: 'Packs',
  render: () => null,
  textOf: (value) => (Array.isArray(value) ? `${value.length} packs` : 'changed'),
}

export const itemDefaults = {
  unit: 'EA',
  unitDecimals: 0,
  valuationMethod: 'fifo',
  tracksLots: false,
  tracksExpiry: false,
  packs: [],
}
