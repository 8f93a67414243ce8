/** Goal: a segment learns its level from its own past, and from nothing after it. */
import { expect, test } from 'vitest'

import { randomOf } from '#kernel/random'

import { replaySegment } from './closed-loop.ts'
import {
  type HistoryItem,
  itemLevels,
  knownFrom,
  type LearningCalendar,
  learnLevel,
  previewMethods,
  replansBefore,
  segmentHistory,
  weeklyCalendar,
} from './learn-level.ts'
import { dampedReorder } from './reorder-point.ts'

const calendar: LearningCalendar = { ...weeklyCalendar, settlePeriods: 8 }

function itemOf(seed: number): HistoryItem {
  const { uniform, below } = randomOf(seed)
  return {
    id: `item-${seed}`,
    units: Float64Array.from({ length: 120 }, () => (uniform() < 0.4 ? 1 + below(15) : 0)),
    unitCost: 1 + (seed % 7),
    lane: { leadPeriods: 5, leadVariation: 0.2, reviewPeriods: 1 },
    lot: {
      orderCost: 5,
      holdingCostPerUnitYear: 0.2 * (1 + (seed % 7)),
      minimumUnits: 4,
      packUnits: 4,
      yearShareMax: 0.5,
    },
  }
}
const items = Array.from({ length: 40 }, (_, seed) => itemOf(seed))

function historyOf(some: readonly HistoryItem[]) {
  const history = segmentHistory(some, calendar)
  if (history === undefined) throw new Error('the history is long enough')
  return history
}

test.each([0.9, 0.95, 0.98])(
  'asked %d, the replay of the year finds it, and little proof is tempered',
  (asked) => {
    const learned = learnLevel(historyOf(items), asked)
    expect(learned.calibration.kind).toBe('reached')
    expect(Math.abs(learned.calibration.achieved - asked)).toBeLessThan(0.01)
    expect(Math.abs(learned.outcome.fill - asked)).toBeLessThan(0.03)
  },
)

test('a higher level holds more and fills more', () => {
  const { items: ready, span } = historyOf(items)
  const [low, high] = [1, 2].map((z) => replaySegment(ready, span, () => z))
  expect(high?.fill).toBeGreaterThan(low?.fill ?? 1)
  expect(high?.stockValue).toBeGreaterThan(low?.stockValue ?? Number.POSITIVE_INFINITY)
})

test('rows of a re-plan read nothing at or after it', () => {
  const replanAt = replansBefore(120, calendar)
  const item = itemOf(3)
  const whole = itemLevels(item, replanAt, 52)
  for (const [row, before] of replanAt.entries()) {
    const poisoned = { ...item, units: item.units.slice().fill(Number.NaN, before) }
    const blind = itemLevels(poisoned, replanAt, 52)
    const length = ((row + 1) * whole.units.length) / replanAt.length
    expect(blind.units.subarray(0, length)).toEqual(whole.units.subarray(0, length))
  }
})

test('each method can be previewed at the same target', () => {
  const previews = previewMethods(historyOf(items), 0.95)
  expect(previews.map(({ method }) => method)).toEqual(['s_q', 's_S', 'r_S'])
  for (const { outcome } of previews) expect(Math.abs(outcome.fill - 0.95)).toBeLessThan(0.01)
})

test('re-plans end where the history does, and leave it a past', () => {
  expect(replansBefore(120, calendar).at(-1)).toBe(116)
  expect(replansBefore(120, calendar)).toHaveLength(15)
  expect(replansBefore(20, calendar)).toEqual([8, 12, 16])
  expect(replansBefore(3, calendar)).toEqual([])
  expect(segmentHistory([], calendar)).toBe(undefined)
})

test('an item is known from its second sale on', () => {
  expect(knownFrom(Float64Array.of(0, 3, 0, 1, 2), 2)).toBe(4)
  expect(knownFrom(Float64Array.of(0, 3, 0), 2)).toBe(3)
})

test.each([
  [10, 20, 10],
  [20, 10, 15],
  [20, Number.NEGATIVE_INFINITY, 20],
  [Number.NEGATIVE_INFINITY, 10, Number.NEGATIVE_INFINITY],
])('now %d, before %d: %d', (now, then, damped) => {
  expect(dampedReorder(now, then)).toBe(damped)
})
