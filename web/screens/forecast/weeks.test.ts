import { expect, test } from 'vitest'

import { pastWeeks, stackOf, ticksFor } from './weeks.ts'

test('ticks are round and reach over the highest', () => {
  expect(ticksFor(0)).toEqual([0, 1])
  expect(ticksFor(7)).toEqual([0, 2, 4, 6, 8])
  expect(ticksFor(400)).toEqual([0, 100, 200, 300, 400])
  expect(ticksFor(401)).toEqual([0, 200, 400, 600])
})

test('layers stand on one another, and what takes off cuts the top', () => {
  const all = new Set(['baseline', 'uplift', 'event'] as const)
  expect(stackOf({ baseline: 10, uplift: 5, event: -3 }, all)).toEqual([
    { layer: 'baseline', from: 0, to: 10 },
    { layer: 'uplift', from: 10, to: 15 },
    { layer: 'event', from: 12, to: 15 },
  ])
  expect(stackOf({ baseline: 10, uplift: 5, event: 0 }, new Set(['uplift'] as const))).toEqual([
    { layer: 'uplift', from: 0, to: 5 },
  ])
})

test('the last weeks are dated, and lost sales are what correction adds', () => {
  const history = {
    raw: [5, 0, 7],
    corrected: [5, 4, 7],
    baseline: [5, 4, 7],
    uplift: [],
    event: [],
    marks: [[], ['stock_out'], []],
  }
  const weeks = pastWeeks({ history, historyFrom: '2026-01-05' }, 2)
  expect(weeks.map(({ startsOn, lost, marks }) => [startsOn, lost, marks])).toEqual([
    ['2026-01-12', 4, ['stock_out']],
    ['2026-01-19', 0, []],
  ])
})
