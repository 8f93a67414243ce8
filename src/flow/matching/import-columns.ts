/** The columns of suppliers' invoices in a file. */
import { cell, needed, optional } from '#records/imports'

import { normalNumber } from './rules/normal-number.ts'

const amount = cell.decimal({ decimalsMax: 4, negative: true })
const quantity = cell.decimal({ decimalsMax: 12 })

const supplierNumber = (text: string) =>
  text.length <= 60 && normalNumber(text) !== ''
    ? cell.read(text)
    : cell.refused('not_a_number_of_an_invoice', 'Write the number as it stands on the invoice.')

/** What the rows of one invoice say together. */
export const headColumns = {
  supplier: needed(cell.code(120), {
    title: 'Supplier',
    help: 'Its code, or its external id.',
    example: 'POTTERY',
    synonyms: ['Supplier code', 'Vendor', 'Vendor code', 'Lieferant'],
  }),
  supplierNumber: needed(supplierNumber, {
    title: 'Invoice number',
    help: "The supplier's own; rows with the same number are one invoice.",
    example: 'R-2026-0142',
    synonyms: ['Invoice', 'Invoice no', 'Supplier number', 'Bill number', 'Reference', 'Rechnung'],
  }),
  invoicedOn: needed(cell.day, {
    title: 'Invoice date',
    help: 'As it stands on the paper.',
    example: '2026-01-31',
    synonyms: ['Date', 'Invoiced on', 'Bill date', 'Rechnungsdatum'],
  }),
  dueOn: optional(cell.day, {
    title: 'Due date',
    help: "By the order's payment terms when left out.",
    example: '2026-03-02',
    synonyms: ['Due on', 'Due', 'Payment date', 'Fällig am'],
  }),
  company: optional(cell.code(64), {
    title: 'Company',
    help: "The code of the company that is billed; the order's when left out.",
    example: '',
    synonyms: ['Company code', 'Legal entity', 'Subsidiary'],
  }),
  currency: optional(cell.currency, {
    title: 'Currency',
    help: "The order's when left out.",
    example: 'EUR',
    synonyms: ['Currency code', 'Währung'],
  }),
  total: optional(amount, {
    title: 'Total',
    help: 'As it stands at the foot; the sum of the lines when left out.',
    example: '1235.50',
    synonyms: ['Invoice total', 'Gross', 'Amount due', 'Gesamtbetrag'],
  }),
}

/** What each row says of its own. */
export const lineColumns = {
  kind: optional(
    cell.choice({ goods: ['item', 'product'], charge: ['freight', 'fee'], tax: ['vat'] }),
    {
      title: 'Line kind',
      help: 'goods, charge or tax; goods when left out.',
      example: 'goods',
      synonyms: ['Kind', 'Type', 'Line type'],
    },
  ),
  order: optional(cell.code(64), {
    title: 'Order',
    help: 'The number of the order a goods line bills.',
    example: 'PO-00017',
    synonyms: ['PO', 'Order number', 'PO number', 'Purchase order', 'Bestellung'],
  }),
  orderLine: optional(cell.wholeNumber({ min: 1, max: 1_000_000 }), {
    title: 'Order line',
    help: 'Its number in the order; found by the item when left out.',
    example: '1',
    synonyms: ['PO line', 'Order line number', 'Line', 'Position'],
  }),
  item: optional(cell.code(120), {
    title: 'Item',
    help: "Its SKU, or the supplier's.",
    example: 'MUG-BLUE',
    synonyms: ['SKU', 'Item code', 'Product', 'Artikel'],
  }),
  quantity: optional(quantity, {
    title: 'Quantity',
    help: 'Billed, of a goods line.',
    example: '100',
    synonyms: ['Qty', 'Billed', 'Units', 'Menge'],
  }),
  unit: optional(cell.unit, {
    title: 'Unit',
    help: "The order line's when left out.",
    example: '',
    synonyms: ['UOM', 'Unit of measure', 'Einheit'],
  }),
  price: optional(cell.decimal({ decimalsMax: 8 }), {
    title: 'Price',
    help: 'Of a goods line, for so many units as the next column says.',
    example: '12.3550',
    synonyms: ['Unit price', 'Preis'],
  }),
  per: optional(quantity, {
    title: 'Price per',
    help: 'How many units the price is for; 1 when left out.',
    example: '',
    synonyms: ['Per', 'Price unit', 'Preiseinheit'],
  }),
  amount: optional(amount, {
    title: 'Amount',
    help: 'Net, of the line; needed for charges and tax.',
    example: '1235.50',
    synonyms: ['Line amount', 'Line total', 'Net', 'Betrag'],
  }),
  taxCode: optional(cell.code(64), {
    title: 'Tax code',
    help: 'The tax of a tax line, or the one a line bears.',
    example: '',
    synonyms: ['Tax', 'VAT code', 'Steuercode'],
  }),
  chargeCode: optional(cell.code(64), {
    title: 'Charge code',
    help: 'Of a charge line.',
    example: '',
    synonyms: ['Charge'],
  }),
  description: optional(cell.text(500), {
    title: 'Description',
    help: 'As it stands on the line.',
    example: '',
    synonyms: ['Text', 'Line description', 'Beschreibung'],
  }),
}

export const columns = { ...headColumns, ...lineColumns }
