/**
 * Goal: baseline, uplift and events are told apart and add up; a promotion leaves no trace in the
 * baseline; effects of kinds, the dip after and rivals are found; nothing depends on the future.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { type Random, randomOf } from '#kernel/random'

import { forecastWithPromotions } from './promotion-forecast.ts'
import { isolate } from './promotion-isolate.ts'
import type { IsolatedSeries, IsolationInput, PromotionSeries } from './promotion-types.ts'

const weeks = 104
const rules = { promotionKinds: ['deal'], eventKinds: ['fair'], periodsPerYear: 52 } as const

type Truth = {
  readonly level: number
  readonly deal: number
  readonly fair: number
  readonly dip: number
}

const usual: Truth = { level: 40, deal: 2, fair: 1, dip: 1 }

/** Deals start in one week of 14 and last one or two; a fair is every 26 weeks. */
function shopSeries(id: string, random: Random, truth: Truth): PromotionSeries {
  const [deal, fair] = [new Float64Array(weeks), new Float64Array(weeks)]
  let left = 0
  const units = new Float64Array(weeks).map((_, week) => {
    left = left > 0 ? left - 1 : Number(random.uniform() < 0.07) * (1 + random.below(2))
    deal[week] = Math.min(1, left)
    fair[week] = Number(week % 26 === 13)
    const dip = week > 0 && deal[week - 1] === 1 ? truth.dip : 1
    const mean =
      truth.level * truth.deal ** Number(left > 0) * truth.fair ** Number(week % 26 === 13) * dip
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()))
  })
  return { id, group: 'shop', units, kinds: { deal, fair } }
}

function shop(seed: number, count: number, truth: Truth = usual): PromotionSeries[] {
  const random = randomOf(seed)
  return Array.from({ length: count }, (_, index) => shopSeries(`item ${index}`, random, truth))
}

function isolated(
  series: readonly PromotionSeries[],
  more: Partial<IsolationInput> = {},
): IsolatedSeries[] {
  return [...isolate({ series, ...rules, ...more }).series]
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
const weeksOf = (flags: Float64Array | undefined): number[] =>
  [...(flags ?? []).entries()].flatMap(([week, flag]) => (flag > 0 ? [week] : []))

test('layers add up to the units, to the last float, and unknown weeks are filled', () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(0, 0.4, 3, 500), (seed, level) => {
      const random = randomOf(seed)
      const series = shop(seed, 4, { ...usual, level, fair: 1.5 }).map((one) => ({
        ...one,
        units: one.units.map((units) => (random.uniform() < 0.1 ? Number.NaN : units)),
      }))
      for (const [index, one] of isolated(series).entries()) {
        expect(layerSums(one)).toEqual([...one.cleanedUnits])
        expect(Math.min(...one.baselineUnits, ...one.cleanedUnits)).toBeGreaterThanOrEqual(0)
        const known = [...(series[index]?.units ?? [])].map((units, week) =>
          Number.isNaN(units) ? one.cleanedUnits[week] : units,
        )
        expect([...one.cleanedUnits]).toEqual(known)
      }
    }),
    { numRuns: 8 },
  )
})

function layerSums({ baselineUnits, upliftUnits, eventUnits }: IsolatedSeries): number[] {
  return [...baselineUnits].map(
    (units, week) => units + (upliftUnits[week] ?? 0) + (eventUnits[week] ?? 0),
  )
}

test('finds the factor of a kind and the baseline under it', () => {
  const series = shop(1, 40)
  const found = isolate({ series, ...rules })
  expect(found.pooled.effectByKind['deal']?.upliftFactor).toBeCloseTo(2, 1)
  for (const [index, one] of found.series.entries()) {
    expect(Math.abs((one.upliftFactorByKind['deal'] ?? 1) - 2)).toBeLessThan(0.25)
    for (const week of weeksOf(series[index]?.kinds['deal'])) {
      expect(Math.abs((one.baselineUnits[week] ?? 0) - usual.level)).toBeLessThan(8)
    }
  }
})

