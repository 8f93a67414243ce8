import { expect, test } from 'vitest'

import { empiricalDays, meanDays, sdDays, shareWithin } from './day-distribution.ts'
import { learnOutcome, noOutcomes, recalibrated } from './recalibration.ts'

const forecast = empiricalDays(Array.from({ length: 100 }, (_, at) => at + 1))

/** A thousand outcomes that fall as `daysOf` says. */
function seen(daysOf: (at: number) => number, of = forecast) {
  const outcomes = noOutcomes()
  for (let at = 0; at < 1_000; at += 1) learnOutcome(outcomes, of, daysOf(at))
  return outcomes
}

test('nothing seen, nothing changed', () => {
  const same = recalibrated(forecast, noOutcomes())
  expect([...same.probabilities]).toEqual(
    [...forecast.probabilities].map((share) => expect.closeTo(share, 12)),
  )
})

test('forecasts that were right stay as they are', () => {
  const outcomes = seen((at) => ((at * 37) % 100) + 1)
  const set = recalibrated(forecast, outcomes)
  expect(meanDays(set)).toBeCloseTo(meanDays(forecast), 0)
  expect(sdDays(set)).toBeCloseTo(sdDays(forecast), 0)
})

test('forecasts that were too early are moved later, those too sure are spread', () => {
  const late = recalibrated(
    forecast,
    seen((at) => 60 + (at % 40)),
  )
  expect(meanDays(late)).toBeGreaterThan(meanDays(forecast) + 10)
  const wide = recalibrated(
    forecast,
    seen((at) => (at % 2 === 0 ? 3 : 98)),
  )
  expect(sdDays(wide)).toBeGreaterThan(sdDays(forecast) + 5)
})

test('it stays a distribution, and a share of one day stays on that day', () => {
  const onTheDay = empiricalDays([0, 0, 0, 5])
  const set = recalibrated(
    onTheDay,
    seen((at) => (at % 10 < 7 ? 0 : 5), onTheDay),
  )
  expect(set.probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  expect(shareWithin(set, 0)).toBeCloseTo(0.71, 1)
  expect(shareWithin(set, 4)).toBeCloseTo(shareWithin(set, 0), 12)
})

test('an outcome beyond the forecast counts at its end', () => {
  const outcomes = noOutcomes()
  learnOutcome(outcomes, forecast, 500)
  learnOutcome(outcomes, forecast, -500)
  expect(outcomes[0]).toBeCloseTo(1, 12)
  expect(outcomes.at(-1)).toBeCloseTo(1, 2)
})
