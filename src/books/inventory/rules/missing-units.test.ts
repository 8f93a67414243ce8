/** Goal: units are promised once, and every wish that can't be filled is told. */
import { expect, test } from 'vitest'

import { missingUnits, type UnitsWish } from './missing-units.ts'

const wish: UnitsWish = { itemId: 'soap', placeId: 'main', status: 'available', units: 6n }

test.each([
  ['all that is there', [{ ...wish, units: 10n }], []],
  ['one more than is there', [{ ...wish, units: 11n }], [{ index: 0, availableUnits: 10n }]],
  ['the same units twice', [wish, wish], [{ index: 1, askedUnits: 6n, availableUnits: 4n }]],
  [
    'the rest after a wish too large',
    [
      { ...wish, units: 11n },
      { ...wish, units: 10n },
    ],
    [{ index: 0 }],
  ],
  [
    'of two lots',
    [
      { ...wish, lotId: 'a' },
      { ...wish, lotId: 'b' },
    ],
    [],
  ],
  ['in two states', [wish, { ...wish, status: 'rejected' }], []],
])('%s', (_, wishes, missing) => {
  const told = missingUnits(
    wishes,
    wishes.map(() => 10n),
  )
  expect(told).toMatchObject(missing)
  expect(told.length).toBe(missing.length)
})
