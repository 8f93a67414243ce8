import type { ItemView } from '#contracts/records/items'

import { product, sumOf } from '../../look/decimal.ts'
import type { Decimal } from '../../look/format.ts'

/** A line of a customer order as it is being written. */
export type DraftLine = {
  readonly key: string
  readonly item?: ItemView | undefined
  readonly quantity?: Decimal | undefined
  readonly unit?: string | undefined
  /** Of one unit. */
  readonly price?: Decimal | undefined
}

export function emptyLine(): DraftLine {
  return { key: crypto.randomUUID() }
}

export function isWritten({ item, quantity }: DraftLine): boolean {
  return item !== undefined && quantity !== undefined
}

export function unitOf({ unit, item }: DraftLine): string {
  return unit ?? item?.unit ?? ''
}

export function lineBody(line: DraftLine, currency: string) {
  const unit = unitOf(line)
  const { item, quantity = '0', price } = line
  return {
    itemId: item?.id,
    quantity: { quantity, unit },
    ...(price === undefined ? {} : { price: { amount: price, currency, per: '1', unit } }),
  }
}

/** About: the server rounds each line. */
export function totalOf(lines: readonly DraftLine[]): Decimal {
  return sumOf(lines.map(({ quantity = '0', price = '0' }) => product(quantity, price)))
}
