import type { ItemView } from '#contracts/records/items'

import { negated, product, rounded } from '../../look/decimal.ts'
import { currencyDigits, type Decimal } from '../../look/format.ts'

/** A line as it is being written: of an adjustment, opening stock, or a sale issue. */
export type CountedLine = {
  readonly key: string
  readonly item?: ItemView | undefined
  readonly direction: 'found' | 'lost'
  readonly quantity?: Decimal | undefined
  readonly unit?: string | undefined
  readonly status: string
  readonly lot: string
  readonly expiresOn?: string | undefined
  /** What found units are worth in all. */
  readonly value?: Decimal | undefined
}

export function emptyCounted(item?: ItemView): CountedLine {
  return {
    key: crypto.randomUUID(),
    item,
    unit: item?.unit,
    direction: 'found',
    status: 'available',
    lot: '',
  }
}

/** Says an item and how many; opening stock also says what it is worth. */
export function isCounted(line: CountedLine, isOpening = false): boolean {
  return (
    line.item !== undefined &&
    line.quantity !== undefined &&
    (!isOpening || line.value !== undefined)
  )
}

export function unitOf({ unit, item }: CountedLine): string {
  return unit ?? item?.unit ?? ''
}

/** As the API takes it: lost is negative. */
export function adjustmentBody(line: CountedLine, currency: string) {
  const { item, direction, quantity = '0', status, lot, expiresOn, value } = line
  return {
    itemId: item?.id,
    quantity: {
      quantity: direction === 'lost' ? negated(quantity) : quantity,
      unit: unitOf(line),
    },
    status,
    ...(lot.trim() === ''
      ? {}
      : { lot: { code: lot.trim(), ...(expiresOn === undefined ? {} : { expiresOn }) } }),
    ...(value === undefined || direction === 'lost' ? {} : { value: { amount: value, currency } }),
  }
}

/** How many stocking units the line says, when the pack divides evenly; for previews only. */
export function stockingUnits(line: CountedLine): Decimal | undefined {
  const { item, quantity } = line
  if (item === undefined || quantity === undefined) return undefined
  const unit = unitOf(line)
  if (unit === item.unit) return quantity
  const pack = item.packs.find((each) => each.unit === unit)
  if (pack === undefined || pack.denominator !== 1) return undefined
  return product(quantity, String(pack.numerator))
}

/** What so many of a stock that is worth so much are worth: about, since layers differ. */
export function shareOf(
  units: Decimal,
  stock: { readonly quantity: Decimal; readonly value: Decimal },
  currency: string,
): Decimal {
  const each = Number(stock.value) / Number(stock.quantity)
  if (!Number.isFinite(each)) return '0'
  return rounded(product(units, each.toFixed(8)), currencyDigits(currency))
}
