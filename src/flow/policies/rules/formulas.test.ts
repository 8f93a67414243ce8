/** Goal: the textbook rules give the published figures to 1e-6. */
import { expect, test } from 'vitest'

import {
  economicOrder,
  economicOrderWithBackorders,
  economicOrderWithBreaks,
} from './economic-order.ts'
import { newsvendorNormal, newsvendorPoisson } from './newsvendor.ts'
import { bestReorderLot } from './reorder-lot.ts'
import { bestUpToPoisson } from './reorder-up-to.ts'
import { leadDemandOf, safetyForCycleService, safetyForFill, serviceOf } from './safety-stock.ts'

const costs = { holdingCost: 0.18, shortageCost: 0.7 }

test('newsvendor', () => {
  const normal = newsvendorNormal(costs, { meanUnits: 50, deviationUnits: 8 })
  expect(normal.levelUnits).toBeCloseTo(56.60395592743389, 6)
  expect(normal.expectedCost).toBeCloseTo(1.9976051931766445, 6)
  const poisson = newsvendorPoisson(costs, 50)
  expect(poisson.levelUnits).toBe(56)
  expect(poisson.expectedCost).toBeCloseTo(1.797235211809178, 6)
})

test('economic order', () => {
  const plain = economicOrder({ orderCost: 8, holdingCostPerUnit: 0.225, yearUnits: 1300 })
  expect(plain.lotUnits).toBeCloseTo(304.0467800264368, 6)
  expect(plain.yearCost).toBeCloseTo(68.41052550594829, 6)
  const owed = economicOrderWithBackorders({
    orderCost: 8,
    holdingCostPerUnit: 0.225,
    backorderCostPerUnit: 5,
    yearUnits: 1300,
  })
  expect(owed.lotUnits).toBeCloseTo(310.81255515896464, 6)
  expect(owed.backorderShare).toBeCloseTo(0.0430622009569378, 6)
  expect(owed.yearCost).toBeCloseTo(66.92136355097325, 6)
  expect(economicOrder({ orderCost: 8, holdingCostPerUnit: 1, yearUnits: 0 }).lotUnits).toBe(0)
})

test('price breaks over all units', () => {
  const choice = economicOrderWithBreaks({
    orderCost: 200,
    holdingRate: 0.2,
    yearUnits: 1000,
    breaks: [
      { fromUnits: 0, unitPrice: 500 },
      { fromUnits: 200, unitPrice: 475 },
      { fromUnits: 500, unitPrice: 450 },
    ],
  })
  expect(choice?.lotUnits).toBe(500)
  expect(choice?.yearCost).toBeCloseTo(472_900, 6)
  expect(economicOrderWithBreaks({ orderCost: 1, holdingRate: 1, yearUnits: 1, breaks: [] })).toBe(
    undefined,
  )
})

test('price breaks: what each break would cost is told (rules.md 11)', () => {
  const choice = economicOrderWithBreaks({
    orderCost: 75,
    holdingRate: 0.24,
    yearUnits: 12_000,
    breaks: [
      { fromUnits: 0, unitPrice: 10 },
      { fromUnits: 1000, unitPrice: 9.7 },
      { fromUnits: 5000, unitPrice: 9.6 },
    ],
  })
  expect(choice?.alternatives.map(({ yearCost }) => Math.round(yearCost))).toEqual([
    122_078, 118_464, 121_140,
  ])
  expect(choice?.lotUnits).toBe(1000)
})

test('(r, Q) against Poisson demand', () => {
  const best = bestReorderLot({
    costs: { holdingCost: 20, shortageCost: 150 },
    orderCost: 100,
    meanUnits: 1.5,
    leadTime: 2,
  })
  expect(best).toMatchObject({ reorderUnits: 3, lotUnits: 5 })
  expect(best.cost).toBeCloseTo(107.92358063314975, 6)
})

test('(s, S) against Poisson demand', () => {
  const best = bestUpToPoisson({ holdingCost: 1, shortageCost: 4 }, 5, 6)
  expect(best).toMatchObject({ reorderUnits: 4, upToUnits: 10 })
  expect(best.cost).toBeCloseTo(8.034111561471642, 6)
})

const lane = {
  dayUnits: 50,
  dayDeviationUnits: 20,
  leadTimeDays: 10,
  leadTimeDeviationDays: 2,
  reviewDays: 0,
}

test('safety stock (rules.md 10)', () => {
  expect(leadDemandOf(lane).deviationUnits).toBeCloseTo(118.3216, 4)
  expect(safetyForCycleService(0.95, lane).safetyUnits).toBeCloseTo(194.6, 1)
  expect(safetyForCycleService(0.95, lane).levelUnits).toBeCloseTo(694.6, 1)
  const knownLead = { ...lane, leadTimeDeviationDays: 0 }
  expect(safetyForCycleService(0.95, knownLead).safetyUnits).toBeCloseTo(104, 1)
  const weekly = { ...lane, reviewDays: 7 }
  expect(leadDemandOf(weekly).deviationUnits).toBeCloseTo(129.61, 2)
  expect(safetyForCycleService(0.95, weekly).safetyUnits).toBeCloseTo(213.2, 1)
  expect(safetyForCycleService(0.95, weekly).levelUnits).toBeCloseTo(1063.2, 1)
  const still = { ...lane, dayDeviationUnits: 0, leadTimeDeviationDays: 0 }
  expect(safetyForFill(0.99, 10, still)).toMatchObject({ safetyUnits: 0, levelUnits: 500 })
})

test('fill rate and cycle service are two figures (rules.md 10)', () => {
  const forFill = safetyForFill(0.98, 400, lane)
  expect(forFill.k).toBeCloseTo(1.1075, 3)
  expect(forFill.safetyUnits).toBeCloseTo(131, 0)
  const both = serviceOf(forFill.k, 400, leadDemandOf(lane).deviationUnits)
  expect(both.fill).toBeCloseTo(0.98, 12)
  expect(both.cycleService).toBeCloseTo(0.866, 3)
  expect(serviceOf(1.6448536, 400, leadDemandOf(lane).deviationUnits).fill).toBeCloseTo(0.9938, 4)
})

test('more spread never asks for less safety, nor does more service', () => {
  let before = 0
  for (const deviation of [0, 1, 5, 20, 100]) {
    const input = { ...lane, dayDeviationUnits: deviation }
    const now = safetyForCycleService(0.9, input).safetyUnits
    expect(now).toBeGreaterThanOrEqual(before)
    expect(safetyForCycleService(0.99, input).safetyUnits).toBeGreaterThan(now)
    expect(safetyForFill(0.99, 300, input).safetyUnits).toBeGreaterThan(
      safetyForFill(0.9, 300, input).safetyUnits,
    )
    before = now
  }
})
