/** Goal: stock that channels share is kept at what their parts ask for, and never below what a committed one needs. */
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { normalQuantile } from '#kernel/statistics/normal'

import { sharedLevel } from './share-promise.ts'

const at = (share: number) => normalQuantile(share)

test('without a claim it is the rule’s own', () => {
  expect(sharedLevel(1.5, [])).toEqual({ z: 1.5, by: 'rule', claim: undefined })
})

test.each([
  // Half asks for 90 %, half for 98 %: the whole is asked for 94 %.
  [at(0.9), [{ z: at(0.98), share: 0.5, isCommitted: false }], at(0.94), 'weighed'],
  [at(0.98), [{ z: at(0.9), share: 1, isCommitted: false }], at(0.9), 'weighed'],
  // Alone, two fifths of demand at 99 % need z times the root of .4.
  [
    at(0.5),
    [{ z: at(0.99), share: 0.4, isCommitted: true }],
    at(0.99) * Math.sqrt(0.4),
    'committed',
  ],
  [at(0.5), [{ z: at(0.99), share: 0.4, isCommitted: false }], at(0.696), 'weighed'],
] as const)('%d with %o comes to %d', (own, claims, z, by) => {
  const found = sharedLevel(own, claims)
  expect(found.z).toBeCloseTo(z, 9)
  expect(found).toMatchObject({ by, claim: 0 })
})

test('it names the claim that moves it most', () => {
  const claims = [
    { z: at(0.97), share: 0.1, isCommitted: false },
    { z: at(0.99), share: 0.5, isCommitted: false },
  ]
  expect(sharedLevel(at(0.9), claims).claim).toBe(1)
})

const claim = fc.record({
  z: fc.double({ min: -1.5, max: 5, noNaN: true }),
  share: fc.double({ min: 0.001, max: 0.25, noNaN: true }),
  isCommitted: fc.boolean(),
})

test('a higher target of anybody never keeps less, and the level stays between what is asked', () => {
  const given = fc.tuple(
    fc.double({ min: -1.5, max: 5, noNaN: true }),
    fc.array(claim, { minLength: 1, maxLength: 4 }),
    fc.double({ min: 0, max: 2, noNaN: true }),
    fc.nat(4),
  )
  fc.assert(
    fc.property(given, ([own, claims, more, which]) => {
      const { z } = sharedLevel(own, claims)
      const raised = claims.map((one, no) => (no === which ? { ...one, z: one.z + more } : one))
      const after =
        which < claims.length ? sharedLevel(own, raised) : sharedLevel(own + more, claims)
      expect(after.z).toBeGreaterThanOrEqual(z - 1e-9)
      const asked = [own, ...claims.map((one) => one.z)]
      expect(z).toBeLessThanOrEqual(Math.max(...asked) + 1e-9)
      expect(z).toBeGreaterThanOrEqual(Math.min(...asked) - 1e-9)
    }),
  )
})
