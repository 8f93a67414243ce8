/** Items by file: each row one item, found again by its SKU. */
import { requirePermission, type Tx } from '#platform/work'
import {
  type CellError,
  cell,
  type Entry,
  type Fields,
  importKind,
  needed,
  neededToAdd,
  onlyRow,
  optional,
  planByFields,
  type RowOf,
} from '#records/imports'

import { type ImportedItem, keyErrors, readKeyOwners } from './import-keys.ts'
import type { ItemId } from './queries/read-item-facts.ts'
import { isGtin } from './rules/gtin.ts'
import { itemFaults, type PackTerms } from './rules/item-terms.ts'
import { mergePacks, packsText, parsePacks } from './rules/pack-list.ts'
import {
  ensureCategories,
  insertWholeItems,
  readWholeItems,
  updateWholeItems,
  upsertPacks,
  type WholeItem,
} from './store/import-items.ts'
import { ensureUnits } from './store/items.ts'

const gtinCell = (text: string) =>
  isGtin(text)
    ? cell.read(text)
    : cell.refused(
        'gtin_malformed',
        'Check the GTIN: 8, 12, 13 or 14 digits, zeros at its start kept, the last fitting the others.',
      )

const packsCell = (text: string) => {
  const packs = parsePacks(text)
  return packs === undefined
    ? cell.refused('not_packs', 'Write packs as unit=pieces, such as CASE=12; PALLET=480.')
    : cell.read(packs)
}

const columns = {
  sku: needed(cell.code(64), {
    title: 'SKU',
    help: 'Your own code of the item; rows with the SKU of an item change that item.',
    example: 'MUG-BLUE',
    synonyms: [
      'Item',
      'Item code',
      'Item number',
      'Item no',
      'Article number',
      'Artikelnummer',
      'Product code',
      'Product number',
      'Product ID',
      'Part number',
      'Material',
      'Code',
    ],
  }),
  name: neededToAdd(cell.text(200), {
    title: 'Name',
    help: 'What people call it.',
    example: 'Mug, blue, 300 ml',
    synonyms: [
      'Item name',
      'Product name',
      'Title',
      'Display name',
      'Bezeichnung',
      'Short description',
    ],
  }),
  unit: neededToAdd(cell.unit, {
    title: 'Stocking unit',
    help: 'The unit it is counted in; it stays for good.',
    example: 'EA',
    synonyms: ['Unit', 'UOM', 'Unit of measure', 'Base unit', 'Stock unit', 'Einheit'],
  }),
  unitDecimals: optional(cell.wholeNumber({ min: 0, max: 6 }), {
    title: 'Unit decimals',
    help: 'How finely the unit is counted: 0 for pieces, 3 for kilograms by the gram.',
    example: '0',
    synonyms: ['Decimals', 'Quantity decimals', 'Unit precision'],
  }),
  description: optional(cell.text(4000), {
    title: 'Description',
    help: 'Anything longer than the name.',
    example: 'Stoneware, dishwasher safe',
    synonyms: ['Long description', 'Details'],
  }),
  gtin: optional(gtinCell, {
    title: 'GTIN',
    help: 'The barcode number: 8, 12, 13 or 14 digits.',
    example: '4006381333931',
    synonyms: ['EAN', 'UPC', 'Barcode', 'Bar code', 'EAN13'],
    distinct: 'number',
  }),
  category: optional(cell.code(64), {
    title: 'Category',
    help: 'The code of its category; one that is new is added.',
    example: 'MUGS',
    synonyms: ['Category code', 'Item category', 'Product category', 'Item group', 'Warengruppe'],
  }),
  packs: optional(packsCell, {
    title: 'Packs',
    help: 'Stocking units in each pack; packs that are not named stay as they are.',
    example: 'CASE=12; PALLET=480',
    synonyms: ['Packaging', 'Pack sizes', 'Units of measure'],
  }),
  valuationMethod: optional(
    cell.choice({
      fifo: ['first in first out'],
      moving_average: ['average', 'moving average', 'weighted average', 'avco', 'wac'],
    }),
    {
      title: 'Valuation method',
      help: 'fifo or moving_average; it stays for good.',
      example: 'fifo',
      synonyms: ['Costing method', 'Valuation'],
    },
  ),
  weightGrams: optional(cell.wholeNumber({ min: 0, max: 1_000_000_000 }), {
    title: 'Weight in grams',
    help: 'Of one stocking unit.',
    example: '350',
    synonyms: ['Weight (g)', 'Weight g', 'Grams'],
  }),
  volumeCm3: optional(cell.wholeNumber({ min: 0, max: 1_000_000_000 }), {
    title: 'Volume in cm³',
    help: 'Of one stocking unit.',
    example: '900',
    synonyms: ['Volume (cm3)', 'Volume cm3'],
  }),
  tracksLots: optional(cell.yesNo, {
    title: 'Tracks lots',
    help: 'yes or no; it stays for good.',
    example: 'no',
    synonyms: ['Lots', 'Lot tracked', 'Batch tracked'],
  }),
  tracksExpiry: optional(cell.yesNo, {
    title: 'Tracks expiry',
    help: 'yes or no; only with lots.',
    example: 'no',
    synonyms: ['Expiry', 'Expires', 'Perishable'],
  }),
  status: optional(
    cell.choice({ active: ['yes', 'enabled', '1'], inactive: ['no', 'disabled', '0'] }),
    {
      title: 'Status',
      help: 'active or inactive.',
      example: 'active',
      synonyms: ['State', 'Active'],
    },
  ),
  sourceSystem: optional(cell.text(60), {
    title: 'Source system',
    help: 'Where the external id is from.',
    example: '',
    synonyms: ['Source'],
  }),
  externalId: optional(cell.text(120), {
    title: 'External id',
    help: 'What another system calls it.',
    example: '',
    synonyms: ['External ID', 'Internal ID', 'Legacy ID'],
    distinct: 'text',
  }),
}

