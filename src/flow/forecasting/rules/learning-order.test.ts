import fc from 'fast-check'
import { expect, test } from 'vitest'

import { byContent } from './learning-order.ts'

const series = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Number.NaN)), {
  maxLength: 6,
})

test('however series come, they teach in the same order', () => {
  fc.assert(
    fc.property(fc.array(series, { maxLength: 8 }), (list) => {
      const once = [...list].sort(byContent)
      expect([...list].reverse().sort(byContent)).toEqual(once)
    }),
  )
})

test('shorter ones first, then by what they sold first, unknown before known', () => {
  const list = [[2, 1], [1], [1, 2], [Number.NaN, 3]]
  expect([...list].sort(byContent)).toEqual([[1], [Number.NaN, 3], [1, 2], [2, 1]])
})