test("yesterday's promotion never becomes tomorrow's baseline", () => {
  const series = shop(2, 12).map((one) => {
    const deal = one.kinds['deal']?.map((flag, week) => (week > weeks - 5 ? 1 : flag)) ?? one.units
    const units = one.units.map((sold, week) => (week > weeks - 5 ? 2 * usual.level : sold))
    return { ...one, units, kinds: { ...one.kinds, deal } }
  })
  const louder = series.map((one) => ({
    ...one,
    units: one.units.map((sold, week) => (one.kinds.deal[week] === 1 ? 2 * sold : sold)),
  }))
  const [calm, loud] = [isolated(series), isolated(louder)]
  for (const [index, one] of calm.entries()) {
    const other = loud[index]?.baselineUnits ?? new Float64Array(0)
    expect(Math.abs(sum(other) / sum(one.baselineUnits) - 1)).toBeLessThan(0.02)
    const last = one.baselineUnits.subarray(-4)
    expect(Math.abs(sum(last) / (4 * usual.level) - 1)).toBeLessThan(0.15)
    expect(Math.abs(sum(other.subarray(-4)) / sum(last) - 1)).toBeLessThan(0.05)
  }
})

test('without its flag, a promoted week is baseline', () => {
  const [first, ...others] = shop(3, 12)
  if (first === undefined) throw new Error('a shop has series')
  const week = weeksOf(first.kinds['deal'])[0] ?? 0
  const unflagged = {
    ...first,
    kinds: { ...first.kinds, deal: new Float64Array(weeks) },
  }
  const [flaggedLayers, layers] = [first, unflagged].map(
    (one) => isolated([one, ...others], { eventKinds: [] })[0],
  )
  expect(flaggedLayers?.upliftUnits[week]).toBeGreaterThan(0.4 * usual.level)
  expect(layers?.baselineUnits[week]).toBe(first.units[week])
  expect(Math.abs(sum(layers?.upliftUnits ?? first.units))).toBeLessThan(1e-9)
})

test('events are kept apart from promotions', () => {
  const series = shop(4, 20, { ...usual, fair: 1.8 })
  for (const [index, one] of isolated(series).entries()) {
    const deals = new Set(weeksOf(series[index]?.kinds['deal']))
    const fairs = weeksOf(series[index]?.kinds['fair']).filter((week) => !deals.has(week))
    const ratios = fairs.map((week) => (one.eventUnits[week] ?? 0) / usual.level)
    expect(ratios.reduce((total, ratio) => total + ratio, 0) / ratios.length).toBeGreaterThan(0.4)
    // A little is left for the week after a deal, where a dip might be.
    for (const week of fairs) expect(Math.abs(one.upliftUnits[week] ?? 0)).toBeLessThan(2)
    for (const [week, units] of one.eventUnits.entries()) {
      if (week % 26 !== 13) expect(Math.abs(units)).toBe(0)
    }
  }
})

test('demand brought forward is seen in the week after', () => {
  const series = shop(5, 40, { ...usual, dip: 0.7 })
  const found = isolated(series)
  const dips = found.map(({ dipFactor }) => dipFactor)
  expect(dips.reduce((total, dip) => total + dip, 0) / dips.length).toBeCloseTo(0.7, 1)
  const afters = weeksOf(series[0]?.kinds['deal']).map((week) => week + 1)
  for (const week of afters.filter((after) => after < weeks)) {
    expect(found[0]?.dipUnits[week]).toBeLessThan(0)
  }
})

