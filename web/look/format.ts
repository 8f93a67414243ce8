/**
 * How numbers, money and days are written. One place, so that a figure reads alike on every screen.
 *
 * Figures come from the wire as decimal strings and stay strings: a JavaScript number would lose
 * cents. Separators are those of the reader's own locale; digits are always latin.
 */

/** A decimal as the wire writes it: `-12.50`. No separators, no exponent. */
export type Decimal = string

/** `currency` is an ISO 4217 code; `amount` already has that currency's number of digits. */
export type MoneyWire = { readonly amount: Decimal; readonly currency: string }

/** A quantity in its unit, such as `{ quantity: '12', unit: 'EA' }`. */
export type QuantityWire = { readonly quantity: Decimal; readonly unit: string }

/** So much for `per` of `unit`: 50.26 per 144 EA. */
export type PriceWire = MoneyWire & { readonly per: Decimal; readonly unit: string }

/** A calendar day, `YYYY-MM-DD`; never an instant. */
export type Day = string

/** An ISO 8601 instant. */
export type Instant = string

const MINUS = '\u2212'

type Separators = { readonly group: string; readonly point: string }

/** What parts thousands and decimals in the reader's locale. */
export const separators: Separators = separatorsOf(readersLocale())

/** The browser's, unless it names none that there is: some say `en-US@posix`. */
function readersLocale(): string {
  const said = globalThis.navigator?.language ?? 'en'
  try {
    return Intl.getCanonicalLocales(said)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

export function separatorsOf(locale: string): Separators {
  const parts = new Intl.NumberFormat(locale, {
    numberingSystem: 'latn',
    useGrouping: true,
  }).formatToParts(1_234_567.8)
  const find = (type: string) => parts.find((part) => part.type === type)?.value
  return { group: find('group') ?? ',', point: find('decimal') ?? '.' }
}

/** A real minus sign is as wide as a digit, so columns of signed figures stay aligned. */
export function signed(text: string, isNegative: boolean, showsPlus = false): string {
  if (isNegative) return `${MINUS}${text}`
  return showsPlus ? `+${text}` : text
}

/** `1234567.5` as `1,234,567.5`; digits are kept as they came, at least `digitsMin` of them. */
export function decimalText(value: Decimal, digitsMin = 0, showsPlus = false): string {
  const { isNegative, whole, fraction } = split(value)
  const padded = fraction.padEnd(digitsMin, '0')
  const text = `${grouped(whole)}${padded === '' ? '' : `${separators.point}${padded}`}`
  return signed(text, isNegative, showsPlus && !isZero(value))
}

/** A count, such as rows or lines. */
export function countText(count: number): string {
  return decimalText(String(Math.trunc(count)))
}

/** A quantity without its unit and without trailing zeros: `1,200`, `0.5`. */
export function unitsText(quantity: Decimal, showsPlus = false): string {
  return decimalText(trimmed(quantity), 0, showsPlus)
}

/** A quantity with its unit: `1,200 EA`. */
export function quantityText({ quantity, unit }: QuantityWire): string {
  return `${unitsText(quantity)}\u00a0${unit}`
}

/** A span of whole or mean days, kept on one line: `35 d`, `+3 d`. */
export function daysText(days: number | Decimal, showsPlus = false): string {
  return `${unitsText(String(days), showsPlus)}\u00a0d`
}

/** How far a figure spreads, kept on one line with it: `± 2.4`. */
export function plusMinusText(figure: string): string {
  return `±\u00a0${figure}`
}

/** An amount without its currency, for columns that name it in the head: `44,955.20`. */
export function amountText({ amount, currency }: MoneyWire, showsPlus = false): string {
  return decimalText(amount, currencyDigits(currency), showsPlus)
}

/** Money with its symbol: `$44,955.20`, `−¥2,832.00`. */
export function moneyText(money: MoneyWire, showsPlus = false): string {
  const text = amountText(size(money))
  const symbol = currencySymbol(money.currency)
  const gap = /[A-Za-z]$/.test(symbol) ? '\u00a0' : ''
  const isNegative = money.amount.startsWith('-') && !isZero(money.amount)
  return signed(`${symbol}${gap}${text}`, isNegative, showsPlus && !isZero(money.amount))
}

/** For headlines only, where the cents would be noise: `$4.82M`, `$212.5k`. */
export function shortMoneyText({ amount, currency }: MoneyWire): string {
  const major = Math.abs(Number(amount))
  const text =
    major >= 1e6
      ? `${decimalText((major / 1e6).toFixed(2))}M`
      : major >= 1e4
        ? `${decimalText((major / 1e3).toFixed(1))}k`
        : decimalText(major.toFixed(0))
  return signed(`${currencySymbol(currency)}${text}`, Number(amount) < 0)
}

/** A price without its currency: `50.26`, or `50.2605` when it goes below the minor unit. */
export function priceAmountText({ amount, currency }: MoneyWire): string {
  return decimalText(trimmed(amount), currencyDigits(currency))
}

/** `$50.26 per EA`, or `$50.26 per 144 EA`. */
export function priceText(price: PriceWire): string {
  const per =
    trimmed(price.per) === '1' ? price.unit : quantityText({ ...price, quantity: price.per })
  return `${currencySymbol(price.currency)}${priceAmountText(price)} per ${per}`
}

/** Digits after the point by ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyDigits(currency: string): number {
  return currencyFormat(currency)?.resolvedOptions().maximumFractionDigits ?? 2
}

/** `$`, `€`, `CHF`. */
export function currencySymbol(currency: string): string {
  const parts = currencyFormat(currency)?.formatToParts(0) ?? []
  return parts.find((part) => part.type === 'currency')?.value ?? currency
}

/** A share of one in percent with a space, as the wire's decimal or basis points: `2.34 %`. */
export function percentText(percent: Decimal): string {
  return `${decimalText(trimmed(percent))}\u00a0%`
}

/** Basis points as percent: 234 is `2.34 %`. */
export function bpsText(bps: number): string {
  return percentText((bps / 100).toFixed(2))
}

const digitsByCurrency = new Map<string, Intl.NumberFormat | undefined>()

/** Undefined for text that is no currency code: shown as it is rather than breaking the screen. */
function currencyFormat(currency: string): Intl.NumberFormat | undefined {
  if (!digitsByCurrency.has(currency)) {
    const isCode = /^[A-Z]{3}$/.test(currency)
    const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
    digitsByCurrency.set(currency, isCode ? new Intl.NumberFormat('en', options) : undefined)
  }
  return digitsByCurrency.get(currency)
}

function size({ amount, currency }: MoneyWire): MoneyWire {
  return { amount: amount.replace(/^-/, ''), currency }
}

function split(value: Decimal) {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(value.trim()) ?? []
  return { isNegative: sign === '-' && /[1-9]/.test(value), whole: whole || '0', fraction }
}

function grouped(whole: string): string {
  return whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, separators.group)
}

/** Without zeros at the end of the fraction. */
export function trimmed(value: Decimal): Decimal {
  return value.includes('.') ? value.replace(/0+$/, '').replace(/\.$/, '') : value
}

export function isZero(value: Decimal): boolean {
  return !/[1-9]/.test(value)
}
