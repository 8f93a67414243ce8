import type { QuoteLineView } from '#contracts/flow/agreements'
import type { ItemView } from '#contracts/records/items'

import type { Problem } from '../../api/problem.ts'
import { product, quotient, sumOf } from '../../look/decimal.ts'
import {
  countText,
  currencyDigits,
  type Day,
  type Decimal,
  type MoneyWire,
  moneyText,
} from '../../look/format.ts'

export type Quote = Extract<QuoteLineView, { readonly kind: 'quoted' }>

/** A line that the order has already: it keeps its item, and its price until another is typed. */
export type KeptLine = {
  readonly id: string
  readonly quantity: Decimal
  readonly price: Decimal
  readonly per: { readonly per: Decimal; readonly unit: string }
  readonly value: MoneyWire
  /** The terms do not provide for its quantity. */
  readonly isWarned: boolean
}

export type DraftLine = {
  readonly key: string
  readonly kept?: KeptLine | undefined
  readonly item?:
    | Pick<ItemView, 'id' | 'sku' | 'name' | 'unit' | 'unitDecimals' | 'packs'>
    | undefined
  readonly quantity?: Decimal | undefined
  readonly unit?: string | undefined
  /** Undefined: quoted from the supplier's terms. */
  readonly price?: Decimal | undefined
  /** The day this line is needed; the order's when undefined. */
  readonly neededOn?: Day | undefined
  /** What stands in a field is no value. */
  readonly isQuantityWrong?: boolean
  readonly isPriceWrong?: boolean
}

export function emptyLine(): DraftLine {
  return { key: crypto.randomUUID() }
}

export function isWritten(line: DraftLine): boolean {
  return line.item !== undefined && line.quantity !== undefined && !isWrong(line)
}

export function isWrong({ isQuantityWrong, isPriceWrong }: DraftLine): boolean {
  return isQuantityWrong === true || isPriceWrong === true
}

/** As the order has it, in a quantity that the terms provide for: they have nothing to say. */
export function isSettled({ kept, quantity }: DraftLine): boolean {
  return kept !== undefined && !kept.isWarned && kept.quantity === quantity
}

/** What it costs is asked of the terms; a kept line keeps its price. */
export function isUnpriced({ price, kept }: DraftLine): boolean {
  return price === undefined && kept === undefined
}

/** Something stands in it, but not yet all that a line needs. */
export function isHalfWritten(line: DraftLine): boolean {
  const { item, quantity, price } = line
  const isBegun = item !== undefined || quantity !== undefined || price !== undefined
  return (isBegun || isWrong(line)) && !isWritten(line)
}

export function unitOf({ unit, item }: DraftLine): string {
  return unit ?? item?.unit ?? ''
}

/** What the price is for: a kept line's own, else one of the unit it is counted in. */
export function perOf(line: DraftLine) {
  return line.kept?.per ?? { per: '1', unit: unitOf(line) }
}

/** A kept line's price is sent only when it is another: the terms it came from stay known. */
export function bodyOf(line: DraftLine, currency: string) {
  const { item, quantity, price, kept, neededOn } = line
  const isSent = price !== undefined && price !== kept?.price
  return {
    ...(kept ? { id: kept.id } : {}),
    itemId: item?.id,
    quantity: { quantity, unit: unitOf(line) },
    ...(isSent ? { price: { amount: price, currency, ...perOf(line) } } : {}),
    ...(neededOn === undefined ? {} : { requestedOn: neededOn }),
  }
}

/** What a line comes to, or undefined where only the server can tell. */
export function amountOf(
  line: DraftLine,
  quote: Quote | undefined,
  currency: string,
): Decimal | undefined {
  const { quantity, kept } = line
  const price = line.price ?? kept?.price
  if (quantity === undefined) return undefined
  if (price === undefined) return quote && quotedValue(quote, currency)
  const { per, unit } = perOf(line)
  if (unit === unitOf(line)) {
    return quotient(product(quantity, price), per, currencyDigits(currency))
  }
  const isAsItWas = kept?.quantity === quantity && kept.price === price
  return isAsItWas ? kept.value.amount : undefined
}

/** Of what is asked for: an order is not raised to the minimum by itself. */
function quotedValue({ asked, rounded, price, value }: Quote, currency: string): Decimal {
  const digits = currencyDigits(currency)
  if (asked.quantity === rounded.quantity) return value.amount
  if (asked.unit === price.unit) {
    return quotient(product(asked.quantity, price.amount), price.per, digits)
  }
  return quotient(product(value.amount, asked.quantity), rounded.quantity, digits)
}

/** The written lines as a sentence: `2 lines, $1,182.00`. */
export function totalText(
  lines: readonly DraftLine[],
  quoteOf: (line: DraftLine) => Quote | undefined,
  currency: string,
): string {
  const values = lines.map((line) => amountOf(line, quoteOf(line), currency))
  const known = values.filter((value) => value !== undefined)
  const unknown = values.length - known.length
  const count = lines.length === 1 ? '1 line' : `${countText(lines.length)} lines`
  const rest = unknown === 0 ? '' : ` and ${unknown} without a price yet`
  return `${count}, ${moneyText({ amount: sumOf(known), currency })}${rest}`
}

/** Why it can't be written yet, as a sentence about the first line in the way. */
export function unwrittenText(lines: readonly DraftLine[]): string | undefined {
  const at = lines.findIndex(isHalfWritten)
  const line = lines[at]
  if (line === undefined) return undefined
  return isWrong(line)
    ? `Line ${at + 1}: correct what is marked.`
    : `Line ${at + 1} needs an item and a quantity.`
}

/** Where a refusal points to: `/lines/2/price/amount` is about the third of the lines sent. */
export function lineAt(pointer: string | undefined): number | undefined {
  const at = /^\/lines\/(\d+)/.exec(pointer ?? '')?.[1]
  return at === undefined ? undefined : Number(at)
}

/** The same refusal, each reason about a line led by the number that the line has on the screen. */
export function withLineNumbers(
  problem: Problem,
  lines: readonly DraftLine[],
  sentKeys: readonly string[],
): Problem {
  const errors = problem.errors.map((reason) => {
    const at = lineAt(reason.pointer)
    const no = at === undefined ? 0 : lines.findIndex(({ key }) => key === sentKeys[at]) + 1
    return no === 0 ? reason : { ...reason, detail: `Line ${no}: ${reason.detail}` }
  })
  return { ...problem, errors }
}
