import {
  isZero,
  type MoneyWire,
  moneyText,
  type PriceWire,
  priceText,
  type QuantityWire,
  quantityText,
  shortMoneyText,
} from './format.ts'
import look from './look.module.css'

export type MoneyProps = {
  readonly money: MoneyWire
  /** A change rather than a sum: shows its sign. Colour is left to whoever knows if it is good. */
  readonly isChange?: boolean
  /** Headlines only. Anything that is added up, paid or posted shows its cents. */
  readonly isShort?: boolean
}

/** Money in tabular figures, straight from the wire. Zero is quiet. */
export function Money({ money, isChange = false, isShort = false }: MoneyProps) {
  const text = isShort ? shortMoneyText(money) : moneyText(money, isChange)
  return (
    <span className={look.figure} data-zero={isZero(money.amount) || undefined}>
      {text}
    </span>
  )
}

/** A quantity with its unit. Zero is quiet. */
export function Quantity({ quantity }: { readonly quantity: QuantityWire }) {
  return (
    <span className={look.figure} data-zero={isZero(quantity.quantity) || undefined}>
      {quantityText(quantity)}
    </span>
  )
}

/** A price with what it is for: `$50.26 per EA`. */
export function Price({ price }: { readonly price: PriceWire }) {
  return <span className={look.figure}>{priceText(price)}</span>
}
