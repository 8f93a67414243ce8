/** Goal: the parts of the engine, each against figures that can be checked by hand or by brute force. */
import { expect, test } from 'vitest'

import { randomOf } from '#kernel/random'
import { analogForecast } from './analog.ts'
import { fillUnknown, launchOf } from './clean.ts'
import { fitHolt } from './damped-trend.ts'
import { sumWindows } from './grid.ts'
import { leadTimeDemand } from './lead-time.ts'
import { learnProfile, turnProfile } from './profile.ts'
import { writeQuantiles } from './quantiles.ts'
import { findSeason } from './season.ts'
import { learnTide, takeTideOut, turnTide } from './tide.ts'
import { fitSes, fitTheta } from './trend.ts'
import { learnWeights, type Trial, trialOf } from './weigh-trials.ts'
import { makeWorkspace } from './workspace.ts'

test.each([
  ['sells from the start', [3, 0, 2], 0],
  ['launched after two periods', [0, 0, 3, 2, 4], 2],
  ['sells every third period: two zeros stay', [0, 0, 0, 0, 3, 0, 0, 3, 0, 0], 2],
  ['never sold', [0, 0], 0],
])('launch: %s', (_, units, launch) => {
  expect(launchOf(Float64Array.from(units), units.length)).toBe(launch)
})

test('an unknown period takes the running level times its season', () => {
  const units = Float64Array.of(10, 10, Number.NaN, 10)
  expect(fillUnknown(units, 4, Float64Array.of(1, 1), 0)).toBe(3)
  expect([...units]).toEqual([10, 10, 10, 10])
  const seasonal = Float64Array.of(5, 15, Number.NaN, Number.NaN)
  fillUnknown(seasonal, 4, Float64Array.of(0.5, 1.5), 2)
  expect([...seasonal]).toEqual([5, 15, 5, 15])
})

test('quantiles are those of the sorted draws', () => {
  const random = randomOf(11)
  const space = makeWorkspace(1, 1, 401)
  const levels = [0, 0.05, 0.5, 0.9, 0.99, 1]
  for (const spread of [1, 4, 12]) {
    const values = Array.from({ length: 401 }, () => Math.exp(spread * random.normal()))
    space.column.set(values)
    const out = new Float64Array(levels.length)
    writeQuantiles(space, space.column, 0, 401, levels, out, 0)
    const sorted = values.sort((a, b) => a - b)
    expect([...out]).toEqual(levels.map((level) => expect.closeTo(sorted[level * 400] ?? 0, 8)))
  }
})

test('demand over a lead time counts parts of a period, and goes on like the last step', () => {
  const forecast = { draws: Float64Array.of(1, 4, 2, 8), drawCount: 2, horizon: 2 }
  const over = (lead: number | Float64Array) => {
    const into = new Float64Array(2)
    leadTimeDemand({ ...blank, ...forecast }, lead, into)
    return [...into]
  }
  expect(over(0)).toEqual([0, 0])
  expect(over(1.5)).toEqual([2, 8])
  expect(over(4)).toEqual([7, 28])
  expect(over(Float64Array.of(1, 2))).toEqual([1, 12])
})

test('a year without a season leaves none; a clear one is found', () => {
  const space = makeWorkspace(60, 12, 1)
  const wave = Float64Array.from({ length: 60 }, (_, at) => 100 + 30 * Math.cos((at * Math.PI) / 6))
  findSeason(space, wave, 60, 12, true)
  expect(space.season[0]).toBeCloseTo(1.3, 6)
  expect(space.season[6]).toBeCloseTo(0.7, 6)
  findSeason(space, new Float64Array(60).fill(9), 60, 12, true)
  expect([...space.season.slice(0, 12)]).toEqual(new Array(12).fill(1))
})

test('a judged window is the sum over its steps, whatever the family', () => {
  const random = randomOf(2)
  const length = 40
  const x = Float64Array.from({ length }, (_, at) => at / 4 + random.normal())
  const space = makeWorkspace(length, 4, 1)
  sumWindows(space, x, length, 4)
  for (const fitFamily of [fitSes, fitHolt, fitTheta]) {
    const fitted = { meanSquare: 0, levelRate: 0 }
    const out = new Float64Array(4)
    fitFamily(space, x, length, 4, out, 0, 4, fitted)
    expect(fitted.meanSquare).toBeGreaterThan(0)
    expect(fitted.meanSquare).toBeLessThan(10)
    expect(Math.abs((out[0] ?? 0) - 10)).toBeLessThan(4)
  }
})

