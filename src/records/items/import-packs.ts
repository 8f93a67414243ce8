/** Packs by file: each row one pack of an item, found again by SKU and unit. */
import {
  type CellError,
  cell,
  entryKey,
  type Fields,
  needed,
  neededToAdd,
  optional,
  recordKind,
  unknownReference,
  withSaid,
} from '#records/imports'

import { type KnownNames, newNameNotes, readKnownNames } from './queries/known-names.ts'
import type { ItemId } from './queries/read-item-facts.ts'
import { gtin14, isGtin } from './rules/gtin.ts'
import { type PackTerms, packsMax } from './rules/item-terms.ts'
import { parsePacks, ratioText } from './rules/pack-list.ts'
import {
  readGtinOwners,
  readWholeItems,
  touchItems,
  upsertPacks,
  type WholeItem,
} from './store/import-items.ts'
import { ensureUnits } from './store/items.ts'

const ratio = (text: string) => {
  const [pack] = parsePacks(`X=${text}`) ?? []
  return pack === undefined
    ? cell.refused('not_a_ratio', 'Write how many stocking units it holds, such as 12 or 1/25.')
    : cell.read(pack)
}

const gtinCell = (text: string) =>
  isGtin(text)
    ? cell.read(text)
    : cell.refused('gtin_malformed', 'Check the GTIN: 8, 12, 13 or 14 digits, the last fitting.')

const columns = {
  sku: needed(cell.code(64), {
    title: 'SKU',
    help: 'The item it is a pack of.',
    example: 'MUG-BLUE',
    synonyms: ['Item', 'Item code', 'Product code', 'Product number', 'Artikelnummer'],
  }),
  unit: needed(cell.unit, {
    title: 'Pack',
    help: 'Its unit; rows with a pack of the item change that pack.',
    example: 'CASE',
    synonyms: ['Unit', 'UOM', 'Unit of measure', 'Pack unit', 'Gebinde'],
  }),
  quantity: neededToAdd(ratio, {
    title: 'Stocking units',
    help: 'How many it holds, such as 12 or 1/25.',
    example: '12',
    synonyms: ['Quantity', 'Qty', 'Units per pack', 'Pack size', 'Conversion', 'Factor'],
  }),
  gtin: optional(gtinCell, {
    title: 'GTIN',
    help: 'The barcode number on the pack.',
    example: '14006381333938',
    synonyms: ['EAN', 'UPC', 'Barcode', 'ITF-14'],
    distinct: 'number',
  }),
}

type Pack = PackTerms & { readonly itemId: ItemId; readonly sku: string }

type References = {
  readonly items: ReadonlyMap<string, WholeItem>
  readonly skuByGtin: ReadonlyMap<string, string>
  readonly known: KnownNames
}

export const itemPacksImport = recordKind({
  kind: 'item-packs',
  title: 'Packs of items',
  permission: 'records.write',
  columns,
  keyOf,
  readReferences: async (ask, rows): Promise<References> => {
    const skus = [...new Set(rows.map(({ sku }) => sku))]
    const gtins = rows.map(({ gtin }) => gtin).filter((gtin) => gtin !== undefined)
    const owners = await readGtinOwners(ask, gtins)
    return {
      items: await readWholeItems(ask, skus, { lock: false }),
      skuByGtin: new Map(owners.map(({ key, sku }) => [key, sku])),
      known: await readKnownNames(ask, { units: rows.map(({ unit }) => unit), categories: [] }),
    }
  },
  readCurrent: async (ask, rows, options) => {
    const skus = [...new Set(rows.map(({ sku }) => sku))]
    const items = await readWholeItems(ask, skus, options)
    return new Map(
      [...items.values()].flatMap((item) =>
        item.packs.map((pack): [string, Pack] => {
          const named = { ...pack, itemId: item.id, sku: item.sku }
          return [entryKey(keyOf(named)), named]
        }),
      ),
    )
  },
  after: ({ quantity, ...said }, current, { items }): Pack => {
    const { sku, unit } = said
    const itemId = items.get(sku)?.id ?? ('' as ItemId)
    const fresh = { sku, unit, itemId, numerator: 1n, denominator: 1n, gtin: '' }
    const { numerator, denominator } = quantity ?? current ?? fresh
    return { ...withSaid(current ?? fresh, said), numerator, denominator }
  },
  fieldsOf: (pack): Fields => ({
    sku: pack.sku,
    unit: pack.unit,
    quantity: ratioText(pack),
    gtin: pack.gtin,
  }),
  errorsOf: ({ after, current, refs }) => {
    const item = refs.items.get(after.sku)
    if (item === undefined) return [unknownReference('sku', 'item', after.sku)]
    return [...packErrors(after, current, item), ...gtinErrors(after, current, refs)]
  },
  notesOf: ({ unit }, { known }) => newNameNotes(known, { units: [unit] }),
  write: async (tx, { added, changed }) => {
    await ensureUnits(
      tx,
      added.map(({ unit }) => unit),
    )
    await upsertPacks(tx, [...added, ...changed])
    await touchItems(
      tx,
      [...added, ...changed].map(({ itemId }) => itemId),
    )
  },
})

function keyOf({ sku, unit }: { readonly sku: string; readonly unit: string }): readonly string[] {
  return [sku, unit]
}

function packErrors(pack: Pack, current: Pack | undefined, item: WholeItem): readonly CellError[] {
  if (pack.unit === item.unit) {
    const detail = `Leave ${pack.unit} out: it is the stocking unit itself.`
    return [{ code: 'pack_is_stocking_unit', column: 'unit', detail }]
  }
  if (current === undefined && item.packs.length >= packsMax) {
    const detail = `Leave this pack out: an item has at most ${packsMax}.`
    return [{ code: 'too_many_packs', column: 'unit', detail }]
  }
  return []
}

function gtinErrors(
  pack: Pack,
  current: Pack | undefined,
  { skuByGtin }: References,
): readonly CellError[] {
  if (pack.gtin === '' || (current !== undefined && gtin14(current.gtin) === gtin14(pack.gtin))) {
    return []
  }
  const owner = skuByGtin.get(gtin14(pack.gtin))
  if (owner === undefined) return []
  const detail = `Check the GTIN: item ${owner} or one of its packs has it already.`
  return [{ code: 'gtin_taken', column: 'gtin', detail }]
}
