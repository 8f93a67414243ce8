/**
 * Goal: whatever is split adds up to what was split: weeks to days, items to channels, sums to groups; and a new
 * item starts as another did, but for its promotions.
 */
import { expect, test } from 'vitest'

import { randomOf } from '#kernel/random'

import { channelShares } from './channel-shares.ts'
import { dayShares } from './day-shares.ts'
import { forecastByDay } from './forecast-days.ts'
import { daysOfWeek, endless, lifeShares } from './life.ts'
import { type NewItem, newItemForecast } from './new-item.ts'
import { layOverrides, type Override, type OwnOverride, spreadFactors } from './overrides.ts'
import { quantileLevels } from './quantiles.ts'
import { pooledCorrelation, quantilesOf, sumRange, varianceFrom } from './spread.ts'

const random = randomOf(7)
const sum = (units: Iterable<number>): number => [...units].reduce((total, one) => total + one, 0)
const some = (count: number, most: number) =>
  Float64Array.from({ length: count }, () => most * random.uniform())

type Member = {
  readonly units: Float64Array
  readonly before: readonly Override[]
  readonly channels: { readonly channelIds: readonly string[]; readonly shares: readonly number[] }
}

function member(weeks: number): Member {
  const own: OwnOverride = { kind: 'add', fromDay: 0, toDay: 20, amount: 40 * random.uniform() }
  const half = random.uniform()
  return {
    units: some(weeks, 90).map((units) => units + 1),
    before: random.uniform() < 0.5 ? [own] : [],
    channels: { channelIds: ['shop', 'web'], shares: [half, 1 - half] },
  }
}

/** What members sell by week in the channel that is asked for (or in all), and elsewhere. */
function totals(members: readonly Member[], more: readonly Override[], channelId: string | null) {
  const parts = members.map(({ units, before, channels }) => {
    const laid = layOverrides(units, 7, [...before, ...more], channels)
    const shareAt = (week: number) => laid.channelShares[2 * week] ?? channels.shares[0] ?? 0
    return {
      all: laid.units,
      asked: laid.units.map((one, week) => one * (channelId === null ? 1 : shareAt(week))),
    }
  })
  const weeks = members[0]?.units ?? new Float64Array(0)
  const asked = weeks.map((_, week) => sum(parts.map((part) => part.asked[week] ?? 0)))
  const all = weeks.map((_, week) => sum(parts.map((part) => part.all[week] ?? 0)))
  return { asked, rest: all.map((one, week) => one - (asked[week] ?? 0)) }
}

test('what is said of a group is what its members add up to, in any tree, with others laid before', () => {
  for (let tree = 0; tree < 200; tree += 1) {
    const weeks = 1 + Math.floor(13 * random.uniform())
    const count = 1 + Math.floor(9 * random.uniform())
    const members = Array.from({ length: count }, () => member(weeks))
    const kind = (['set', 'add', 'multiply'] as const)[tree % 3] ?? 'set'
    const amount = kind === 'multiply' ? 15_000 : 500 * random.uniform()
    const said: OwnOverride = { kind, fromDay: 3, toDay: 7 * weeks, amount }
    const channelId = tree % 2 === 0 ? null : 'shop'
    const before = totals(members, [], channelId)
    const factors = spreadFactors(before.asked, 7, said)
    const spread = { kind: 'spread', fromWeek: 0, factors, channelId } as const
    const after = totals(members, [spread], channelId)
    const close = (units: Float64Array) => [...units].map((one) => expect.closeTo(one, 6))
    expect([...after.asked]).toEqual(close(layOverrides(before.asked, 7, [said]).units))
    expect([...after.rest]).toEqual(close(before.rest))
  }
})

test('days add up to their week, within any life and by any shares', () => {
  for (let at = 0; at < 1_000; at += 1) {
    const shares = at % 4 === 0 ? [] : some(7, 1)
    const life = {
      fromDay: at % 3 === 0 ? undefined : Math.floor(9 * random.uniform()),
      toDay: at % 5 === 0 ? undefined : 5 + Math.floor(20 * random.uniform()),
    }
    const units = 500 * random.uniform()
    const sold = units * Math.ceil(lifeShares(4, life, shares)[at % 4] ?? 0)
    expect(sum(daysOfWeek(units, at % 4, shares, life))).toBeCloseTo(sold, 9)
  }
})

test('a day varies by its share of what its week varies', () => {
  const quantiles = quantilesOf(70, 49)
  const shares = [0.1, 0.1, 0.1, 0.1, 0.2, 0.4, 0]
  const { plannedUnits, quantileUnits } = forecastByDay([140], quantiles, [70], 1, shares, endless)
  expect([...plannedUnits]).toEqual(
    [14, 14, 14, 14, 28, 56, 0].map((one) => expect.closeTo(one, 9)),
  )
  const saturday = quantileUnits.slice(5 * quantileLevels.length, 6 * quantileLevels.length)
  expect(varianceFrom(saturday, 56)).toBeCloseTo(0.4 * varianceFrom(quantilesOf(140, 196), 140), -1)
  expect(sum(quantileUnits.slice(-quantileLevels.length))).toBe(0)
})

test('quantiles come back from the variance they were read as', () => {
  for (const [mean, deviation] of [
    [100, 20],
    [5, 4],
    [900, 30],
  ] as const) {
    const read = varianceFrom(quantilesOf(mean, deviation ** 2), mean)
    expect(Math.sqrt(read) / deviation).toBeGreaterThan(0.85)
    expect(Math.sqrt(read) / deviation).toBeLessThan(1.1)
  }
  expect(varianceFrom(new Float64Array(9).fill(4), 4)).toBe(0)
})

