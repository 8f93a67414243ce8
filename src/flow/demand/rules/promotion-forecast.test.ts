/** Goal: planned promotions move a forecast by what was learned, layer by layer, and leave the baseline alone. */
import { expect, test } from 'vitest'

import { forecastWithPromotions, type PromotionPlan } from './promotion-forecast.ts'
import type { Effects } from './promotion-types.ts'

const log = Math.log
const effects: Effects = {
  terms: [
    { role: 'price', about: '', coefficient: -2 },
    { role: 'group_price', about: '', coefficient: -1 },
    { role: 'price_dip', about: '', coefficient: 0.5 },
    { role: 'kind', about: 'deal', coefficient: log(2) },
    { role: 'kind_price', about: 'deal', coefficient: -1 },
    { role: 'kind_dip', about: 'deal', coefficient: log(0.8) },
    { role: 'kind', about: 'bundle', coefficient: log(100) },
    { role: 'event', about: 'fair', coefficient: log(1.5) },
    { role: 'rivals_price', about: '', coefficient: 1 },
    { role: 'rival_price', about: 'other', coefficient: 0.5 },
    { role: 'rivals_kind', about: 'deal', coefficient: log(0.9) },
    { role: 'season', about: '0', coefficient: 3 },
    { role: 'regular_price', about: '', coefficient: -3 },
  ],
}
const on = Float64Array.of(1, 0)
const half = Float64Array.of(0.5, 1)

/** Factors on a baseline of 100, in the two periods of the forecast. */
const cases: readonly (readonly [string, PromotionPlan, readonly [number, number]])[] = [
  ['nothing planned', {}, [1, 1]],
  ['a deal, and its dip', { kinds: { deal: on } }, [2, 0.8]],
  ['a dip of what ran before', { before: { kinds: { deal: 1 } } }, [0.8, 1]],
  ['half a deal', { kinds: { deal: Float64Array.of(0.5, 0) } }, [2 ** 0.5, 0.8 ** 0.5]],
  ['a price cut, group and all, and its dip', { priceRatio: half }, [0.5 ** -3, 0.5 ** 0.5]],
  ['a price cut of before', { before: { priceRatio: 0.5 } }, [0.5 ** 0.5, 1]],
  [
    'a price cut that the group does not share',
    { priceRatio: half, groupPriceRatio: Float64Array.of(1, 1) },
    [0.5 ** -2, 0.5 ** 0.5],
  ],
  [
    'a deal at a cut price',
    { kinds: { deal: on }, priceRatio: half },
    [2 * 0.5 ** -4, 0.8 * 0.5 ** 0.5],
  ],
  [
    'a deal so deep that it reaches what kinds may do',
    {
      kinds: { deal: on },
      priceRatio: Float64Array.of(0.1, 1),
      groupPriceRatio: Float64Array.of(1, 1),
    },
    [0.1 ** -2 * 8, 0.8 * 0.1 ** 0.5],
  ],
  ['more than a kind may do', { kinds: { bundle: on } }, [8, 1]],
  ['a kind nobody knows', { kinds: { rumour: on } }, [1, 1]],
  ['an event', { kinds: { fair: on } }, [1.5, 1]],
  [
    'a rival on a deal at half the price',
    { rivals: [{ group: 'other', share: 0.5, priceRatio: half, kinds: { deal: on } }] },
    [0.5 ** 0.5 * 0.5 ** 0.5 * 0.9 ** 0.5, 1],
  ],
]

test.each(cases)('%s', (_name, plan, factors) => {
  const forecast = forecastWithPromotions(Float64Array.of(100, 100), plan, effects)
  for (const [period, factor] of factors.entries()) {
    expect(forecast.units[period]).toBeCloseTo(100 * factor, 9)
    expect(forecast.baselineUnits[period]).toBe(100)
  }
})

test('layers add up, and each says its own', () => {
  const { units, baselineUnits, upliftUnits, eventUnits, dipUnits, cannibalisedUnits } =
    forecastWithPromotions(
      Float64Array.of(100),
      {
        kinds: { deal: Float64Array.of(1), fair: Float64Array.of(1) },
        before: { kinds: { deal: 1 } },
        rivals: [{ group: 'third', share: 1, kinds: { deal: Float64Array.of(1) } }],
      },
      effects,
    )
  const [total = 0, baseline = 0, uplift = 0, event = 0] = [
    units,
    baselineUnits,
    upliftUnits,
    eventUnits,
  ].map((layer) => layer[0])
  expect(baseline + uplift + event).toBe(total)
  expect(dipUnits[0]).toBeCloseTo(-40, 9)
  expect(cannibalisedUnits[0]).toBeCloseTo(-16, 9)
  expect(uplift).toBeCloseTo(44, 9)
  expect(event).toBeCloseTo(72, 9)
})
