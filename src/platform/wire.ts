/**
 * Values as they travel: shapes for contracts, and the way from and to the whole numbers of the
 * kernel. Shapes never transform, so that one contract serves what comes in and what goes out.
 */
import { z } from 'zod'

import { currencyCodes, minorDigits } from '#kernel/currency'
import { isDay } from '#kernel/day'
import { formatDecimal, parseDecimal } from '#kernel/decimal'
import { invariant } from '#kernel/invariant'
import {
  fromBaseUnits,
  type Measure,
  pricePerUnits,
  type QuantityRefusal,
  toBaseUnits,
  unitsIn,
} from '#kernel/quantity'
import { amountMinorMax, type Price } from '#kernel/value'

import type { ErrorFact } from './http/problem.ts'

/** What was read, or every reason why it could not be. */
export type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'refused'; readonly errors: readonly ErrorFact[] }

/** Decimals of a price beyond the currency's own: prices are kept in ten-thousandths of a cent. */
const priceDecimals = 4

/** Decimals of a price that are always written: 50.2600, not 50.26. */
const priceDecimalsKept = 2

export const idWire = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, {
    error: 'Give an id as this API writes it: a UUID in lower case.',
  })
  .meta({ format: 'uuid' })

export const dayWire = z.iso
  .date({ error: 'Give a day that exists, as YYYY-MM-DD.' })
  .refine(isDay, { error: 'Give a day that exists, from 1900-01-01 on, as YYYY-MM-DD.' })

/** An instant with its offset, such as `2026-01-31T08:30:00Z`. */
export const instantWire = z.iso.datetime({
  offset: true,
  error: 'Give an instant with its offset, such as 2026-01-31T08:30:00Z.',
})

export const currencyWire = z
  .enum(currencyCodes as [string, ...string[]], {
    error: 'Give a currency code of ISO 4217, such as EUR.',
  })
  .meta({ id: 'Currency' })

const amountText = z.string().regex(/^-?\d{1,16}(\.\d{1,4})?$/, {
  error: 'Write an amount as digits with a point, such as "12.34".',
})

/** Money as a decimal string of the currency's own decimals; credits are negative. */
export const moneyWire = z
  .strictObject({ amount: amountText, currency: currencyWire })
  .meta({ id: 'Money' })

const quantityText = z.string().regex(/^-?\d{1,15}(\.\d{1,12})?$/, {
  error: 'Write a quantity as digits with a point, such as "12" or "1.5".',
})

/** The code of a stocking unit or pack of an item, such as `EA` or `CASE`. */
export const unitWire = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_./-]{0,15}$/, {
  error: 'Give a unit code of up to 16 letters and digits, such as EA.',
})

/** A quantity as a decimal string with its unit; moves out are negative. */
export const quantityWire = z
  .strictObject({ quantity: quantityText, unit: unitWire })
  .meta({ id: 'Quantity' })

/** A quantity to order, receive or bill: digits only, above or equal to zero. */
export const countWire = z
  .strictObject({
    quantity: z.string().regex(/^\d{1,15}(\.\d{1,12})?$/, {
      error:
        'Write a quantity that is not negative, as digits with a point, such as "12" or "1.5".',
    }),
    unit: unitWire,
  })
  .meta({ id: 'Count' })

/** What `per` of `unit` cost. */
export const priceWire = z
  .strictObject({
    amount: z.string().regex(/^\d{1,14}(\.\d{1,8})?$/, {
      error: 'Write a price that is not negative, as digits with a point, such as "50.26".',
    }),
    currency: currencyWire,
    per: z.string().regex(/^\d{1,9}(\.\d{1,12})?$/, {
      error: 'Write how many units the price is for, such as "1" or "144".',
    }),
    unit: unitWire,
  })
  .meta({ id: 'Price' })

/** Text with something in it, without NUL, of at most `max` UTF-16 units. */
export function textWire(max: number) {
  return z
    .string()
    .max(max, { error: `Shorten this to at most ${max} characters.` })
    .regex(/\S/, { error: 'Fill this in: it may not be empty.' })
    .refine(isStorable, {
      error: 'Remove the characters that no text may hold (NUL, half a pair).',
    })
}

/** Text PostgreSQL can keep: well-formed Unicode without NUL. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

export type MoneyWire = z.infer<typeof moneyWire>
export type QuantityWire = z.infer<typeof quantityWire>
export type PriceWire = z.infer<typeof priceWire>

export function moneyToWire(amountMinor: bigint, currency: string): MoneyWire {
  return { amount: formatDecimal(amountMinor, digitsOf(currency)), currency }
}

/** @param pointer where the money stands in the body, for the reasons */
export function moneyFromWire(wire: MoneyWire, pointer = ''): Read<bigint> {
  const digits = digitsOf(wire.currency)
  const parsed = parseDecimal(wire.amount, digits)
  if (parsed.kind === 'refused') {
    const detail = `Write the amount with at most ${digits} decimals: ${wire.currency} has no more.`
    return refused({ code: 'amount_malformed', detail, pointer: `${pointer}/amount` })
  }
  if (parsed.scaled > amountMinorMax || parsed.scaled < -amountMinorMax) {
    const most = formatDecimal(amountMinorMax, digits)
    const detail = `Give an amount of at most ${most} ${wire.currency}.`
    return refused({ code: 'amount_too_large', detail, pointer: `${pointer}/amount` })
  }
  return { kind: 'read', value: parsed.scaled }
}