type Row = RowOf<typeof columns>

type Change = { readonly kind: 'add' | 'change'; readonly item: WholeItem }

export const itemsImport = importKind<typeof columns, Change>({
  kind: 'items',
  title: 'Items',
  permission: 'records.write',
  columns,
  keyOf: (row) => [row.sku],
  plan: async (ask, entries: readonly Entry<Row>[], options) => {
    const rows = entries.map(onlyRow)
    const skus = rows.map(({ sku }) => sku)
    const current = await readWholeItems(ask, skus, options)
    const owners = await readKeyOwners(ask, rows)
    const records = new Map(
      [...current].map(([sku, item]) => [sku, { item, fields: fieldsOf(item) }]),
    )
    return planByFields({
      columns,
      entries,
      current: records,
      said: (row, record) => saidBy(row, record?.item, owners),
      changeOf: (row, record) => ({
        kind: record === undefined ? 'add' : 'change',
        item: itemAfter(row, record?.item),
      }),
    })
  },
  apply: applyItems,
})

async function applyItems(tx: Tx, changes: readonly Change[]): Promise<void> {
  requirePermission(tx, 'records.write')
  const items = changes.map(({ kind, item }): WholeItem => {
    return kind === 'add' ? { ...item, id: tx.newId<'Item'>() } : item
  })
  const added = items.filter((_, index) => changes[index]?.kind === 'add')
  const changed = items.filter((_, index) => changes[index]?.kind === 'change')
  const packs = items.flatMap((item) => item.packs.map((pack) => ({ ...pack, itemId: item.id })))
  await ensureUnits(tx, [...added.map(({ unit }) => unit), ...packs.map(({ unit }) => unit)])
  await ensureCategories(
    tx,
    items.map(({ category }) => category),
  )
  await insertWholeItems(tx, added)
  await updateWholeItems(tx, changed)
  await upsertPacks(tx, packs)
}

const usual: Omit<WholeItem, 'sku' | 'packs'> = {
  id: '' as ItemId,
  version: 0,
  name: '',
  description: '',
  gtin: '',
  unit: '',
  unitDecimals: 0,
  category: '',
  valuationMethod: 'fifo',
  weightGrams: null,
  volumeCm3: null,
  tracksLots: false,
  tracksExpiry: false,
  status: 'active',
  sourceSystem: '',
  externalId: '',
}

/** The item as the row will leave it: what the row does not say stays, or is as usual. */
function itemAfter(row: Row, current: WholeItem | undefined): WholeItem {
  const { packs, weightGrams, volumeCm3, ...said } = row
  const before = current ?? { ...usual, sku: row.sku, packs: [] }
  const named = (packs ?? []).map((pack): PackTerms => {
    const gtin = before.packs.find(({ unit }) => unit === pack.unit)?.gtin ?? ''
    return { ...pack, gtin }
  })
  return {
    ...before,
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    weightGrams: weightGrams === undefined ? before.weightGrams : BigInt(weightGrams),
    volumeCm3: volumeCm3 === undefined ? before.volumeCm3 : BigInt(volumeCm3),
    packs: mergePacks(before.packs, named),
  }
}

/** Unit, decimals, valuation and lots stay: what was counted and valued by them would lie. */
const fixedFields = ['unit', 'unitDecimals', 'valuationMethod', 'tracksLots'] as const

function saidBy(
  row: Row,
  current: WholeItem | undefined,
  owners: ImportedItem,
): Fields | readonly CellError[] {
  const after = itemAfter(row, current)
  const fields = fieldsOf(after)
  const fixed = fixedFields
    .filter((field) => current !== undefined && fieldsOf(current)[field] !== fields[field])
    .map((field) => ({
      code: 'fixed_for_good',
      column: field,
      detail: `Leave ${columns[field].title} as it is: stock was counted and valued by it.`,
    }))
  const faults = itemFaults(after).map(({ code, detail, pointer }) => ({
    code,
    detail,
    column: columnAt(pointer),
  }))
  const errors = [...fixed, ...faults, ...keyErrors(after, owners)]
  if (errors.length > 0) return errors
  return Object.fromEntries(
    Object.entries(fields).filter(([field]) => row[field as keyof Row] !== undefined),
  )
}

/** The column behind a pointer into an item. */
function columnAt(pointer: string): string {
  if (pointer.endsWith('/gtin')) return 'gtin'
  return pointer.startsWith('/packs') ? 'packs' : pointer.slice(1)
}

function fieldsOf(item: WholeItem): Fields {
  return {
    sku: item.sku,
    name: item.name,
    unit: item.unit,
    unitDecimals: String(item.unitDecimals),
    description: item.description,
    gtin: item.gtin,
    category: item.category,
    packs: packsText(item.packs),
    valuationMethod: item.valuationMethod,
    weightGrams: String(item.weightGrams ?? ''),
    volumeCm3: String(item.volumeCm3 ?? ''),
    tracksLots: item.tracksLots ? 'yes' : 'no',
    tracksExpiry: item.tracksExpiry ? 'yes' : 'no',
    status: item.status,
    sourceSystem: item.sourceSystem,
    externalId: item.externalId,
  }
}
