import { expect, test } from 'vitest'

import { overflowUnits, stockLightOf, urgencyOf } from './urgency.ts'

const facts = { onHandUnits: 30, onOrderUnits: 20, demandUnits: 40, stockUnitsMax: 200 }

test.each([
  [{}, 5],
  [{ demandUnits: 50 }, 0],
  [{ demandUnits: 90 }, 0],
  [{ onHandUnits: 230, demandUnits: 0 }, 100],
  [{ stockUnitsMax: 0 }, 100],
  [{ stockUnitsMax: 0, demandUnits: 51 }, 0],
])('urgency with %o is %d', (change, urgency) => {
  expect(urgencyOf({ ...facts, ...change })).toBe(urgency)
})

test.each([
  [0, 0, 5, 'red'],
  [4, 4, 5, 'orange'],
  [5, 5, 5, 'black'],
  [5, undefined, 5, 'black'],
] as const)(
  '%d on hand, sold out in %s days, %d to get more: %s',
  (onHand, sellsOut, lead, light) => {
    expect(stockLightOf(onHand, sellsOut, lead)).toBe(light)
  },
)

const limits = { stockUnitsMax: 100, minimumOrderUnits: 20, reorderUnits: 60, lotUnits: 50 }

test.each([
  [120, 0],
  [121, 1],
  [200, 80],
])('projected %d units are %d too many', (projectedUnits, tooMany) => {
  expect(overflowUnits({ ...limits, projectedUnits })).toBe(tooMany)
})

test('a large lot raises what is too many', () => {
  expect(overflowUnits({ ...limits, lotUnits: 90, projectedUnits: 151 })).toBe(1)
})
