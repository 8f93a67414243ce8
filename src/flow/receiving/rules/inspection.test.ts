/** Goal: judged in any parts, quarantined units take all they came in at with them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { lesser } from '#kernel/value'

import { judge } from './inspection.ts'

test('passed units take their share, failed ones the rest', () => {
  const left = { units: 3n, documentMinor: 1_000n, amountMinor: 1_100n }
  expect(judge(left, 1n, 2n)).toEqual({
    passed: { documentMinor: 333n, amountMinor: 367n },
    failed: { documentMinor: 667n, amountMinor: 733n },
  })
})

test('nothing is left when all are judged', () => {
  const whole = fc.record({
    units: fc.bigInt({ min: 1n, max: 5_000n }),
    documentMinor: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    amountMinor: fc.bigInt({ min: 0n, max: 10n ** 9n }),
  })
  const parts = fc.array(
    fc.tuple(fc.bigInt({ min: 0n, max: 99n }), fc.bigInt({ min: 0n, max: 99n })),
  )
  fc.assert(
    fc.property(whole, parts, (all, sizes) => {
      let left = all
      for (const [pass, fail] of [...sizes, [all.units, 0n] as const]) {
        const passed = lesser(pass, left.units)
        const failed = lesser(fail, left.units - passed)
        const judged = judge(left, passed, failed)
        left = {
          units: left.units - passed - failed,
          documentMinor:
            left.documentMinor - judged.passed.documentMinor - judged.failed.documentMinor,
          amountMinor: left.amountMinor - judged.passed.amountMinor - judged.failed.amountMinor,
        }
      }
      return left.units === 0n && left.documentMinor === 0n && left.amountMinor === 0n
    }),
  )
})
