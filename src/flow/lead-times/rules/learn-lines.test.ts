/**
 * Goal: a lane learns from what is known and from nothing else, leans on its class while it knows little, keeps
 * the share that came on the day, and follows drift and season where that pays.
 */
import { expect, test } from 'vitest'

import { randomOf } from '#kernel/random'

import { meanDays, quantileDays, shareWithin } from './day-distribution.ts'
import { learnLines, learnLinesBy, type PastLine } from './learn-lines.ts'
import { choiceOf, distributionOf, firstChoice } from './learner.ts'

const line = (startDay: number, days: number, lane = 'lane'): PastLine => ({
  lane: ['class', lane],
  startDay,
  knownDay: startDay + days,
  days,
})

test('nothing known: zero days, with certainty', () => {
  const learner = learnLines([])
  expect(meanDays(distributionOf(learner, ['class', 'lane'], 0))).toBe(0)
})

test('the first line known is all there is to go by', () => {
  const learner = learnLinesBy([line(0, 16)], firstChoice)
  for (const lane of ['lane', 'another']) {
    const learned = distributionOf(learner, ['class', lane], 30)
    expect(meanDays(learned)).toBeCloseTo(16, 9)
    expect(shareWithin(learned, 15)).toBeCloseTo(0, 9)
  }
})

test('a line is forecast from what was known before it started, and from nothing else', () => {
  const lines = [line(0, 10), line(5, 10), line(11, 10), line(40, 99)]
  const means: number[] = []
  learnLines(lines, (at, distribution) => {
    means[at] = meanDays(distribution)
  })
  expect(means[0]).toBe(0)
  expect(means[1]).toBe(0)
  expect(means[2]).toBeGreaterThan(0)
  const changed: number[] = []
  learnLines([...lines.slice(0, 3), line(40, 1)], (at, distribution) => {
    changed[at] = meanDays(distribution)
  })
  expect(changed).toEqual(means)
})

test('a lane of one line leans on its class; a lane of many speaks for itself', () => {
  const many = Array.from({ length: 60 }, (_, at) => line(at, 10, 'busy'))
  const learner = learnLinesBy([...many, line(0, 30, 'rare')], firstChoice)
  const rare = meanDays(distributionOf(learner, ['class', 'rare'], 70))
  expect(rare).toBeGreaterThan(11)
  expect(rare).toBeLessThan(20)
  expect(meanDays(distributionOf(learner, ['class', 'busy'], 70))).toBeCloseTo(10, 0)
  const unseen = meanDays(distributionOf(learner, ['class', 'never seen'], 70))
  expect(unseen).toBeGreaterThan(9)
  expect(unseen).toBeLessThan(12)
})

test('fading stands still while nothing is learned', () => {
  const learner = learnLinesBy([line(0, 10, 'one'), line(0, 30, 'other')], {
    halfLifeDays: 30,
    leaningLines: 3,
    hasSeason: false,
  })
  const meanAt = (day: number) => meanDays(distributionOf(learner, ['class', 'one'], day))
  expect(meanAt(3_000)).toBeCloseTo(meanAt(31), 9)
})

test('the share that came on the day stays', () => {
  const lines = Array.from({ length: 200 }, (_, at) => line(at, at % 2 === 0 ? 0 : 5 + (at % 7)))
  const learned = distributionOf(learnLines(lines), ['class', 'lane'], 220)
  expect(shareWithin(learned, 0)).toBeCloseTo(0.5, 1)
  expect(shareWithin(learned, -1)).toBe(0)
})

test('a level that jumps is followed by forgetting', () => {
  const lines = Array.from({ length: 300 }, (_, at) => line(at * 3, at < 150 ? 10 : 25))
  const learner = learnLines(lines)
  expect(choiceOf(learner).halfLifeDays).toBeLessThan(480)
  expect(quantileDays(distributionOf(learner, ['class', 'lane'], 950), 0.5)).toBe(25)
})

test('a yearly season is taken up when it pays', () => {
  const { normal } = randomOf(11)
  const days = (at: number) =>
    Math.round(30 + 12 * Math.sin((2 * Math.PI * at) / 365.25) + normal())
  const lines = Array.from({ length: 700 }, (_, at) => line(at * 2, days(at * 2)))
  const learner = learnLines(lines)
  expect(choiceOf(learner).hasSeason).toBe(true)
})

test('only the latest lines are forecast when so many are asked for, each from all before it', () => {
  const lines = Array.from({ length: 80 }, (_, at) => line(at, 5 + ((at * 7) % 11)))
  const counts: number[] = []
  const learner = learnLines(
    lines,
    (at, { laneCount }) => {
      counts[at] = laneCount
    },
    3,
  )
  expect(Object.keys(counts)).toEqual(['77', '78', '79'])
  expect(counts[77]).toBeGreaterThan(40)
  expect(learner.scored.lines).toBe(3)
})

test('the order in which lines are told changes nothing', () => {
  const lines = Array.from({ length: 80 }, (_, at) => line(at, 5 + ((at * 7) % 11)))
  const one = distributionOf(learnLines(lines), ['class', 'lane'], 100)
  const other = distributionOf(learnLines(lines.toReversed()), ['class', 'lane'], 100)
  expect(meanDays(other)).toBeCloseTo(meanDays(one), 9)
})
