/** The columns of promotions in a file. */

import { parseDecimal } from '#kernel/decimal'
import { invariant } from '#kernel/invariant'
import { cell, needed, neededToAdd, optional } from '#records/imports'

const bps = 10_000

type Format = Parameters<ReturnType<typeof cell.decimal>>[1]

/** `1.8` as 18000: how many times the usual. */
const uplift = (text: string, format: Format) => {
  const read = cell.decimal({ decimalsMax: 4 })(text, format)
  if (read.kind === 'refused') return read
  const value = scaled(read.value, 4)
  return value > 10 * bps
    ? cell.refused('out_of_range', 'Write how many times the usual demand: 0 to 10.')
    : cell.read(value)
}

/** `20` as 8000: what is left of the price, in ten-thousandths. */
const priceOff = (text: string, format: Format) => {
  const read = cell.decimal({ decimalsMax: 2, negative: true })(text.replace(/\s*%$/, ''), format)
  if (read.kind === 'refused') return read
  const ratio = bps - scaled(read.value, 2)
  return ratio < 1 || ratio > 10 * bps
    ? cell.refused('out_of_range', 'Write less than 100; a price that goes up is below zero.')
    : cell.read(ratio)
}

function scaled(text: string, decimals: number): number {
  const parsed = parseDecimal(text, decimals)
  invariant(parsed.kind === 'parsed', 'a number that was read has these decimals')
  return Number(parsed.scaled)
}

/** What the rows of one promotion say together. */
export const headColumns = {
  code: needed(cell.code(64), {
    title: 'Promotion code',
    help: 'Your own code; rows with the same code are one promotion.',
    example: 'BF26',
    synonyms: ['Code', 'Promotion', 'Promo', 'Promotion ID', 'Event', 'Aktion'],
  }),
  name: neededToAdd(cell.text(200), {
    title: 'Name',
    help: 'What people call it.',
    example: 'Black Friday week',
    synonyms: ['Promotion name', 'Event name', 'Title'],
  }),
  kind: neededToAdd(
    cell.choice({
      discount: ['price promotion', 'price off', 'sale'],
      feature: ['display', 'ad'],
      deal: [],
      bundle: ['multibuy'],
      coupon: ['voucher'],
      campaign: ['email', 'advertising'],
      price_change: ['price', 'new price'],
      holiday: ['event'],
    }),
    {
      title: 'Kind',
      help: 'discount, feature, deal, bundle, coupon, campaign, price_change or holiday.',
      example: 'discount',
      synonyms: ['Type', 'Promotion type', 'Event type'],
    },
  ),
  startsOn: neededToAdd(cell.day, {
    title: 'Starts on',
    help: 'Its first day.',
    example: '2026-11-23',
    synonyms: ['Start', 'Start date', 'From', 'Valid from', 'Beginn'],
  }),
  endsOn: neededToAdd(cell.day, {
    title: 'Ends on',
    help: 'Its last day.',
    example: '2026-11-29',
    synonyms: ['End', 'End date', 'To', 'Valid to', 'Until', 'Ende'],
  }),
  status: optional(
    cell.choice({ planned: ['draft'], confirmed: ['active', 'approved'], cancelled: ['canceled'] }),
    {
      title: 'Status',
      help: 'planned, confirmed or cancelled; planned when left out.',
      example: 'confirmed',
      synonyms: ['State'],
    },
  ),
  expectedUpliftBps: optional(uplift, {
    title: 'Expected uplift',
    help: 'How many times the usual demand, until it is learned.',
    example: '1.8',
    synonyms: ['Uplift', 'Uplift factor', 'Factor'],
  }),
  note: optional(cell.text(2000), {
    title: 'Note',
    help: 'For people.',
    example: '',
    synonyms: ['Comment', 'Remark'],
  }),
}

/** What each row says it is about; a row without any of these speaks of everything. */
export const scopeColumns = {
  item: optional(cell.code(120), {
    title: 'Item',
    help: 'Its SKU, or its external id.',
    example: 'MUG-BLUE',
    synonyms: ['SKU', 'Item code', 'Product', 'Artikel'],
  }),
  category: optional(cell.code(64), {
    title: 'Category',
    help: 'In place of an item: all items of this category.',
    example: '',
    synonyms: ['Category code', 'Item category', 'Product group'],
  }),
  place: optional(cell.code(64), {
    title: 'Place',
    help: 'The code of the place it is at; everywhere when left out.',
    example: '',
    synonyms: ['Place code', 'Location', 'Store'],
  }),
  channel: optional(cell.code(64), {
    title: 'Channel',
    help: 'The code of the channel it runs in; all when left out.',
    example: 'WEB',
    synonyms: ['Channel code', 'Sales channel'],
  }),
  priceOff: optional(priceOff, {
    title: 'Price off',
    help: 'By how many per cent the price is lower; below zero where it is higher.',
    example: '20',
    synonyms: ['Discount', 'Discount %', 'Price off %', 'Rabatt'],
  }),
}

export const columns = { ...headColumns, ...scopeColumns }