/** Base units in the item's stocking unit. */
export function quantityToWire(
  units: bigint,
  measure: Pick<Measure, 'unit' | 'unitDecimals'>,
): QuantityWire {
  return { quantity: fromBaseUnits(units, measure.unitDecimals), unit: measure.unit }
}

/** An entered quantity in base units of the item. */
export function quantityFromWire(wire: QuantityWire, measure: Measure, pointer = ''): Read<bigint> {
  const counted = toBaseUnits(wire.quantity, wire.unit, measure)
  if (counted.kind === 'units') return { kind: 'read', value: counted.units }
  return refused(quantityError(counted.refusal, pointer))
}

/**
 * A price as it was quoted: per whole numbers of `quotedUnit`, or per as many stocking units as it is
 * kept for, where that is a part of the quoted unit: nobody reads what a tenth of a case costs.
 */
export function priceToWire(
  price: Price,
  given: Measure & { readonly currency: string; readonly quotedUnit?: string },
): PriceWire {
  const decimals = digitsOf(given.currency) + priceDecimals
  const kept = digitsOf(given.currency) + priceDecimalsKept
  const amount = formatDecimal(price.amountE4, decimals, kept)
  const quotedUnit = given.quotedUnit ?? given.unit
  const per = unitsIn(price.perUnits, quotedUnit, given)
  if (per !== undefined && !per.includes('.')) {
    return { amount, currency: given.currency, per, unit: quotedUnit }
  }
  const stockingPer = fromBaseUnits(price.perUnits, given.unitDecimals)
  return { amount, currency: given.currency, per: stockingPer, unit: given.unit }
}

/** The price per base units of the item, exactly. */
export function priceFromWire(wire: PriceWire, measure: Measure, pointer = ''): Read<Price> {
  const decimals = digitsOf(wire.currency) + priceDecimals
  const amount = parseDecimal(wire.amount, decimals)
  if (amount.kind === 'refused') {
    const detail =
      amount.reason === 'too_many_decimals'
        ? `Write the price with at most ${decimals} decimals.`
        : 'Give a smaller price, as digits with a point.'
    return refused({ code: 'price_malformed', detail, pointer: `${pointer}/amount` })
  }
  const price = pricePerUnits(amount.scaled, wire.per, wire.unit, measure)
  if (price === undefined || !fitsBigint(price)) return refused(perError(wire, measure, pointer))
  return { kind: 'read', value: price }
}

function perError(wire: PriceWire, measure: Measure, pointer: string): ErrorFact {
  const counted = toBaseUnits('0', wire.unit, measure)
  if (counted.kind === 'refused') return quantityError(counted.refusal, pointer)
  const detail = 'Give the price for more than zero units, and for a smaller or rounder number.'
  return { code: 'price_per_malformed', detail, pointer: `${pointer}/per` }
}

function quantityError(refusal: QuantityRefusal, pointer: string): ErrorFact {
  switch (refusal.code) {
    case 'unit_unknown':
      return {
        ...refusal,
        detail: `Use a unit of this item: ${refusal.knownUnits.join(', ')}.`,
        pointer: `${pointer}/unit`,
      }
    case 'quantity_not_whole':
      return {
        ...refusal,
        detail: notWholeText(refusal),
        pointer: `${pointer}/quantity`,
      }
    case 'quantity_malformed':
      return {
        ...refusal,
        detail: 'Write the quantity as digits with a point, such as "12" or "1.5".',
        pointer: `${pointer}/quantity`,
      }
    case 'quantity_too_large':
      return { ...refusal, detail: 'Give a smaller quantity.', pointer: `${pointer}/quantity` }
  }
}

type NotWhole = Extract<QuantityRefusal, { readonly code: 'quantity_not_whole' }>

/** How the item is counted, and where it can be said in its own unit, what to write instead. */
function notWholeText({ quantity, unit, stockingUnit, unitDecimals }: NotWhole): string {
  const places = unitDecimals === 1 ? 'one decimal' : `${unitDecimals} decimals`
  const counted = unitDecimals === 0 ? 'counted whole' : `counted to ${places}`
  if (unit !== stockingUnit) {
    return `${stockingUnit} is ${counted}: ${quantity} ${unit} does not come out as that.`
  }
  const [whole = '0', part = ''] = quantity.split('.')
  const below = BigInt(whole + part.slice(0, unitDecimals).padEnd(unitDecimals, '0'))
  const [low, high] = [below, below + 1n].map((units) => pointed(units, unitDecimals))
  return `${stockingUnit} is ${counted}: write ${below === 0n ? high : `${low} or ${high}`}.`
}

/** Base units with their point: `75` with one decimal is `7.5`. */
function pointed(units: bigint, decimals: number): string {
  const digits = `${units}`.padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

function fitsBigint(price: Price): boolean {
  const max = 10n ** 18n
  return price.amountE4 < max && price.perUnits < max
}

function refused(error: ErrorFact): { readonly kind: 'refused'; readonly errors: [ErrorFact] } {
  return { kind: 'refused', errors: [error] }
}

function digitsOf(currency: string): number {
  const digits = minorDigits(currency)
  invariant(digits !== undefined, `${currency} is no currency of ISO 4217`)
  return digits
}
