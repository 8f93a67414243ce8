import fc from 'fast-check'
import { expect, test } from 'vitest'

import { type PlannedPromotion, plannedLayers } from './planned-uplift.ts'

const baseline = Float64Array.of(70, 70, 70)
const secondWeek: PlannedPromotion = {
  fromDay: 7,
  toDay: 13,
  factor: 2,
  dipFactor: 1,
  isEvent: false,
}

test.each<[string, readonly PlannedPromotion[], readonly number[], readonly number[]]>([
  ['none', [], [0, 0, 0], [0, 0, 0]],
  ['a week at twice the demand', [secondWeek], [0, 70, 0], [0, 0, 0]],
  [
    'a week, and what the next one loses',
    [{ ...secondWeek, dipFactor: 0.9 }],
    [0, 70, -7],
    [0, 0, 0],
  ],
  [
    'a part of two weeks',
    [{ ...secondWeek, fromDay: 0, toDay: 0, factor: 8 }],
    [70, 0, 0],
    [0, 0, 0],
  ],
  ['two at once', [secondWeek, { ...secondWeek, factor: 1.5 }], [0, 140, 0], [0, 0, 0]],
  ['a holiday', [{ ...secondWeek, factor: 0.5, isEvent: true }], [0, 0, 0], [0, -35, 0]],
])('%s', (_, promotions, uplift, event) => {
  const layers = plannedLayers(baseline, 7, promotions)
  expect([...layers.uplift].map(rounded)).toEqual(uplift)
  expect([...layers.event].map(rounded)).toEqual(event)
})

const rounded = (units: number): number => Math.round(units * 1e6) / 1e6 + 0

test('demand never falls below zero', () => {
  const promotion = fc.record({
    fromDay: fc.integer({ min: -30, max: 30 }),
    toDay: fc.integer({ min: -10, max: 40 }),
    factor: fc.double({ min: 0, max: 8, noNaN: true }),
    dipFactor: fc.double({ min: 0, max: 1, noNaN: true }),
    isEvent: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(promotion, { maxLength: 4 }), (promotions) => {
      const { uplift, event } = plannedLayers(baseline, 7, promotions)
      for (let at = 0; at < 3; at += 1) {
        expect((baseline[at] ?? 0) + (uplift[at] ?? 0) + (event[at] ?? 0)).toBeGreaterThan(-1e-9)
      }
    }),
  )
})
