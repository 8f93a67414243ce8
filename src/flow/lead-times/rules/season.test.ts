import { expect, test } from 'vitest'

import { learnSeason, newSeason, seasonDays } from './season.ts'

const yearly = (day: number) => 8 * Math.sin((2 * Math.PI * day) / 365.2425)

/** Four years of lines of two lanes of different level, every third day. */
function learned(of: (day: number) => number) {
  const season = newSeason()
  for (let day = 0; day < 1_461; day += 3) {
    learnSeason(season, { class: 'class', lane: 'near' }, day, 10 + of(day))
    learnSeason(season, { class: 'class', lane: 'far' }, day, 40 + of(day))
  }
  return season
}

test('the season of a class is found whatever the level of its lanes', () => {
  const season = learned(yearly)
  for (const day of [91, 183, 274, 365]) {
    expect(Math.abs(seasonDays(season, 'class', day) - yearly(day))).toBeLessThan(2.5)
  }
})

test('no season adds nothing', () => {
  const season = learned(() => 0)
  expect(seasonDays(season, 'class', 100)).toBeCloseTo(0, 9)
  expect(seasonDays(season, 'another class', 100)).toBe(0)
})

test('over a year it adds nothing', () => {
  const season = learned((day) => (day % 365 < 180 ? 5 : 0))
  let sum = 0
  for (let day = 0; day < 3_652; day += 1) sum += seasonDays(season, 'class', day)
  expect(Math.abs(sum / 3_652)).toBeLessThan(0.05)
})

test('a single line is no season', () => {
  const season = newSeason()
  learnSeason(season, { class: 'class', lane: 'lane' }, 10, 90)
  expect(seasonDays(season, 'class', 10)).toBe(0)
})
