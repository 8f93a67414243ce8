import { expect, test } from 'vitest'

import { bandPath, linePath, niceStep, scaleOf } from './chart.ts'

const frame = { width: 100, height: 50, left: 0, right: 0, top: 0, bottom: 0 }

test.each([
  [0.3, 0.5],
  [7, 10],
  [180, 200],
  [201, 500],
])('a step of at least %s is %s', (least, step) => {
  expect(niceStep(least)).toBeCloseTo(step)
})

test('values from least to most fill the frame', () => {
  const scale = scaleOf(frame, 3, [0, 300])
  expect(scale.ticks).toEqual([0, 100, 200, 300])
  expect(linePath([0, 150, 300], 0, scale)).toBe('M0.0,50.0L50.0,25.0L100.0,0.0')
  expect(bandPath([0, 0], [300, 300], 1, scale)).toBe('M50.0,0.0L100.0,0.0L100.0,50.0L50.0,50.0Z')
})

test('stock below zero is drawn below the line', () => {
  const scale = scaleOf(frame, 2, [-50, 100])
  expect(scale.y(-50)).toBeGreaterThan(scale.y(0))
})
