/**
 * Decimal text to scaled whole numbers and back. People and the wire write `12.34`; code counts
 * `1234n` with two decimals. No binary float is met on the way.
 */

/** No scaled number has more digits than this, so that each fits a PostgreSQL bigint. */
export const scaledDigitsMax = 18

export type DecimalRefusal = 'not_a_decimal' | 'too_many_decimals' | 'too_large'

export type ParsedDecimal =
  | { readonly kind: 'parsed'; readonly scaled: bigint }
  | { readonly kind: 'refused'; readonly reason: DecimalRefusal }

const decimalPattern = /^(-?)(\d{1,40})(?:\.(\d{1,40}))?$/

/**
 * Reads `12.34` with two decimals as `1234n`.
 *
 * Zeros at the end beyond `decimals` lose nothing and are let through; any other digit there is
 * refused, never rounded away. Exponents, signs of plus, spaces and separators are refused.
 */
export function parseDecimal(text: string, decimals: number): ParsedDecimal {
  const [, sign, whole = '', fraction = ''] = decimalPattern.exec(text) ?? []
  if (sign === undefined) return { kind: 'refused', reason: 'not_a_decimal' }
  const beyond = fraction.slice(decimals)
  if (/[1-9]/.test(beyond)) return { kind: 'refused', reason: 'too_many_decimals' }
  const digits = (whole + fraction.slice(0, decimals).padEnd(decimals, '0')).replace(
    /^0+(?=\d)/,
    '',
  )
  if (digits.length > scaledDigitsMax) return { kind: 'refused', reason: 'too_large' }
  const scaled = BigInt(digits)
  return { kind: 'parsed', scaled: sign === '-' ? -scaled : scaled }
}

/**
 * Writes `1234n` with two decimals as `12.34`.
 *
 * @param keptDecimals zeros at the end are dropped down to this many decimals; all are kept when absent
 */
export function formatDecimal(scaled: bigint, decimals: number, keptDecimals = decimals): string {
  const sign = scaled < 0n ? '-' : ''
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = dropZeros(digits.slice(digits.length - decimals), keptDecimals)
  return fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`
}

/** Rounds to the nearest whole number; a tie goes to the even neighbour. `divisor` is positive. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor
  const remainder = dividend % divisor
  const twice = 2n * (remainder < 0n ? -remainder : remainder)
  const roundsAway = twice > divisor || (twice === divisor && quotient % 2n !== 0n)
  if (!roundsAway) return quotient
  return dividend < 0n ? quotient - 1n : quotient + 1n
}

export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent)
}

function dropZeros(fraction: string, keptDecimals: number): string {
  let end = fraction.length
  while (end > keptDecimals && fraction[end - 1] === '0') end -= 1
  return fraction.slice(0, end)
}
