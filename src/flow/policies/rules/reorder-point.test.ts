/** Goal: the reorder point rises with the level, never falls with spread, and knows nothing of the future. */
import { expect, test } from 'vitest'

import { randomOf } from '#kernel/random'

import { drawLeadDemand } from './draw-demand.ts'
import { leadDemandMoments, varianceOf } from './lead-demand.ts'
import { levelGrid, levelTable, reorderFrom } from './level-table.ts'
import { reorderPointAt } from './reorder-point.ts'

const lane = { leadPeriods: 8, leadVariation: 0.2, reviewPeriods: 1 }
const lumpy = Float64Array.from({ length: 80 }, (_, week) => (week % 7 === 3 ? 20 + week : 0))
const steady = Float64Array.from({ length: 80 }, (_, week) => 10 + (week % 3))
const unsold = new Float64Array(80)

function pointOf(units: Float64Array, z: number, before = units.length) {
  const moments = leadDemandMoments(units, before, 52, lane)
  const draws = drawLeadDemand(units, before, lane, randomOf(1), new Float64Array(200)).sort()
  return reorderPointAt(z, moments, draws)
}

test.each([
  ['lumpy', lumpy],
  ['steady', steady],
])('%s: s rises with the level', (_, units) => {
  let last = Number.NEGATIVE_INFINITY
  for (const z of levelGrid) {
    const { reorderUnits } = pointOf(units, z)
    expect(reorderUnits).toBeGreaterThan(last)
    last = reorderUnits
  }
})

test('s is the mean of its three estimates', () => {
  const point = pointOf(lumpy, 1.5)
  const sum = point.drawnUnits + point.gammaUnits + point.normalUnits
  expect(point.reorderUnits).toBeCloseTo(sum / 3, 12)
})

test('more of any variance never lowers the safety stock', () => {
  const draws = drawLeadDemand(lumpy, 80, lane, randomOf(1), new Float64Array(200)).sort()
  const moments = leadDemandMoments(lumpy, 80, 52, lane)
  for (const part of ['demandVariance', 'leadVariance', 'levelVariance'] as const) {
    for (const z of [1, 1.6, 2.5]) {
      const more = { ...moments, [part]: moments[part] * 1.5 + 10 }
      expect(varianceOf(more)).toBeGreaterThan(varianceOf(moments))
      const [before, after] = [reorderPointAt(z, moments, draws), reorderPointAt(z, more, draws)]
      expect(after.normalUnits).toBeGreaterThan(before.normalUnits)
      expect(after.drawnUnits).toBeGreaterThan(before.drawnUnits)
      expect(after.reorderUnits).toBeGreaterThan(before.reorderUnits)
    }
  }
})

test('nothing is ordered for what never sold', () => {
  expect(pointOf(unsold, 3).reorderUnits).toBe(Number.NEGATIVE_INFINITY)
})

test('steady demand without lead spread needs the mean and little more', () => {
  const flat = new Float64Array(60).fill(5)
  const moments = leadDemandMoments(
    flat,
    60,
    52,
    { ...lane, leadVariation: 0 },
    {
      meanWeights: [0.25, 0.25, 0.25, 0.25],
      yearVarianceWeight: 0.5,
      meanVariation: 0.001,
    },
  )
  const draws = drawLeadDemand(
    flat,
    60,
    { ...lane, leadVariation: 0 },
    randomOf(1),
    new Float64Array(9),
  )
  expect([...draws]).toEqual(new Array(9).fill(45))
  expect(reorderPointAt(2, moments, draws).reorderUnits).toBeCloseTo(45.09, 2)
})

test('the future is not read: NaN from the re-plan on changes nothing', () => {
  for (const units of [lumpy, steady]) {
    for (const before of [30, 52, 60]) {
      const poisoned = units.slice().fill(Number.NaN, before)
      expect(pointOf(poisoned, 1.7, before)).toEqual(pointOf(units, 1.7, before))
    }
  }
})

test('a table gives what was put in, and straight lines between', () => {
  const table = levelTable(3, (replan) => (z) => 100 * replan + z * z)
  for (const z of levelGrid) expect(reorderFrom(table, 2, z)).toBeCloseTo(200 + z * z, 12)
  expect(reorderFrom(table, 1, 1.25)).toBeCloseTo(100 + (1 + 2.25) / 2, 12)
  expect(reorderFrom(table, 0, 99)).toBe(64)
  expect(reorderFrom(table, 0, -99)).toBe(2.25)
  expect(
    reorderFrom(
      levelTable(1, () => () => Number.NEGATIVE_INFINITY),
      0,
      1.1,
    ),
  ).toBe(Number.NEGATIVE_INFINITY)
})
