import type { SupplierPageView } from '#contracts/flow/purchasing'

import { compareDecimals, product, quotient, rounded, sumOf } from '../../look/decimal.ts'
import { currencyDigits, type Decimal, type MoneyWire, trimmed } from '../../look/format.ts'

export type PageLine = SupplierPageView['lines'][number]
export type Kind = 'accept' | 'change' | 'refuse'

/** What the supplier says of one line; fields of a change are there only where they were typed. */
export type Said = {
  readonly kind: Kind
  readonly quantity?: Decimal | undefined
  readonly promisedOn?: string | undefined
  readonly price?: Decimal | undefined
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
      promisedOn: promisedOn ?? undefined,
      price: price === null ? undefined : trimmed(price.amount),
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
    quantity: { ...line.quantity, quantity: said.quantity ?? line.quantity.quantity },
    promisedOn: said.promisedOn ?? line.promisedOn ?? line.requestedOn,
    price: { ...line.price, amount: said.price ?? line.price.amount },
  }
}

/** What the line comes to as it was said. */
export function saidValue(line: PageLine, said: Said | undefined): MoneyWire {
  if (said?.kind !== 'change') return line.value
  const { quantity = line.quantity.quantity, price = line.price.amount } = said
  const isSame = (a: Decimal, b: Decimal) => compareDecimals(a, b) === 0
  if (isSame(quantity, line.quantity.quantity) && isSame(price, line.price.amount)) {
    return line.value
  }
  const digits = currencyDigits(line.value.currency)
  return { ...line.value, amount: quotient(product(quantity, price), line.price.per, digits) }
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
