/**
 * Quantities as people write them, and the base units the books count.
 *
 * An item is stocked in `unit` with 0 to 6 decimals; one base unit is the smallest step: a piece, a
 * gram of a kilogram with three decimals. A pack is an exact rational number of stocking units.
 */
import { formatDecimal, parseDecimal, powerOfTen } from './decimal.ts'
import type { Price } from './value.ts'

/** One `unit` holds `numerator` / `denominator` stocking units; both above zero. */
export type Pack = {
  readonly unit: string
  readonly numerator: bigint
  readonly denominator: bigint
}

export type Measure = {
  readonly unit: string
  readonly unitDecimals: number
  readonly packs?: readonly Pack[]
}

export type QuantityRefusal =
  | { readonly code: 'quantity_malformed'; readonly quantity: string }
  | { readonly code: 'quantity_too_large'; readonly quantity: string }
  | { readonly code: 'unit_unknown'; readonly unit: string; readonly knownUnits: readonly string[] }
  | {
      readonly code: 'quantity_not_whole'
      readonly quantity: string
      readonly unit: string
      readonly stockingUnit: string
      readonly unitDecimals: number
    }

export type ReadUnits =
  | { readonly kind: 'units'; readonly units: bigint }
  | { readonly kind: 'refused'; readonly refusal: QuantityRefusal }

/** No count of base units is greater, so that sums over many lines stay within a bigint column. */
export const unitsMax = 10n ** 15n

/** Digits after the point in an entered quantity or a price's `per`. */
const enteredDecimalsMax = 12

/** Base units in one of `unit`, as a fraction; `undefined` when the item has no such unit. */
export function unitRatio(
  unit: string,
  measure: Measure,
): { readonly numerator: bigint; readonly denominator: bigint } | undefined {
  const scale = powerOfTen(measure.unitDecimals)
  if (unit === measure.unit) return { numerator: scale, denominator: 1n }
  const pack = measure.packs?.find((each) => each.unit === unit)
  return pack && { numerator: pack.numerator * scale, denominator: pack.denominator }
}

/** Counts an entered quantity in base units. It must come out whole: nothing is rounded. */
export function toBaseUnits(quantity: string, unit: string, measure: Measure): ReadUnits {
  const ratio = unitRatio(unit, measure)
  if (ratio === undefined) {
    const knownUnits = [measure.unit, ...(measure.packs ?? []).map((pack) => pack.unit)]
    return { kind: 'refused', refusal: { code: 'unit_unknown', unit, knownUnits } }
  }
  const entered = enteredFraction(quantity)
  if (entered === undefined) {
    return { kind: 'refused', refusal: { code: 'quantity_malformed', quantity } }
  }
  const dividend = entered.numerator * ratio.numerator
  const divisor = entered.denominator * ratio.denominator
  if (dividend % divisor !== 0n) {
    const { unit: stockingUnit, unitDecimals } = measure
    const refusal = {
      code: 'quantity_not_whole',
      quantity,
      unit,
      stockingUnit,
      unitDecimals,
    } as const
    return { kind: 'refused', refusal }
  }
  const units = dividend / divisor
  if (units > unitsMax || units < -unitsMax) {
    return { kind: 'refused', refusal: { code: 'quantity_too_large', quantity } }
  }
  return { kind: 'units', units }
}

/** Base units in the stocking unit, without zeros at the end: `1500n` grams are `1.5` of a kilogram. */
export function fromBaseUnits(units: bigint, unitDecimals: number): string {
  return formatDecimal(units, unitDecimals, 0)
}

/**
 * Base units in any unit of the item, or `undefined` where they have no finite decimal: 1 piece is
 * no decimal part of a case of 144.
 */
export function unitsIn(units: bigint, unit: string, measure: Measure): string | undefined {
  const ratio = unitRatio(unit, measure)
  if (ratio === undefined) return undefined
  const dividend = units * ratio.denominator * powerOfTen(enteredDecimalsMax)
  if (dividend % ratio.numerator !== 0n) return undefined
  return formatDecimal(dividend / ratio.numerator, enteredDecimalsMax, 0)
}

/**
 * The price of `per` of `unit`, per base unit, exactly: where the pack is not a whole number of base
 * units, amount and units are both multiplied until it is.
 *
 * @param amountE4 ten-thousandths of the currency's minor unit
 */
export function pricePerUnits(
  amountE4: bigint,
  per: string,
  unit: string,
  measure: Measure,
): Price | undefined {
  const ratio = unitRatio(unit, measure)
  const entered = enteredFraction(per)
  if (ratio === undefined || entered === undefined || entered.numerator <= 0n) return undefined
  const numerator = entered.numerator * ratio.numerator
  const denominator = entered.denominator * ratio.denominator
  const common = greatestCommonDivisor(numerator, denominator)
  return { amountE4: amountE4 * (denominator / common), perUnits: numerator / common }
}

function enteredFraction(
  text: string,
): { readonly numerator: bigint; readonly denominator: bigint } | undefined {
  const decimals = Math.min(enteredDecimalsMax, (text.split('.')[1] ?? '').length)
  const parsed = parseDecimal(text, decimals)
  if (parsed.kind === 'refused') return undefined
  return { numerator: parsed.scaled, denominator: powerOfTen(decimals) }
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [greater, smaller] = [a, b]
  while (smaller !== 0n) [greater, smaller] = [smaller, greater % smaller]
  return greater < 0n ? -greater : greater
}
