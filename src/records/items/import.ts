/** Items by file: each row one item, found again by its SKU. */
import type { Tx } from '#platform/work'
import {
  cell,
  type Fields,
  needed,
  neededToAdd,
  optional,
  type RowOf,
  recordKind,
  withSaid,
} from '#records/imports'

import { keyErrors, readKeyOwners } from './import-keys.ts'
import { newNameNotes, readKnownNames } from './queries/known-names.ts'
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

export const itemsImport = recordKind({
  kind: 'items',
  title: 'Items',
  permission: 'records.write',
  columns,
  keyOf: ({ sku }) => [sku],
  readReferences: async (ask, rows) => ({
    ...(await readKeyOwners(ask, rows)),
    known: await readKnownNames(ask, {
      units: rows.flatMap(({ unit, packs }) => [unit ?? '', ...(packs ?? []).map(unitOf)]),
      categories: rows.map(({ category }) => category ?? ''),
    }),
  }),
  readCurrent: (ask, rows, options) => {
    const skus = rows.map(({ sku }) => sku)
    return readWholeItems(ask, skus, options)
  },
  after: itemAfter,
  fieldsOf,
  // What was counted and valued by them would lie.
  fixed: ['unit', 'unitDecimals', 'valuationMethod', 'tracksLots'],
  errorsOf: ({ after, refs }) => [
    ...itemFaults(after).map(({ code, detail, pointer }) => {
      return { code, detail, column: columnAt(pointer) }
    }),
    ...keyErrors(after, refs),
  ],
  notesOf: ({ unit, packs, category }, { known }) =>
    newNameNotes(known, { units: [unit, ...packs.map(unitOf)], category }),
  write: async (tx, { added, changed }) => {
    const fresh = added.map((item) => ({ ...item, id: tx.newId<'Item'>() }))
    await ensureNames(tx, [...fresh, ...changed])
    await insertWholeItems(tx, fresh)
    await updateWholeItems(tx, changed)
    const packs = [...fresh, ...changed].flatMap((item) =>
      item.packs.map((pack) => ({ ...pack, itemId: item.id })),
    )
    await upsertPacks(tx, packs)
  },
})

const unitOf = (pack: { readonly unit: string }) => pack.unit

/** Units and categories that are named for the first time. */
async function ensureNames(tx: Tx, items: readonly WholeItem[]): Promise<void> {
  const units = items.flatMap(({ unit, packs }) => [unit, ...packs.map(unitOf)])
  const categories = items.map(({ category }) => category)
  await ensureUnits(tx, units)
  await ensureCategories(tx, categories)
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

function itemAfter(row: Row, current: WholeItem | undefined): WholeItem {
  const { packs, weightGrams, volumeCm3, ...said } = row
  const before = current ?? { ...usual, sku: row.sku, packs: [] }
  const named = (packs ?? []).map((pack): PackTerms => {
    const gtin = before.packs.find(({ unit }) => unit === pack.unit)?.gtin ?? ''
    return { ...pack, gtin }
  })
  return {
    ...withSaid(before, said),
    weightGrams: weightGrams === undefined ? before.weightGrams : BigInt(weightGrams),
    volumeCm3: volumeCm3 === undefined ? before.volumeCm3 : BigInt(volumeCm3),
    packs: mergePacks(before.packs, named),
  }
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
