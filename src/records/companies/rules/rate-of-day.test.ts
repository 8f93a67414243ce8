import fc from 'fast-check'
import { expect, test } from 'vitest'

import { type QuotedRate, rateE10Max, rateOfDay } from './rate-of-day.ts'

const direct = { onDay: '2026-01-05', rateE10: 10_850_000_000n }

test.each<[string, QuotedRate | undefined, QuotedRate | undefined, bigint | undefined]>([
  ['neither', undefined, undefined, undefined],
  ['direct only', direct, undefined, 10_850_000_000n],
  [
    'inverse only: 1 / 0.8 = 1.25',
    undefined,
    { ...direct, rateE10: 8_000_000_000n },
    12_500_000_000n,
  ],
  [
    'inverse of a third, rounded',
    undefined,
    { ...direct, rateE10: 30_000_000_000n },
    3_333_333_333n,
  ],
  ['both on one day: direct', direct, { ...direct, rateE10: 8_000_000_000n }, 10_850_000_000n],
  ['a newer inverse', direct, { onDay: '2026-01-06', rateE10: 8_000_000_000n }, 12_500_000_000n],
  ['an older inverse', direct, { onDay: '2026-01-04', rateE10: 1n }, 10_850_000_000n],
  ['an inverse as small as can be turned', undefined, { ...direct, rateE10: 1_000n }, rateE10Max],
  ['an inverse too small to be turned', undefined, { ...direct, rateE10: 999n }, undefined],
  ['an inverse too great to be turned', undefined, { ...direct, rateE10: 10n ** 21n }, undefined],
])('%s', (_, given, inverse, expected) => {
  expect(rateOfDay(given, inverse)).toBe(expected)
})

test('a rate that is found is above zero', () => {
  const quoted = fc.option(
    fc.record({
      onDay: fc.constantFrom('2026-01-01', '2026-01-02'),
      rateE10: fc.bigInt({ min: 1n, max: 10n ** 18n }),
    }),
    { nil: undefined },
  )
  fc.assert(
    fc.property(quoted, quoted, (given, inverse) => {
      const rate = rateOfDay(given, inverse)
      expect(rate === undefined || rate > 0n).toBe(true)
    }),
  )
})
