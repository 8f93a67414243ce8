/** Goal: the level found is the one that would have filled the target, from rows before the end only. */
import { expect, test } from 'vitest'

import { randomOf } from '#kernel/random'
import { normalQuantile } from '#kernel/statistics/normal'

import { calibrate, calibrationDefaults, temperedLevel } from './calibration.ts'
import {
  calibrateSegment,
  type LoopItem,
  type LoopSpan,
  replayMethods,
  replaySegment,
} from './closed-loop.ts'
import { levelTable } from './level-table.ts'

const span: LoopSpan = {
  fromPeriod: 20,
  toPeriod: 100,
  countFromPeriod: 40,
  replanPeriods: 10,
  reviewPeriods: 1,
  firstReplan: 2,
}
const replans = 12

function itemOf(seed: number): LoopItem {
  const { uniform, below } = randomOf(seed)
  return {
    demandUnits: Float64Array.from({ length: 120 }, () => (uniform() < 0.3 ? 1 + below(20) : 0)),
    leadPeriods: new Uint16Array(120).fill(5),
    unitCost: 1 + seed,
    levels: levelTable(replans, () => (z) => 18 + seed / 40 + 12 * z),
    lotUnits: new Float64Array(replans).fill(8),
  }
}
const items = Array.from({ length: 40 }, (_, at) => itemOf(at))

test.each([0.8, 0.9, 0.95, 0.98])('a target of %d is reached within a point', (target) => {
  const found = calibrateSegment(items, span, target)
  const { fill } = replaySegment(items, span, () => found.z)
  expect(found.kind).toBe('reached')
  expect(fill).toBe(found.achieved)
  expect(Math.abs(fill - target)).toBeLessThan(0.01)
})

test('more is asked, more is held', () => {
  const outcomes = [0.8, 0.9, 0.97].map((target) => {
    const { z } = calibrateSegment(items, span, target)
    return replaySegment(items, span, () => z).stockValue
  })
  expect(outcomes).toEqual(outcomes.toSorted((a, b) => a - b))
})

test('nothing at or after the end of the span is read', () => {
  const blind = items.map((item) => ({
    ...item,
    demandUnits: item.demandUnits.slice().fill(Number.NaN, span.toPeriod),
  }))
  expect(calibrateSegment(blind, span, 0.95)).toEqual(calibrateSegment(items, span, 0.95))
})

test('a new item counts from when it was known', () => {
  const [first] = items
  if (first === undefined) throw new Error('there is an item')
  const late = { ...first, countFromPeriod: 99 }
  const whole = replaySegment([first], span, () => 0)
  const part = replaySegment([late], span, () => 0)
  expect(part.demandValue).toBeLessThanOrEqual(whole.demandValue)
  expect(part.demandValue).toBe((first.demandUnits[99] ?? 0) * first.unitCost)
  expect(replaySegment([{ ...first, countFromPeriod: 100 }], span, () => 0)).toEqual({
    fill: 1,
    cycleService: 1,
    stockValue: 0,
    orderCount: 0,
    demandValue: 0,
    orderedValue: 0,
    cappedCount: 0,
  })
})

test('each method reaches the target at its own level and price', () => {
  const replays = replayMethods(items, span, 0.95, ['s_q', 's_S', 'r_S', 'min_max'])
  for (const { calibration, outcome } of replays) {
    expect(calibration.kind).toBe('reached')
    expect(outcome.fill).toBe(calibration.achieved)
    expect(outcome.orderCount).toBeGreaterThan(0)
  }
  const orders = (method: string) =>
    replays.find((one) => one.method === method)?.outcome.orderCount ?? 0
  // Ordering at each review orders most often; up to S makes up the undershoot, so it orders least.
  expect(orders('r_S')).toBeGreaterThan(orders('s_q'))
  expect(orders('s_S')).toBeLessThanOrEqual(orders('s_q'))
  expect(orders('min_max')).toBe(orders('s_S'))
})

test('a target out of reach is said to be', () => {
  expect(calibrate(0.9, () => 0.5)).toMatchObject({ kind: 'above_range', achieved: 0.5 })
  expect(calibrate(0.9, () => 0.99)).toMatchObject({
    kind: 'below_range',
    z: calibrationDefaults.zMin,
  })
})

test('bisection stops when near enough', () => {
  const found = calibrate(0.9, (z) => z / 2)
  expect(found.z).toBeCloseTo(1.8, 2)
  expect(found.replays).toBeLessThanOrEqual(calibrationDefaults.replaysMax)
})

test('the longer the replay, the more it counts against the plain reading', () => {
  const plain = normalQuantile(0.95)
  expect(temperedLevel({ z: 3 }, 0.95, 0, 52)).toBe(plain)
  expect(temperedLevel({ z: 3 }, 0.95, 13, 52)).toBeCloseTo((3 + plain) / 2, 12)
  expect(temperedLevel({ z: 3 }, 0.95, 52, 52)).toBeCloseTo(0.8 * 3 + 0.2 * plain, 12)
})
