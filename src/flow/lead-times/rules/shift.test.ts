import { expect, test } from 'vitest'

import { shiftAllButZero } from './shift.ts'

test('all but zero moves, later and earlier; the ends keep what would leave', () => {
  // days -2 to 3; zero stands at place 2
  const later = Float64Array.of(0.1, 0.2, 0.3, 0.2, 0.1, 0.1)
  shiftAllButZero(later, 2, 2)
  expect([...later]).toEqual(
    [0, 0, 0.3 + 0.1, 0.2, 0, 0.2 + 0.1 + 0.1].map((each) => expect.closeTo(each, 12)),
  )
  const earlier = Float64Array.of(0.1, 0.2, 0.3, 0.2, 0.1, 0.1)
  shiftAllButZero(earlier, 2, -1)
  expect([...earlier]).toEqual([0.3, 0, 0.5, 0.1, 0.1, 0].map((each) => expect.closeTo(each, 12)))
})

test('no days, no change', () => {
  const shares = Float64Array.of(0.5, 0.5)
  shiftAllButZero(shares, 0, 0)
  expect([...shares]).toEqual([0.5, 0.5])
})
