import type { SupplierPageView } from '#contracts/flow/purchasing'

import { compareDecimals, product, quotient, rounded, sumOf } from '../../look/decimal.ts'
import {
  currencyDigits,
  type Decimal,
  type MoneyWire,
  type PriceWire,
  type QuantityWire,
  trimmed,
} from '../../look/format.ts'

export type PageLine = SupplierPageView['lines'][number]
export type Kind = 'accept' | 'change' | 'refuse'

/** What the supplier says of one line; fields of a change are there only where they were typed. */
export type Said = {
  readonly kind: Kind
  readonly quantity?: Decimal | undefined
  /** The unit of the quantity; that of the order when absent. */
  readonly unit?: string | undefined
  readonly promisedOn?: string | undefined
  readonly price?: Decimal | undefined
  /** What the price is for; as in the order when absent. */
  readonly priced?: { readonly per: Decimal; readonly unit: string } | undefined
  readonly comment?: string | undefined
}

export type SaidById = Readonly<Record<string, Said>>

export const kindWords: Readonly<Record<Kind, string>> = {
  accept: 'Accept',
  change: 'Change',
  refuse: 'Refuse',
}

/** What was said before and waits for the buyer goes along with the next answer, which replaces it. */
export function saidBefore({ lines }: SupplierPageView): SaidById {
  const waiting = lines.flatMap(({ id, waiting: said }) => {
    if (said === null) return []
    const { kind, quantity, promisedOn, price, comment } = said
    const change = {
      quantity: quantity?.quantity,
      unit: quantity?.unit,
      promisedOn: promisedOn ?? undefined,
      price: price === null ? undefined : trimmed(price.amount),
      priced: price === null ? undefined : { per: price.per, unit: price.unit },
    }
    return [[id, { kind, comment, ...(kind === 'change' ? change : {}) }] as const]
  })
  return Object.fromEntries(waiting)
}

/** What stands for a line: said now, or answered before. */
export function standingOf(line: PageLine, said: SaidById): Said | undefined {
  const now = said[line.id]
  if (now !== undefined) return now
  if (line.answer === 'accepted') return { kind: 'accept' }
  if (line.answer === 'refused') return { kind: 'refuse' }
  if (line.answer === 'none') return undefined
  return { kind: 'change', promisedOn: line.promisedOn ?? undefined }
}

/** A change without its quantity or price can't be sent. */
export function isComplete({ kind, quantity, price }: Said): boolean {
  return kind !== 'change' || (quantity !== '' && price !== '')
}

export function isAnswerable(line: PageLine): boolean {
  return line.state === 'open'
}

export function bodyLineOf(line: PageLine, said: Said) {
  const comment = said.comment?.trim() ?? ''
  const base = {
    orderLineId: line.id,
    kind: said.kind,
    ...(comment === '' ? {} : { comment }),
  }
  if (said.kind !== 'change') return base
  return {
    ...base,
    quantity: quantityOf(line, said),
    promisedOn: said.promisedOn ?? line.promisedOn ?? line.requestedOn,
    price: priceOf(line, said),
  }
}

export function quantityOf(line: PageLine, { quantity, unit }: Said): QuantityWire {
  return {
    quantity: quantity ?? line.quantity.quantity,
    unit: unit ?? line.quantity.unit,
  }
}

export function priceOf(line: PageLine, { price, priced }: Said): PriceWire {
  return { ...line.price, ...priced, amount: price ?? line.price.amount }
}

export function isOtherQuantity(line: PageLine, said: Said): boolean {
  const { quantity, unit } = quantityOf(line, said)
  return unit !== line.quantity.unit || compareDecimals(quantity, line.quantity.quantity) !== 0
}

export function isOtherPrice(line: PageLine, said: Said): boolean {
  const { amount, per, unit } = priceOf(line, said)
  const isOtherBasis = unit !== line.price.unit || compareDecimals(per, line.price.per) !== 0
  return isOtherBasis || compareDecimals(amount, line.price.amount) !== 0
}

/** What the line comes to as it was said. */
export function saidValue(line: PageLine, said: Said | undefined): MoneyWire {
  if (said?.kind !== 'change') return line.value
  if (!isOtherQuantity(line, said) && !isOtherPrice(line, said)) return line.value
  const { quantity, unit } = quantityOf(line, said)
  const price = priceOf(line, said)
  // Quantity and price may be in different units, so both are counted in the stocking unit; what the
  // order comes to in both says how much a pack holds, and nothing is divided but once.
  const [counted, quoted] = [stockingShare(line, unit), stockingShare(line, price.unit)]
  const top = product(product(quantity, price.amount), product(counted.of, quoted.in))
  const below = product(price.per, product(counted.in, quoted.of))
  return { ...line.value, amount: quotient(top, below, currencyDigits(line.value.currency)) }
}

/** So many stocking units (`of`) are so many of `unit` (`in`). */
function stockingShare(
  line: PageLine,
  unit: string,
): { readonly of: Decimal; readonly in: Decimal } {
  if (unit === line.stocked.unit) return { of: '1', in: '1' }
  return { of: line.stocked.quantity, in: line.quantity.quantity }
}

export type Sums = Readonly<
  Record<Kind | 'none', { readonly count: number; readonly value: MoneyWire }>
> & { readonly delivered: MoneyWire }

export function sumsOf(page: SupplierPageView, said: SaidById): Sums {
  const { currency } = page
  const lines = page.lines.filter(isAnswerable)
  const part = (kind: Kind | undefined) => {
    const members = lines.filter((line) => standingOf(line, said)?.kind === kind)
    const amounts = members.map((line) => saidValue(line, standingOf(line, said)).amount)
    const amount = rounded(sumOf(amounts), currencyDigits(currency))
    return { count: members.length, value: { amount, currency } }
  }
  const [accept, change] = [part('accept'), part('change')]
  const amount = sumOf([accept.value.amount, change.value.amount])
  return {
    accept,
    change,
    refuse: part('refuse'),
    none: part(undefined),
    delivered: { amount, currency },
  }
}

export function countOfLines(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`
}
