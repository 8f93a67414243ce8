import { expect, test } from 'vitest'

import { orderedBeyond } from './ordered-ahead.ts'

const tenADay = () => 10
const days = (beyond: Float64Array | undefined) =>
  Object.fromEntries([...(beyond ?? [])].flatMap((units, day) => (units > 0 ? [[day, units]] : [])))

test.each([
  ['within the forecast is foreseen', [{ day: 8, units: 70 }], {}],
  ['beyond it is on top, on its day', [{ day: 8, units: 100 }], { 8: 30 }],
  [
    'counts on the day that passes it',
    [
      { day: 9, units: 40 },
      { day: 8, units: 50 },
    ],
    { 9: 20 },
  ],
  [
    'of another week is not foreseen by this one',
    [
      { day: 7, units: 80 },
      { day: 14, units: 60 },
    ],
    { 7: 10 },
  ],
  ['past the horizon is not seen', [{ day: 99, units: 1_000 }], {}],
] as const)('what is ordered %s', (_, orders, beyond) => {
  expect(days(orderedBeyond(tenADay, 0, orders, 28))).toEqual(beyond)
})

test('a week that began already has only its days to come', () => {
  expect(days(orderedBeyond(tenADay, -3, [{ day: 1, units: 55 }], 28))).toEqual({ 1: 15 })
})
