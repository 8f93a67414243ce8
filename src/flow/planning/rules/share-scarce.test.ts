import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type Claim, shareScarce, standing } from './share-scarce.ts'

const claim = (asked: number, mean: number, deviation: number, multiple = 1): Claim => ({
  askedUnits: asked,
  multipleUnits: multiple,
  haveUnits: 0,
  meanUnits: mean,
  deviationUnits: deviation,
})

test.each([
  ['alike', 60, [claim(50, 50, 10), claim(50, 50, 10)], [30, 30]],
  ['for as long', 60, [claim(80, 80, 10), claim(40, 40, 30)], [40, 20]],
  ['by how far demand spreads', 180, [claim(200, 50, 10), claim(200, 50, 30)], [70, 110]],
  ['in whole multiples', 60, [claim(48, 50, 10, 24), claim(48, 50, 10, 24)], [24, 24]],
  ['to the first of equals', 1, [claim(5, 5, 1), claim(5, 5, 1)], [1, 0]],
  ['in full where there is enough', 99, [claim(50, 50, 10), claim(49, 0, 3)], [50, 49]],
  ['to nobody', 0, [claim(50, 50, 10), claim(50, 50, 10)], [0, 0]],
] as const)('%s', (_, available, claims, shares) => {
  expect(shareScarce(available, claims)).toEqual(shares)
})

const claims = fc
  .array(
    fc.record({
      count: fc.integer({ min: 0, max: 40 }),
      multipleUnits: fc.integer({ min: 1, max: 30 }),
      haveUnits: fc.integer({ min: -200, max: 500 }),
      meanUnits: fc.integer({ min: 0, max: 600 }),
      deviationUnits: fc.oneof(fc.constant(0), fc.double({ min: 0.5, max: 90, noNaN: true })),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((list) =>
    list.map(({ count, ...rest }) => ({ ...rest, askedUnits: count * rest.multipleUnits })),
  )
const available = fc.integer({ min: 0, max: 3_000 })
const total = (units: readonly number[]) => units.reduce((sum, one) => sum + one, 0)

describe('shares', () => {
  test('are never more than there is or was asked for, in whole multiples', () => {
    fc.assert(
      fc.property(available, claims, (units, list) => {
        const shares = shareScarce(units, list)
        expect(total(shares)).toBeLessThanOrEqual(units)
        for (const [at, one] of list.entries()) {
          const share = shares[at] ?? 0
          expect(share % one.multipleUnits).toBe(0)
          expect(share).toBeLessThanOrEqual(one.askedUnits)
        }
      }),
    )
  })

  test('grow with what there is: a unit more makes nobody worse', () => {
    fc.assert(
      fc.property(available, claims, (units, list) => {
        const more = shareScarce(units + 1, list)
        for (const [at, share] of shareScarce(units, list).entries()) {
          expect(more[at]).toBeGreaterThanOrEqual(share)
        }
      }),
    )
  })

  test('leave nobody better off by a multiple while another stands worse', () => {
    fc.assert(
      fc.property(available, claims, (units, list) => {
        const shares = shareScarce(units, list)
        const least = Math.min(
          ...list.flatMap((one, at) => {
            const share = shares[at] ?? 0
            return share === one.askedUnits ? [] : [standing(one, share)]
          }),
        )
        for (const [at, one] of list.entries()) {
          const share = shares[at] ?? 0
          if (share === 0) continue
          expect(standing(one, share - one.multipleUnits)).toBeLessThanOrEqual(least + 1e-6)
        }
      }),
    )
  })
})
