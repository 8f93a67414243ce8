import type { OrderLineView, OrderView } from '#contracts/flow/purchasing'
import type { TaxCodeView } from '#contracts/records/companies'

import {
  compareDecimals,
  difference,
  product,
  quotient,
  rounded,
  sumOf,
} from '../../look/decimal.ts'
import { currencyDigits, type Decimal, isZero, trimmed } from '../../look/format.ts'

/** A line of an order that may be billed; without a quantity it is not. */
export type GoodsDraft = {
  readonly orderNumber: string
  readonly line: OrderLineView
  readonly billable: Decimal
  readonly quantity?: Decimal | undefined
  readonly price?: Decimal | undefined
  readonly taxCodeId?: string | undefined
}

export type ChargeDraft = {
  readonly key: string
  readonly chargeCodeId?: string | undefined
  readonly amount?: Decimal | undefined
  readonly taxCodeId?: string | undefined
}

/** Tax as typed, by code; computed from the lines where nothing was typed. */
export type TaxById = Readonly<Record<string, Decimal | undefined>>

export type Draft = {
  readonly goods: readonly GoodsDraft[]
  readonly charges: readonly ChargeDraft[]
  readonly tax: TaxById
}

/** What came, less what went back and what was invoiced; what is filled in before anybody types. */
export function billableOf({ accepted, quarantined, returnedAccepted, invoiced }: OrderLineView) {
  const came = sumOf([accepted.quantity, quarantined.quantity])
  const left = difference(came, sumOf([returnedAccepted.quantity, invoiced.quantity]))
  return compareDecimals(left, '0') > 0 ? left : '0'
}

export function goodsOf(order: OrderView, taxCodeId: string | undefined): readonly GoodsDraft[] {
  return order.lines
    .filter(({ state, invoiced }) => state !== 'cancelled' || !isZero(invoiced.quantity))
    .map((line) => {
      const billable = billableOf(line)
      return {
        orderNumber: order.number ?? '',
        line,
        billable,
        quantity: isZero(billable) ? undefined : billable,
        price: trimmed(line.price.amount),
        taxCodeId,
      }
    })
}

export function isBilled({ quantity }: GoodsDraft): boolean {
  return quantity !== undefined && !isZero(quantity)
}

/** The line's amount as the server will work it out: quantity by price. */
export function goodsAmount({ line, quantity = '0', price = '0' }: GoodsDraft): Decimal {
  const digits = currencyDigits(line.price.currency)
  if (line.price.unit === line.ordered.unit) {
    return quotient(product(quantity, price), line.price.per, digits)
  }
  // Priced by a pack: by its share of what was ordered.
  const ordered = product(line.ordered.quantity, line.price.amount)
  return quotient(product(product(line.value.amount, quantity), price), ordered, digits)
}

/** Tax codes that lines bear, each with what its rate gives. */
export function taxesOf(draft: Draft, codes: readonly TaxCodeView[], currency: string) {
  const digits = currencyDigits(currency)
  return codes.flatMap((code) => {
    const amounts = [
      ...draft.goods.filter(isBilled).filter(bears(code)).map(goodsAmount),
      ...draft.charges.filter(bears(code)).map(({ amount = '0' }) => amount),
    ]
    if (amounts.length === 0) return []
    const base = sumOf(amounts)
    const computed = rounded(product(base, (code.rateBps / 10_000).toFixed(4)), digits)
    return [{ code, base, computed, amount: draft.tax[code.id] ?? computed }]
  })
}

const bears = (code: TaxCodeView) => (line: { readonly taxCodeId?: string | undefined }) =>
  line.taxCodeId === code.id

export type TaxLine = ReturnType<typeof taxesOf>[number]

export function totalsOf(draft: Draft, taxes: readonly TaxLine[]) {
  const goods = sumOf(draft.goods.filter(isBilled).map(goodsAmount))
  const charges = sumOf(draft.charges.map(({ amount = '0' }) => amount))
  const tax = sumOf(taxes.map(({ amount }) => amount))
  return { goods, charges, tax, total: sumOf([goods, charges, tax]) }
}

/** Lines in the order that errors point at: goods, charges, taxes. */
export function bodyLinesOf(draft: Draft, taxes: readonly TaxLine[], currency: string) {
  const money = (amount: Decimal = '0') => ({
    amount: rounded(amount, currencyDigits(currency)),
    currency,
  })
  const taxOf = (taxCodeId: string | undefined) => (taxCodeId === undefined ? {} : { taxCodeId })
  return [
    ...draft.goods.filter(isBilled).map(({ line, quantity, price, taxCodeId }) => ({
      kind: 'goods',
      orderLineId: line.id,
      quantity: { quantity, unit: line.item.unit },
      price: { ...line.price, amount: price ?? line.price.amount },
      ...taxOf(taxCodeId),
    })),
    ...draft.charges.map(({ chargeCodeId, amount, taxCodeId }) => ({
      kind: 'charge',
      chargeCodeId,
      amount: money(amount),
      ...taxOf(taxCodeId),
    })),
    ...taxes
      .filter(({ amount }) => !isZero(amount))
      .map(({ code, amount }) => ({ kind: 'tax', taxCodeId: code.id, amount: money(amount) })),
  ]
}

/** A line with a field that has nothing in it can't be sent. */
export function isComplete(draft: Draft): boolean {
  return (
    draft.goods.filter(isBilled).every(({ price }) => price !== undefined) &&
    draft.charges.every(({ chargeCodeId, amount }) => chargeCodeId && amount !== undefined)
  )
}
