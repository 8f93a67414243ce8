import fc from 'fast-check'
import { expect, test } from 'vitest'

import { convertMinor, formatRateE10, invertRateE10, parseRateE10, rateOneE10 } from './fx.ts'

test.each([
  ['100.00 EUR at 1.0850 in USD', 10_000n, 10_850_000_000n, 2, 2, 10_850n],
  ['1 000 JPY at 0.0067 in USD', 1_000n, 67_000_000n, 0, 2, 670n],
  ['10.00 USD at 149.25 in JPY', 1_000n, 1_492_500_000_000n, 2, 0, 1_492n],
  ['1.000 KWD at 3.25 in USD', 1_000n, 32_500_000_000n, 3, 2, 325n],
  ['half a cent goes to even', 1n, 5_000_000_000n, 2, 2, 0n],
  ['one and a half cents go to even', 3n, 5_000_000_000n, 2, 2, 2n],
  ['a credit like a debit', -10_000n, 10_850_000_000n, 2, 2, -10_850n],
] as const)('%s', (_, amountMinor, rateE10, fromDigits, toDigits, expected) => {
  expect(convertMinor(amountMinor, { rateE10, fromDigits, toDigits })).toBe(expected)
})

test('a currency in itself is itself', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (amountMinor) => {
      const same = { rateE10: rateOneE10, fromDigits: 2, toDigits: 2 }
      expect(convertMinor(amountMinor, same)).toBe(amountMinor)
    }),
  )
})

test('a rate is read, written and turned around', () => {
  expect(parseRateE10('1.0850')).toEqual({ kind: 'parsed', scaled: 10_850_000_000n })
  expect(formatRateE10(10_850_000_000n)).toBe('1.085')
  expect(invertRateE10(20_000_000_000n)).toBe(5_000_000_000n)
  expect(invertRateE10(30_000_000_000n)).toBe(3_333_333_333n)
})
