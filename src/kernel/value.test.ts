import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { sumOf } from './list.ts'
import { splitByLargestRemainder } from './value.ts'

describe('an amount split by weights', () => {
  test.each([
    ['evenly', 9n, [1n, 1n, 1n], [3n, 3n, 3n]],
    ['with ties to the lower index', 10n, [1n, 1n, 1n], [4n, 3n, 3n]],
    ['with two left over', 11n, [1n, 1n, 1n], [4n, 4n, 3n]],
    ['to the largest remainder', 100n, [1n, 2n, 4n], [14n, 29n, 57n]],
    ['with a weight of nothing', 5n, [0n, 1n], [0n, 5n]],
    ['as a credit', -10n, [1n, 1n, 1n], [-4n, -3n, -3n]],
    ['of nothing', 0n, [1n, 2n], [0n, 0n]],
  ] as const)('%s', (_, amount, weights, parts) => {
    expect(splitByLargestRemainder(amount, weights)).toEqual(parts)
  })

  test('is the whole again, each part within one of its share', () => {
    const weights = fc
      .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 })
      .filter((each) => each.some((weight) => weight > 0n))
    const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
    fc.assert(
      fc.property(amount, weights, (amountMinor, given) => {
        const parts = splitByLargestRemainder(amountMinor, given)
        expect(sumOf(parts, (part) => part)).toBe(amountMinor)
        const total = sumOf(given, (weight) => weight)
        for (const [index, part] of parts.entries()) {
          const off = part * total - amountMinor * (given[index] ?? 0n)
          expect(off < total && off > -total).toBe(true)
        }
      }),
    )
  })

  test('needs a weight', () => {
    expect(() => splitByLargestRemainder(1n, [0n])).toThrow('not all zero')
    expect(() => splitByLargestRemainder(1n, [-1n, 2n])).toThrow('not negative')
  })
})
