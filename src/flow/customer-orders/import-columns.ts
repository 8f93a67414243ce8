/** The columns of customer orders in a file. */
import { cell, needed, optional } from '#records/imports'

const quantity = cell.decimal({ decimalsMax: 12 })

/** What the rows of one order say together. */
export const headColumns = {
  externalId: needed(cell.text(120), {
    title: 'Order',
    help: 'Its number in the shop; rows with the same number are one order.',
    example: '1001',
    synonyms: ['Order number', 'Order ID', 'Order no', 'Sales order', 'Invoice', 'Bestellung'],
  }),
  sourceSystem: optional(cell.text(60), {
    title: 'Source system',
    help: 'The shop the number is of, where several shops may use the same numbers.',
    example: 'shop-eu',
    synonyms: ['Source', 'Shop', 'System', 'Store'],
  }),
  channel: needed(cell.code(64), {
    title: 'Channel',
    help: 'The code of the channel it came through.',
    example: 'WEB',
    synonyms: ['Channel code', 'Sales channel'],
  }),
  place: optional(cell.code(64), {
    title: 'Place',
    help: "The code of the place it is served from; the channel's when left out.",
    example: 'MAIN',
    synonyms: ['Place code', 'Location', 'Warehouse', 'Node', 'Lager'],
  }),
  customer: optional(cell.text(200), {
    title: 'Customer',
    help: 'A name or number.',
    example: 'C-4711',
    synonyms: ['Customer ID', 'Customer name', 'Buyer', 'Kunde'],
  }),
  country: optional(cell.country, {
    title: 'Country',
    help: 'Two letters.',
    example: 'DE',
    synonyms: ['Country code', 'Ship to country', 'Land'],
  }),
  currency: optional(cell.currency, {
    title: 'Currency',
    help: "The company's when left out.",
    example: 'EUR',
    synonyms: ['Currency code', 'Währung'],
  }),
  orderedOn: needed(cell.day, {
    title: 'Ordered on',
    help: 'The day the customer ordered.',
    example: '2026-01-31',
    synonyms: ['Order date', 'Date', 'Created at', 'Bestelldatum'],
  }),
  requestedOn: optional(cell.day, {
    title: 'Requested on',
    help: 'The day it is wanted; the day it was ordered when left out.',
    example: '2026-02-03',
    synonyms: ['Requested date', 'Delivery date', 'Ship by', 'Due date', 'Liefertermin'],
  }),
}

/** What each row says of its own. */
export const lineColumns = {
  item: needed(cell.code(120), {
    title: 'Item',
    help: 'Its SKU, or its external id. A bundle is taken as its parts.',
    example: 'MUG-BLUE',
    synonyms: ['SKU', 'Item code', 'Product', 'Product ID', 'Artikel'],
  }),
  quantity: needed(quantity, {
    title: 'Quantity',
    help: 'How many were ordered.',
    example: '2',
    synonyms: ['Qty', 'Units', 'Ordered', 'Menge'],
  }),
  shipped: optional(quantity, {
    title: 'Shipped',
    help: 'How many of them have left already; none when left out.',
    example: '',
    synonyms: ['Shipped quantity', 'Fulfilled', 'Delivered', 'Geliefert'],
  }),
  unit: optional(cell.unit, {
    title: 'Unit',
    help: 'The stocking unit when left out.',
    example: 'EA',
    synonyms: ['UOM', 'Unit of measure', 'Einheit'],
  }),
  price: optional(cell.decimal({ decimalsMax: 8 }), {
    title: 'Price',
    help: 'Of one unit; nothing when left out.',
    example: '12.90',
    synonyms: ['Unit price', 'Preis'],
  }),
}

export const columns = { ...headColumns, ...lineColumns }
