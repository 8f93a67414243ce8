/**
 * From a document's currency to the company's, in whole minor units.
 *
 * `rateE10` is what one unit of the document's currency is worth in the company's, times 10^10:
 * 1 EUR = 1.0850 USD is `10_850_000_000n`. Scale: rules.md, FX rate decimal(18,10).
 */
import {
  divideHalfEven,
  formatDecimal,
  type ParsedDecimal,
  parseDecimal,
  powerOfTen,
} from './decimal.ts'
import { invariant } from './invariant.ts'

const rateDecimals = 10

/** The rate between a currency and itself. */
export const rateOneE10 = powerOfTen(rateDecimals)

export type Exchange = {
  readonly rateE10: bigint
  /** Decimals of the document's currency: 2 for EUR, 0 for JPY. */
  readonly fromDigits: number
  /** Decimals of the company's currency. */
  readonly toDigits: number
}

/** Minor units of the document's currency in minor units of the company's; a tie goes to even. */
export function convertMinor(amountMinor: bigint, exchange: Exchange): bigint {
  invariant(exchange.rateE10 > 0n, 'an exchange rate is above zero')
  const dividend = amountMinor * exchange.rateE10 * powerOfTen(exchange.toDigits)
  return divideHalfEven(dividend, rateOneE10 * powerOfTen(exchange.fromDigits))
}

/** The rate the other way round, rounded half to even at ten decimals. */
export function invertRateE10(rateE10: bigint): bigint {
  invariant(rateE10 > 0n, 'an exchange rate is above zero')
  return divideHalfEven(rateOneE10 * rateOneE10, rateE10)
}

/** Reads `1.0850` as `10_850_000_000n`. */
export function parseRateE10(text: string): ParsedDecimal {
  return parseDecimal(text, rateDecimals)
}

/** Writes `10_850_000_000n` as `1.085`. */
export function formatRateE10(rateE10: bigint): string {
  return formatDecimal(rateE10, rateDecimals, 0)
}
