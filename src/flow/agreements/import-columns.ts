/** The columns of suppliers' terms in a file. */
import { type Column, cell, needed, optional } from '#records/imports'

const quantity = cell.decimal({ decimalsMax: 12 })
const millimetres = cell.wholeNumber({ min: 1, max: 100_000 })

/** A fraction such as 12 or 1/25. */
const ratio = (text: string) => {
  const [, numerator, denominator = '1'] = /^(\d{1,9})(?:\s*\/\s*(\d{1,9}))?$/.exec(text) ?? []
  return numerator === undefined || /^0+$/.test(numerator) || /^0+$/.test(denominator)
    ? cell.refused('not_a_ratio', 'Write how many stocking units it holds, such as 12 or 1/25.')
    : cell.read(`${BigInt(numerator)}/${BigInt(denominator)}`)
}

function packing(name: string, synonym: string) {
  return optional(quantity, {
    title: `Units per ${name}`,
    help: `How many of the unit one ${name} holds.`,
    example: '',
    synonyms: [`Per ${name}`, `${name} quantity`, synonym],
  })
}

function edge(name: string) {
  return optional(millimetres, {
    title: `Outer ${name} in mm`,
    help: 'Of one outer carton.',
    example: '',
    synonyms: [`Carton ${name}`, `Outer ${name}`],
  })
}

/** What names the terms. */
export const keyColumns = {
  supplier: needed(cell.code(120), {
    title: 'Supplier',
    help: 'Its code, or its external id.',
    example: 'POTTERY',
    synonyms: ['Supplier code', 'Vendor', 'Vendor code', 'Business entity ID', 'Lieferant'],
  }),
  item: needed(cell.code(120), {
    title: 'Item',
    help: 'Its SKU, or its external id.',
    example: 'MUG-BLUE',
    synonyms: ['SKU', 'Item code', 'Product', 'Product ID', 'Product number', 'Artikel'],
  }),
  place: optional(cell.code(64), {
    title: 'Place',
    help: 'The code of the place they are for; empty for all.',
    example: '',
    synonyms: ['Place code', 'Location', 'Warehouse'],
  }),
  validFrom: optional(cell.day, {
    title: 'Valid from',
    help: 'The first day they hold; always, when left out.',
    example: '2026-01-01',
    synonyms: ['From date', 'Start date', 'Effective from'],
  }),
}

/** What the rows of one supplier, item, place and day say together. */
export const termColumns = {
  currency: optional(cell.currency, {
    title: 'Currency',
    help: "Of the price; the supplier's when left out. It stays for good.",
    example: 'EUR',
    synonyms: ['Currency code'],
  }),
  unit: optional(cell.unit, {
    title: 'Unit',
    help: 'In which the supplier counts, and these quantities are; the stocking unit when left out.',
    example: 'CASE',
    synonyms: ['Unit of measure', 'UOM', 'Purchase unit', 'Order unit', 'Unit measure code'],
  }),
  unitRatio: optional(ratio, {
    title: 'Stocking units per unit',
    help: 'Needed when the item has no such unit.',
    example: '12',
    synonyms: ['Units per unit', 'Pack size', 'Conversion', 'Conversion factor'],
  }),
  supplierSku: optional(cell.text(100), {
    title: "Supplier's SKU",
    help: 'What the supplier calls it.',
    example: 'P-300-B',
    synonyms: [
      'Supplier SKU',
      'Vendor SKU',
      'Supplier item',
      'Vendor part number',
      'Bestellnummer',
    ],
  }),
  moq: optional(quantity, {
    title: 'Minimum quantity',
    help: 'The least one can order.',
    example: '10',
    synonyms: ['MOQ', 'Min order qty', 'Minimum order quantity', 'Min qty', 'Mindestmenge'],
  }),
  multiple: optional(quantity, {
    title: 'Multiple',
    help: 'Orders are whole numbers of this.',
    example: '1',
    synonyms: ['Order multiple', 'Lot size', 'Rounding'],
  }),
  leadTimeDays: optional(cell.wholeNumber({ min: 0, max: 730 }), {
    title: 'Lead time in days',
    help: 'From the order until it arrives.',
    example: '21',
    synonyms: ['Lead time', 'Average lead time', 'Lead days', 'Lieferzeit'],
  }),
  validTo: optional(cell.day, {
    title: 'Valid to',
    help: 'The last day they hold.',
    example: '',
    synonyms: ['To date', 'End date', 'Effective to'],
  }),
  rank: optional(cell.wholeNumber({ min: 1, max: 1_000 }), {
    title: 'Rank',
    help: '1 is asked first.',
    example: '1',
    synonyms: ['Priority', 'Preference'],
  }),
  inner: packing('inner carton', 'Inner'),
  outer: packing('outer carton', 'Outer'),
  layer: packing('layer', 'Layer'),
  pallet: packing('pallet', 'Pallet'),
  outerLengthMm: edge('length'),
  outerWidthMm: edge('width'),
  outerHeightMm: edge('height'),
  outerWeightGrams: optional(cell.wholeNumber({ min: 1, max: 1_000_000_000 }), {
    title: 'Outer weight in grams',
    help: 'Of one outer carton, full.',
    example: '',
    synonyms: ['Carton weight', 'Outer weight'],
  }),
}

/** What each row says of its own. */
export const breakColumns = {
  from: optional(quantity, {
    title: 'From quantity',
    help: 'The price holds from here on; from 0 when left out. A row more for each break.',
    example: '0',
    synonyms: ['Break quantity', 'Price break', 'From', 'Quantity', 'Qty', 'Ab Menge'],
  }),
  price: needed(cell.decimal({ decimalsMax: 8 }), {
    title: 'Price',
    help: 'Of so many units as the next column says.',
    example: '50.26',
    synonyms: ['Unit price', 'Standard price', 'Cost', 'Unit cost', 'Preis'],
  }),
  per: optional(quantity, {
    title: 'Price per',
    help: 'How many units the price is for; 1 when left out.',
    example: '1',
    synonyms: ['Per', 'Price unit', 'Preiseinheit'],
  }),
} satisfies Record<string, Column>

export const columns = { ...keyColumns, ...termColumns, ...breakColumns }
