import { expect, test } from 'vitest'

import { isolatePlainly, isPlausible } from './promotion-plain.ts'
import type { PromotionSeries } from './promotion-types.ts'

const weeks = 30
const promoted = [8, 9, 20]

function sold(level: number, factor: number): PromotionSeries {
  const kind = Float64Array.from({ length: weeks }, (_, week) => (promoted.includes(week) ? 1 : 0))
  return {
    id: `${level}`,
    group: '',
    units: kind.map((on) => level * (on === 1 ? factor : 1)),
    kinds: { discount: kind },
  }
}

test('promoted weeks are told apart from those around them, together for a group', () => {
  const [one, other] = isolatePlainly([sold(100, 2), sold(10, 2)], ['discount'])
  expect([...(one?.baselineUnits ?? [])]).toEqual(Array.from({ length: weeks }, () => 100))
  expect(other?.upliftUnits[8]).toBeCloseTo(10)
  expect(one?.upliftFactorByKind['discount']).toBeCloseTo(2)
})

test('layers add up, unknown weeks take what is usual, a fall is no uplift', () => {
  const series = sold(50, 0.5)
  series.units[3] = Number.NaN
  const [layers] = isolatePlainly([series], ['discount'])
  if (layers === undefined) throw new Error('no layers')
  expect(layers.upliftFactorByKind['discount']).toBe(1)
  expect(layers.cleanedUnits[3]).toBeCloseTo(50)
  for (let week = 0; week < weeks; week += 1) {
    const sum =
      (layers.baselineUnits[week] ?? 0) +
      (layers.upliftUnits[week] ?? 0) +
      (layers.eventUnits[week] ?? 0)
    expect(sum).toBeCloseTo(layers.cleanedUnits[week] ?? 0)
  }
})

test('a baseline far beyond what was sold is not plausible', () => {
  const series = sold(100, 2)
  const [layers] = isolatePlainly([series], ['discount'])
  if (layers === undefined) throw new Error('no layers')
  expect(isPlausible(layers, series)).toBe(true)
  expect(
    isPlausible({ ...layers, baselineUnits: layers.baselineUnits.map(() => 1e9) }, series),
  ).toBe(false)
  expect(
    isPlausible({ ...layers, cleanedUnits: layers.cleanedUnits.map(() => Number.NaN) }, series),
  ).toBe(false)
})