test('what rivals take is found, named and shown', () => {
  const random = randomOf(6)
  const series = Array.from({ length: 12 }, (_, store) => {
    const ratios = ['strong', 'weak'].map(() =>
      new Float64Array(weeks).map(() => (random.uniform() < 0.15 ? 0.7 : 1)),
    )
    return ['strong', 'weak'].map((group, own): PromotionSeries => {
      const [ratio, rival] = own === 0 ? ratios : ratios.toReversed()
      const units = new Float64Array(weeks).map((_unit, week) => {
        const mean = 60 * (ratio?.[week] ?? 1) ** -2 * (rival?.[week] ?? 1) ** 0.8
        return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()))
      })
      const market = `store ${store}`
      return {
        id: `${group} ${store}`,
        group,
        market,
        units,
        kinds: {},
        ...(ratio && { priceRatio: ratio }),
      }
    })
  }).flat()
  const { series: found, pooled } = isolate({ series, ...rules })
  expect(pooled.crossEffects.map(({ group, rival }) => `${group} < ${rival}`).sort()).toEqual([
    'strong < weak',
    'weak < strong',
  ])
  const week = series[1]?.priceRatio?.indexOf(0.7) ?? 0
  expect(found[0]?.cannibalisedUnits[week]).toBeLessThan(-5)
  const weak = pooled.effectsByGroup['weak'] ?? { terms: [] }
  const cut = Float64Array.of(0.7)
  const { units } = forecastWithPromotions(
    Float64Array.of(100),
    { rivals: [{ group: 'strong', share: 1, priceRatio: cut }] },
    weak,
  )
  expect(units[0]).toBeCloseTo(100 * 0.7 ** 0.8, -1)
})

test('a series that never ran a kind takes the factor of its group', () => {
  const [first, ...others] = shop(7, 20)
  if (first === undefined) throw new Error('a shop has series')
  const calm = { ...first, units: first.units.map(() => usual.level), kinds: {} }
  const [one] = isolated([calm, ...others])
  expect(Math.abs((one?.upliftFactorByKind['deal'] ?? 1) - 2)).toBeLessThan(0.15)
})

test('factors stay between 1 and 8', () => {
  for (const [deal, factor] of [
    [60, 8],
    [0.3, 1],
  ] as const) {
    for (const { upliftFactorByKind } of isolated(shop(8, 6, { ...usual, deal }))) {
      expect(upliftFactorByKind['deal']).toBeCloseTo(factor, 9)
    }
  }
})

test('ten times the units are ten times the layers', () => {
  const series = shop(9, 10, { ...usual, level: 400 })
  const tenfold = series.map((one) => ({ ...one, units: one.units.map((units) => 10 * units) }))
  const [small, large] = [isolated(series), isolated(tenfold)]
  for (const [index, one] of small.entries()) {
    const other = large[index]
    expect(
      (other?.upliftFactorByKind['deal'] ?? 0) / (one.upliftFactorByKind['deal'] ?? 1),
    ).toBeCloseTo(1, 2)
    expect(sum(other?.baselineUnits ?? one.baselineUnits) / sum(one.baselineUnits)).toBeCloseTo(
      10,
      1,
    )
  }
})

test('the same input gives the same floats, and is left as it was', () => {
  const series = shop(10, 5)
  const copies = series.map(({ units }) => units.slice())
  expect(isolated(series)).toEqual(isolated(shop(10, 5)))
  expect(series.map(({ units }) => units)).toEqual(copies)
})

test('a season is taken where there is one', () => {
  const flat = shop(11, 12)
  const wavy = flat.map((one) => ({
    ...one,
    units: one.units.map((units, week) =>
      Math.round(units * (1 + 0.4 * Math.sin((2 * Math.PI * week) / 52))),
    ),
  }))
  expect(isolate({ series: flat, ...rules }).pooled.tuning.seasonPairs).toBe(0)
  expect(isolate({ series: wavy, ...rules }).pooled.tuning.seasonPairs).toBeGreaterThan(0)
})

test('nothing at all, and next to nothing', () => {
  expect(isolated([])).toEqual([])
  const [unknown] = isolated([
    { id: 'new', group: 'shop', units: new Float64Array(3).fill(Number.NaN), kinds: {} },
  ])
  expect([...(unknown?.cleanedUnits ?? [])].every((units) => units < 0.01)).toBe(true)
})
