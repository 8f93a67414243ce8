/** Goal: another's figures stand where they are said, ours elsewhere; promotions and overrides come on top once. */
import { expect, test } from 'vitest'

import { layersOf } from './lay-forecast.ts'

const baseline = Float64Array.of(70, 70, 70, 70)
const promotion = { fromDay: 7, toDay: 13, factor: 2, dipFactor: 1, isEvent: false }
const theirs = { units: [100, 100, 20, 0], days: [7, 7, 2, 0] }

test('a week partly covered keeps our share of the other days, and none is left out', () => {
  const { outsideUnits, plannedUnits } = layersOf(baseline, [], [], {
    ...theirs,
    includesPromotions: true,
  })
  expect([...outsideUnits]).toEqual([100, 100, 20 + (70 * 5) / 7, Number.NaN])
  expect([...plannedUnits]).toEqual([100, 100, 70, 70])
})

test('promotions come on top only of figures without them; ours are told beside', () => {
  const lay = (includesPromotions: boolean) =>
    layersOf(baseline, [promotion], [], { ...theirs, includesPromotions })
  expect([...lay(true).plannedUnits]).toEqual([100, 100, 70, 70])
  expect([...lay(false).plannedUnits]).toEqual([100, 200, 70, 70])
  expect([...lay(false).upliftUnits]).toEqual([0, 70, 0, 0])
})

test('people have the last word over anybody', () => {
  const override = { fromDay: 0, toDay: 6, kind: 'multiply', amount: 15_000 } as const
  const { plannedUnits } = layersOf(baseline, [], [override], {
    ...theirs,
    includesPromotions: true,
  })
  expect([...plannedUnits]).toEqual([150, 100, 70, 70])
})

test('without another there is nothing beside ours', () => {
  const { outsideUnits, plannedUnits } = layersOf(baseline, [], [])
  expect(outsideUnits).toHaveLength(0)
  expect([...plannedUnits]).toEqual([...baseline])
})