test('shares of days are drawn from the category to the item as its days with sales grow', () => {
  const even = { units: [10, 10, 10, 10, 10, 10, 10], dayCount: 70 }
  const saturdays = (dayCount: number) => ({ units: [1, 0, 0, 0, 0, 9, 0], dayCount })
  const [few, many] = [5, 500].map((dayCount) => {
    const [, own] = dayShares([even, saturdays(dayCount)])
    expect(sum(own ?? [])).toBeCloseTo(1, 12)
    return own?.[5] ?? 0
  })
  expect(few).toBeGreaterThan(1 / 7)
  expect(few).toBeLessThan(0.4)
  expect(many).toBeGreaterThan(0.85)
})

test('weeks that were booked on one day are spread evenly, and teach nobody else', () => {
  const byWeek = { units: [50, 0, 0, 0, 0, 0, 0], dayCount: 13 }
  const rare = { units: [2, 0, 0, 0, 0, 0, 0], dayCount: 2 }
  expect(dayShares([byWeek, ...Array.from({ length: 20 }, () => rare)])).toEqual(
    Array.from({ length: 21 }, () => new Float64Array(0)),
  )
  const daily = { units: [1, 1, 1, 1, 2, 4, 0], dayCount: 60 }
  const [own, shares] = dayShares([byWeek, daily])
  expect(own).toHaveLength(0)
  expect(shares?.[5]).toBeCloseTo(0.4, 9)
})

test('channels add up to one, the own count more as they sell more', () => {
  const sold = (shop: number, web: number, dayCount: number) => ({
    units: new Map([
      ['shop', shop],
      ['web', web],
    ]),
    dayCount,
  })
  const all = channelShares([sold(10, 90, 40), sold(1, 0, 1), sold(0, 0, 0)])
  for (const { shares } of all) expect(sum(shares)).toBeCloseTo(1, 12)
  expect(all[0]?.shares[0]).toBeCloseTo(0.1, 1)
  expect(all[1]?.shares[0]).toBeLessThan(0.25)
  expect(all[2]?.shares[0]).toBeCloseTo((40 * 0.1 + 1) / 41, 12)
})

test('a sum is as wide as its parts when they move as one, and narrower the less they do', () => {
  const spread = { variance: 4 * 9, deviation: 4 * 3 }
  expect(sumRange(100, spread, 1).highUnits).toBeCloseTo(100 + 1.6448536 * 12, 5)
  expect(sumRange(100, spread, 0).highUnits).toBeCloseTo(100 + 1.6448536 * 6, 5)
  expect(sumRange(5, spread, 1).lowUnits).toBe(0)
  const steps = (deviation: number) =>
    Array.from({ length: 4_000 }, () => 100 + deviation * Math.sqrt(12) * (random.uniform() - 0.5))
  expect(pooledCorrelation(steps(6), spread)).toBeLessThan(0.05)
  expect(pooledCorrelation(steps(12), spread)).toBeGreaterThan(0.9)
  expect(pooledCorrelation([], spread)).toBe(0)
})

const rising = Float64Array.of(10, 20, 30, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40)
const fresh: NewItem = {
  ownUnits: new Float64Array(0),
  analogUnits: rising,
  analogAhead: new Float64Array(4).fill(50),
  isLaunchSeen: true,
  analogEndedWeeks: undefined,
  weeksToLaunch: 0,
  horizon: 4,
}
const path = (given: Partial<NewItem>) => [...newItemForecast({ ...fresh, ...given }).meanUnits]

test('a new item rises as the other did, waits for its launch, and counts its own weeks n/(n+6)', () => {
  expect(path({})).toEqual([10, 20, 30, 40])
  expect(path({ weeksToLaunch: 2 })).toEqual([0, 0, 10, 20])
  const ownUnits = Float64Array.of(5, 10, 15)
  const { meanUnits, ownShare } = newItemForecast({ ...fresh, ownUnits })
  expect(ownShare).toBe(3 / 9)
  expect(meanUnits[0]).toBeCloseTo(40 * (1 - ownShare / 2), 9)
})

test('where the launch was not seen it sells as the other does in the same weeks', () => {
  expect(path({ isLaunchSeen: false })).toEqual([50, 50, 50, 50])
  expect(path({ isLaunchSeen: false, weeksToLaunch: 1 })).toEqual([0, 50, 50, 50])
})

test('it does not end with the other', () => {
  const ended = Float64Array.of(...rising, 0, 0, 0)
  const gone = { isLaunchSeen: false, analogUnits: ended, analogAhead: new Float64Array(4) }
  for (const units of path({ ...gone, analogEndedWeeks: 3 })) expect(units).toBe(40)
})

test("the other's promotion is not its baseline: only baselines go in, and its spread is kept", () => {
  // What is handed over is the baseline; the same weeks with a promotion on top would have doubled them.
  const promoted = rising.map((units, week) => (week === 1 || week === 2 ? 2 * units : units))
  expect(path({})).not.toEqual(path({ analogUnits: promoted }))
  const { quantileUnits } = newItemForecast(fresh)
  const [low = 0, , , middle = 0] = quantileUnits
  const high = quantileUnits[8] ?? 0
  expect(low).toBeLessThan(middle)
  expect(high).toBeGreaterThan(2 * 10)
})
