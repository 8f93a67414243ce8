import { expect, test } from 'vitest'

import { learnedEffects } from './learned-effects.ts'

const effects = {
  terms: [{ role: 'price', about: '', coefficient: -2 }],
  meanCorrection: 0,
} as const
const series = [
  { id: 'a', dipFactor: 0.9, effects },
  { id: 'b', dipFactor: 0.8, effects },
]
const ran = (periods: number, factor: number) => ({
  periods,
  baselineUnits: 10 * periods,
  liftedUnits: 10 * periods * factor,
})

test('a category weighs its series by what they sold; each is drawn to it', () => {
  const [whole, a, b] = learnedEffects(series, { deal: [ran(1, 2), ran(12, 3)] })
  expect(whole).toMatchObject({ kind: 'deal', seriesId: undefined, observedCount: 13 })
  expect(whole?.upliftFactor).toBeCloseTo((2 + 36) / 13)
  expect(whole?.priceElasticity).toBe(-2)
  expect(a?.upliftFactor).toBeGreaterThan(2.5)
  expect(b?.upliftFactor).toBeCloseTo(3, 0)
  expect(b?.standardError).toBeLessThan(a?.standardError ?? 0)
  expect(b).toMatchObject({ seriesId: 'b', observedCount: 12, dipFactor: 0.8 })
})

test('what never ran teaches nothing, and outlandish factors are held', () => {
  expect(learnedEffects(series, { coupon: [ran(0, 1), ran(0, 1)] })).toEqual([])
  const [whole] = learnedEffects(series, { deal: [ran(1, 100), ran(0, 1)] })
  expect(whole?.upliftFactor).toBeCloseTo(8)
})
