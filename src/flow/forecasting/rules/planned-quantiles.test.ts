/** Goal: the band drawn around what is planned is around what is planned, whatever raised or cut it. */
import { expect, test } from 'vitest'

import { plannedQuantiles, spreadAround } from './planned-quantiles.ts'

const nine = [9.5, 12, 16, 20, 26, 34, 41.9, 50, 60]
const weeks = {
  planned: [20, 40.57, 0],
  baseline: [20, 20, 20],
  quantiles: [...nine, ...nine, ...nine],
  unbound: null,
}

test('a promoted week is as wide for its size as its baseline; others stay as they are stored', () => {
  const made = plannedQuantiles(weeks)
  expect(made.slice(0, 9)).toEqual(nine)
  expect(made[9 + 6]).toBeCloseTo((41.9 * 40.57) / 20)
  expect(made[9] ?? 0).toBeLessThan(40.57)
  expect(made[9 + 6]).toBeGreaterThan(40.57)
  expect(made.slice(18)).toEqual(nine.map(() => 0))
})

test('a week that the life of the item cuts short is narrower by as much', () => {
  const cut = { ...weeks, planned: [10], baseline: [10], unbound: [20] }
  expect(plannedQuantiles(cut)).toEqual(nine.map((units) => units / 2))
  const ended = { ...weeks, planned: [0], baseline: [0], unbound: [20] }
  expect(plannedQuantiles(ended)).toEqual(nine.map(() => 0))
})

test('the spread keeps its share of the figure, and its width where we expect nothing', () => {
  expect(spreadAround(100, 35, 70)).toBe(50)
  expect(spreadAround(100, 4, 0)).toBe(104)
  expect(spreadAround(0, 105, 70)).toBe(0)
})
