/** Goal: a decimal read and written again is the same number, and nothing is ever rounded away. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { divideHalfEven, formatDecimal, parseDecimal } from './decimal.ts'

describe('a decimal', () => {
  const read: readonly [string, number, bigint][] = [
    ['12.34', 2, 1_234n],
    ['-12.3', 2, -1_230n],
    ['12', 2, 1_200n],
    ['12.3400', 2, 1_234n],
    ['007', 0, 7n],
    ['0.000001', 6, 1n],
    ['-0', 0, 0n],
    ['999999999999999999', 0, 999_999_999_999_999_999n],
    ['0000000000000000000000000000001', 0, 1n],
  ]
  test.each(read)('%s with %i decimals is read', (text, decimals, scaled) => {
    expect(parseDecimal(text, decimals)).toEqual({ kind: 'parsed', scaled })
  })

  const refused: readonly [string, number, string][] = [
    ['12.345', 2, 'too_many_decimals'],
    ['0.5', 0, 'too_many_decimals'],
    ['1000000000000000000', 0, 'too_large'],
    ['10000000000000000', 2, 'too_large'],
    ['', 2, 'not_a_decimal'],
    ['.5', 2, 'not_a_decimal'],
    ['5.', 2, 'not_a_decimal'],
    ['+5', 2, 'not_a_decimal'],
    ['1e3', 2, 'not_a_decimal'],
    ['1,000', 2, 'not_a_decimal'],
    [' 5', 2, 'not_a_decimal'],
    ['٣', 2, 'not_a_decimal'],
    ['9'.repeat(41), 2, 'not_a_decimal'],
  ]
  test.each(refused)('%s with %i decimals is refused', (text, decimals, reason) => {
    expect(parseDecimal(text, decimals)).toEqual({ kind: 'refused', reason })
  })

  test('keeps the zeros it is asked to keep', () => {
    expect(formatDecimal(502_600n, 4)).toBe('50.2600')
    expect(formatDecimal(50_260_000n, 6, 4)).toBe('50.2600')
    expect(formatDecimal(1_500n, 3, 0)).toBe('1.5')
    expect(formatDecimal(-5n, 2)).toBe('-0.05')
    expect(formatDecimal(0n, 0)).toBe('0')
  })

  test('comes back as it was', () => {
    const scaled = fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n })
    fc.assert(
      fc.property(scaled, fc.nat({ max: 10 }), fc.nat({ max: 10 }), (value, decimals, kept) => {
        const text = formatDecimal(value, decimals, Math.min(kept, decimals))
        expect(parseDecimal(text, decimals)).toEqual({ kind: 'parsed', scaled: value })
      }),
    )
  })
})

test.each([
  [5n, 2n, 2n],
  [7n, 2n, 4n],
  [-5n, 2n, -2n],
  [-7n, 2n, -4n],
  [8n, 3n, 3n],
  [7n, 3n, 2n],
] as const)('%i divided by %i is nearest to %i', (dividend, divisor, quotient) => {
  expect(divideHalfEven(dividend, divisor)).toBe(quotient)
})
