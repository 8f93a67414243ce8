import { expect, test } from 'vitest'

import { calendarOf } from './calendar.ts'
import { cleanSeries, type Observed } from './clean-series.ts'
import { isolatedLayers } from './layers.ts'
import { kindsOf, markBits } from './marks.ts'
import { bucket, bucketDays, bucketMost, daysWithin, mondayOf, weekOf } from './weeks.ts'
import { wholeNumbers } from './whole-numbers.ts'

const firstWeek = weekOf('2025-01-06')

function observed(rawUnits: readonly number[], more: Partial<Observed> = {}): Observed {
  const none = () => new Float64Array(rawUnits.length)
  return {
    rawUnits: Float64Array.from(rawUnits),
    largestUnits: none(),
    outShare: none(),
    outUnits: none(),
    personMarks: new Uint8Array(rawUnits.length),
    ...more,
  }
}

const noPromotion = (weeks: number) => calendarOf(firstWeek, weeks, [])
const at = (weeks: number, week: number, value: number) =>
  Float64Array.from({ length: weeks }, (_, each) => (each === week ? value : 0))
const steady = [10, 11, 9, 10, 12, 8, 10, 10, 11, 9, 10, 10]

test('weeks run from Monday to Sunday', () => {
  expect(mondayOf(weekOf('2026-01-04'))).toBe('2025-12-29')
  expect(mondayOf(weekOf('2026-01-05'))).toBe('2026-01-05')
  expect(weekOf('1970-01-05')).toBe(0)
  expect(weekOf('1970-01-04')).toBe(-1)
  expect(daysWithin(weekOf('2026-01-05'), '2026-01-10', '2026-02-01')).toBe(2)
  expect([...bucket(0, 3, [1, 1, 5], [2, 3, 4])]).toEqual([0, 5, 0])
  const sold = { days: Int32Array.of(7, 13, 35), units: Float64Array.of(2, 3, 4) }
  expect([...bucketDays(0, 3, sold)]).toEqual([0, 5, 0])
  expect([...bucketMost(0, 3, sold)]).toEqual([0, 3, 0])
  expect(wholeNumbers('{12,0,-3}')).toEqual([12, 0, -3])
  expect(wholeNumbers('{}')).toEqual([])
})

test('a week without stock shows what would have sold, marked, and never zero', () => {
  const raw = steady.with(6, 0)
  const { correctedUnits, marks } = cleanSeries(
    observed(raw, { outShare: at(12, 6, 1) }),
    noPromotion(12),
  )
  expect(correctedUnits[6]).toBeGreaterThan(9)
  expect(correctedUnits[6]).toBeLessThan(11)
  expect(kindsOf(marks[6] ?? 0)).toEqual(['stock_out'])
})

test('a week partly without stock gets that part; orders taken meanwhile count once', () => {
  const part = cleanSeries(
    observed(steady.with(6, 4), { outShare: at(12, 6, 3 / 7) }),
    noPromotion(12),
  )
  expect(part.correctedUnits[6]).toBeCloseTo(4 + (10 * 3) / 7, 0)
  const taken = cleanSeries(
    observed(steady.with(6, 10), { outShare: at(12, 6, 3 / 7), outUnits: at(12, 6, 5) }),
    noPromotion(12),
  )
  expect(taken.correctedUnits[6]).toBe(10)
})

test('what stands out is capped beside the raw series, and told from a single large order', () => {
  const raw = observed(steady.with(6, 90))
  const spike = cleanSeries(raw, noPromotion(12))
  expect(kindsOf(spike.marks[6] ?? 0)).toEqual(['spike'])
  expect(spike.correctedUnits[6]).toBe(90)
  expect(spike.cleanedUnits[6]).toBeLessThan(30)
  const single = cleanSeries({ ...raw, largestUnits: at(12, 6, 80) }, noPromotion(12))
  expect(kindsOf(single.marks[6] ?? 0)).toEqual(['one_off'])
  expect(single.cleanedUnits[6]).toBeCloseTo(10, 0)
})

test('a peak that comes back each year is a season', () => {
  const years = Array.from({ length: 104 }, (_, week) => (week % 52 === 47 ? 60 : 10 + (week % 3)))
  const { marks } = cleanSeries(observed(years), noPromotion(104))
  expect([...marks].filter((bits) => bits > 0)).toEqual([])
})

test('sparse demand is compared size by size', () => {
  const sparse = Array.from({ length: 40 }, (_, week) => (week % 4 === 0 ? 2 + (week % 3) : 0))
  expect(
    [...cleanSeries(observed(sparse), noPromotion(40)).marks].every((bits) => bits === 0),
  ).toBe(true)
  const lumpy = cleanSeries(observed(sparse.with(20, 40)), noPromotion(40))
  expect(kindsOf(lumpy.marks[20] ?? 0)).toEqual(['spike'])
})

test('promoted weeks are no spikes, and excluded ones count as usual', () => {
  const promoted = {
    kind: 'discount',
    startsOn: mondayOf(firstWeek + 6),
    endsOn: mondayOf(firstWeek + 7),
    priceRatioBps: 8_000,
  }
  const calendar = calendarOf(firstWeek, 12, [promoted])
  const { marks, cleanedUnits } = cleanSeries(observed(steady.with(6, 90)), calendar)
  expect(kindsOf(marks[6] ?? 0)).toEqual(['promotion'])
  expect(cleanedUnits[6]).toBe(90)
  expect(calendar.priceRatio[6]).toBeCloseTo(0.8)
  expect(calendar.priceRatio[7]).toBeCloseTo(1 - 0.2 / 7)

  const personMarks = new Uint8Array(12)
  personMarks[3] = markBits.excluded
  const excluded = cleanSeries(observed(steady.with(3, 25), { personMarks }), noPromotion(12))
  expect(excluded.cleanedUnits[3]).toBeCloseTo(10, 0)
  expect(excluded.correctedUnits[3]).toBe(25)
})

test('isolated layers are the cleaned series, and never below what was seen', () => {
  const raw = observed(steady.with(6, 3), { outShare: at(12, 6, 1) })
  const cleaned = cleanSeries(raw, noPromotion(12))
  const baselineUnits = new Float64Array(12).fill(2)
  const layers = isolatedLayers(
    cleaned,
    raw.rawUnits,
    {
      cleanedUnits: baselineUnits,
      baselineUnits,
      upliftUnits: at(12, 0, 0),
      eventUnits: at(12, 0, 0),
    },
    () => false,
  )
  expect(layers.cleanedUnits[6]).toBe(3)
  expect(layers.baselineUnits[6]).toBe(3)
  expect(layers.correctedUnits[6]).toBe(3)
})