test('a trend is followed', () => {
  const length = 60
  const x = Float64Array.from({ length }, (_, at) => 2 * at)
  const space = makeWorkspace(length, 6, 1)
  sumWindows(space, x, length, 6)
  const out = new Float64Array(6)
  fitHolt(space, x, length, 6, out, 0, 6, { meanSquare: 0, levelRate: 0 })
  expect(out[0]).toBeGreaterThan(119)
  expect(out[5]).toBeGreaterThan(125)
})

test('the profile of a category is found and turns with the end of its series', () => {
  const random = randomOf(9)
  const year = Float64Array.from({ length: 52 }, (_, at) => 1 + 0.5 * Math.sin((at * Math.PI) / 26))
  const learner = learnProfile(52)
  for (let item = 0; item < 80; item += 1) {
    const level = 5 + 50 * random.uniform()
    learner.add(
      Float64Array.from({ length: 104 }, (_, at) => {
        return level * (year[at % 52] ?? 1) * Math.exp(0.2 * random.normal())
      }),
    )
  }
  const profile = learner.make() ?? new Float64Array(52)
  for (const [at, index] of year.entries())
    expect(Math.abs((profile[at] ?? 0) - index)).toBeLessThan(0.1)
  const earlier = turnProfile(profile, 13)
  expect(earlier[13]).toBe(profile[0])
  expect(earlier[0]).toBe(profile[39])
})

test('a week that all share is taken half out', () => {
  const series = Array.from({ length: 40 }, (_, item) => {
    const units = new Float64Array(20).fill(10 + item)
    units[15] = 0
    return { units }
  })
  const tide = turnTide(learnTide(series, undefined) ?? new Float64Array(0), 0)
  const units = new Float64Array(20).fill(10)
  units[15] = 5
  takeTideOut(units, 20, tide)
  expect(units[15]).toBeGreaterThan(0.85 * (units[14] ?? 0))
  expect(learnTide(series.slice(0, 20), undefined)).toBeUndefined()
})

test('weights go to the member that was right, and stay usual without trials', () => {
  const usual = Float64Array.of(0.5, 0.5)
  const trial = trialOf({
    kind: 'steady',
    horizon: 2,
    shape: Float64Array.of(1, 1),
    levels: Float64Array.of(1, 0),
    pathPlaces: Int32Array.of(1),
    paths: Float64Array.of(3, 3),
    actual: Float64Array.of(3, 3),
    worth: 1,
  })
  const [wrong, right] = learnWeights(new Array<Trial>(200).fill(trial), usual)
  expect(right).toBeGreaterThan(0.95)
  expect((wrong ?? 0) + (right ?? 0)).toBeCloseTo(1, 12)
  expect(learnWeights([], usual)).toEqual(usual)
})

test.each([
  ['no sales of its own: as its analogs', []],
  ['six periods: half its own', [20, 20, 20, 20, 20, 20]],
])('a new item with %s', (_, units: readonly number[]) => {
  const analogs = [Float64Array.of(30, 40, 40, 40, 40, 40, 40, 40)]
  const own = Float64Array.from(units)
  const { meanUnits, ownShare } = analogForecast({ units: own, analogs, horizon: 2 })
  expect(ownShare).toBe(units.length / (units.length + 6))
  const factor = units.length === 0 ? 1 : 1 + ownShare * (120 / 230 - 1)
  const path = units.length === 0 ? [30, 40] : [40, 40]
  expect([...meanUnits]).toEqual(path.map((value) => expect.closeTo(value * factor, 9)))
})

const blank = {
  meanUnits: new Float64Array(2),
  quantileUnits: new Float64Array(0),
  method: 'steady' as const,
  weights: new Map<string, number>(),
  isIntermittent: false,
  levelUnits: 0,
  accuracy: { wape: 0, biasShare: 0, rmsse: 0 },
}
