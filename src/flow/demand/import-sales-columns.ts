/** What a file of shop sales has, row by row as the shop wrote it. */
import { cell, needed, optional, type RowOf } from '#records/imports'

type DayCell = { readonly day: string; readonly said: string }

/** The day counts, the time of day tells rows that look alike apart. */
const dayCell = (...[text, format]: Parameters<typeof cell.day>) => {
  const read = cell.day(text, format)
  return read.kind === 'read' ? cell.read<DayCell>({ day: read.value, said: text }) : read
}

export const salesColumns = {
  place: needed(cell.code(64), {
    title: 'Place',
    help: 'The code of the place the goods leave from; usually one value for the whole file.',
    example: 'MAIN',
    synonyms: ['Place code', 'Warehouse', 'Location'],
  }),
  channel: needed(cell.code(64), {
    title: 'Channel',
    help: 'The code of the channel; usually one value for the whole file.',
    example: 'WEB',
    synonyms: ['Channel code', 'Sales channel', 'Shop'],
  }),
  invoice: needed(cell.code(64), {
    title: 'Invoice',
    help: 'The number of the order or invoice.',
    example: '536365',
    synonyms: ['InvoiceNo', 'Invoice number', 'Order number', 'Order', 'Receipt'],
  }),
  code: needed(cell.code(64), {
    title: 'Item code',
    help: 'The SKU as the shop writes it; upper and lower case are one.',
    example: '85123A',
    synonyms: ['StockCode', 'SKU', 'Item', 'Product code'],
  }),
  description: optional(cell.text(500), {
    title: 'Description',
    help: 'What the row calls it.',
    example: 'White hanging heart',
    synonyms: ['Item name', 'Product name', 'Name'],
  }),
  quantity: needed(cell.decimal({ decimalsMax: 6, negative: true }), {
    title: 'Quantity',
    help: 'How many; below zero where something was taken back or written off.',
    example: '6',
    synonyms: ['Qty', 'Units'],
  }),
  soldAt: needed(dayCell, {
    title: 'Date',
    help: 'When it was sold; of a time of day only the day counts.',
    example: '2010-12-01 08:26',
    synonyms: ['InvoiceDate', 'Invoice date', 'Order date', 'Sold at', 'Day'],
  }),
  price: needed(cell.decimal({ decimalsMax: 4, negative: true }), {
    title: 'Unit price',
    help: 'The price of one.',
    example: '2.55',
    synonyms: ['UnitPrice', 'Price'],
  }),
  customer: optional(cell.text(120), {
    title: 'Customer',
    help: "The customer's number; a cancellation undoes the sale of the same customer.",
    example: '17850',
    synonyms: ['CustomerID', 'Customer ID', 'Customer number'],
  }),
  country: optional(cell.text(120), {
    title: 'Country',
    help: 'Where it went.',
    example: 'United Kingdom',
    synonyms: ['Country name', 'Ship to country'],
  }),
  currency: optional(cell.currency, {
    title: 'Currency',
    help: 'Of the prices; without it no value is kept.',
    example: 'GBP',
    synonyms: ['Currency code'],
  }),
  notStock: optional(cell.text(500), {
    title: 'Codes that are no stock',
    help: 'Codes of postage, fees and vouchers with commas between; a * at the end stands for any rest.',
    example: 'POST, DOT, M, gift_*',
    synonyms: ['Not stock'],
  }),
  cancelledBy: optional(cell.code(16), {
    title: 'Cancellations start with',
    help: 'How the number of a cancelling invoice starts.',
    example: 'C',
    synonyms: ['Cancellation prefix'],
  }),
  createItems: optional(cell.yesNo, {
    title: 'Create items',
    help: 'yes: an item that is not there yet is added with its code and description, counted in pieces.',
    example: 'no',
    synonyms: ['Add items'],
  }),
}

export type SalesRow = RowOf<typeof salesColumns>
