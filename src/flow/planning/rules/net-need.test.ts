import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { findNeed, type NetRule } from './net-need.ts'
import {
  coverDays,
  type Firmness,
  type StockState,
  type Supply,
  sellsOutDay,
  stockCurve,
  totalDemand,
  totalSupply,
} from './stock-curve.ts'

const horizonDays = 60

const rule: NetRule = {
  leadDays: 10,
  reviewDays: 7,
  safetyUnits: 50,
  toleranceDays: 2,
  aheadDays: 7,
  isOrderDay: () => true,
}

const tenADay = totalDemand(
  {
    baseline: new Float64Array(horizonDays).fill(10),
    uplift: new Float64Array(horizonDays),
    event: new Float64Array(horizonDays),
    adjustment: new Float64Array(horizonDays),
  },
  horizonDays,
)

function supplyOn(day: number, units: number, firmness: Firmness = 'ordered'): Supply {
  return { sourceId: `line-${day}`, documentId: 'order', day, units, firmness }
}

function needOf(state: Partial<StockState>, changed: Partial<NetRule> = {}) {
  const whole = { usableUnits: 0, committedUnits: 0, supplies: [], ...state }
  return findNeed(whole, tenADay, totalSupply(whole.supplies, horizonDays), { ...rule, ...changed })
}

describe('a need', () => {
  test('is demand until the next order could come, with safety, less what there is', () => {
    expect(needOf({ usableUnits: 100, committedUnits: 5 })).toMatchObject({
      orderDay: 0,
      needDay: 17,
      baselineUnits: 180,
      safetyUnits: 50,
      committedUnits: 5,
      usableUnits: 100,
      missingUnits: 135,
    })
  })

  test('is not there when stock lasts past every order day that is looked at', () => {
    expect(needOf({ usableUnits: 300 })).toBeUndefined()
    expect(needOf({ usableUnits: 299 })).toMatchObject({ orderDay: 7, missingUnits: 1 })
  })

  test.each(['requested', 'ordered', 'confirmed', 'shipped'] as const)(
    'is met by what comes, be it only %s',
    (firmness) => {
      expect(needOf({ supplies: [supplyOn(3, 300, firmness)] })).toBeUndefined()
    },
  )

  test('waits for a supply that is late by no more than the tolerance', () => {
    const lateBy = (days: number) =>
      needOf({ usableUnits: 230, supplies: [supplyOn(17 + days, 80)] }, { aheadDays: 0 })
    expect(needOf({ usableUnits: 229 }, { aheadDays: 0 })).toMatchObject({
      needDay: 17,
      missingUnits: 1,
    })
    expect(lateBy(2)).toBeUndefined()
  })

  test('looks only at days on which orders are made', () => {
    expect(needOf({ usableUnits: 260 }, { isOrderDay: (day) => day === 6 })).toMatchObject({
      orderDay: 6,
    })
  })
})

const supplies = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: horizonDays + 5 }),
      units: fc.integer({ min: 1, max: 400 }),
      firmness: fc.constantFrom<Firmness>('requested', 'ordered', 'confirmed', 'shipped'),
    }),
    { maxLength: 6 },
  )
  .map((list) =>
    list
      .map((one, at) => ({ ...one, sourceId: `s${at}`, documentId: `d${at}` }))
      .sort((a, b) => a.day - b.day),
  )

const layer = fc
  .array(fc.double({ min: 0, max: 30, noNaN: true }), {
    minLength: horizonDays,
    maxLength: horizonDays,
  })
  .map((units) => Float64Array.from(units))

const cases = fc.record({
  state: fc.record({
    usableUnits: fc.integer({ min: 0, max: 800 }),
    committedUnits: fc.integer({ min: 0, max: 100 }),
    supplies,
  }),
  layers: fc.record({ baseline: layer, uplift: layer, event: layer, adjustment: layer }),
  rule: fc.record({
    leadDays: fc.integer({ min: 0, max: 30 }),
    reviewDays: fc.integer({ min: 0, max: 14 }),
    safetyUnits: fc.integer({ min: 0, max: 200 }),
    toleranceDays: fc.integer({ min: 0, max: 5 }),
    aheadDays: fc.integer({ min: 0, max: 10 }),
  }),
})

/** One day after the other: what comes is put on the shelf, what is wanted is taken off. */
function walkDays(state: StockState, wantedUntil: Float64Array): readonly number[] {
  let stock = state.usableUnits - state.committedUnits
  return Array.from(wantedUntil, (until, day) => {
    for (const supply of state.supplies) if (supply.day === day) stock += supply.units
    stock -= until - (wantedUntil[day - 1] ?? 0)
    return stock
  })
}

test('orders on the last review day on or before the day of need less the lead time', () => {
  // Ten a day: out on day 10. On day 5 the next chance is day 9, and what is ordered then comes on day 12.
  const calendar = {
    leadDays: 3,
    reviewDays: 1,
    safetyUnits: 0,
    toleranceDays: 0,
    aheadDays: 20,
    isOrderDay: (day: number) => day % 4 === 1,
  }
  expect(needOf({ usableUnits: 100 }, calendar)).toMatchObject({
    orderDay: 5,
    needDay: 12,
    missingUnits: 30,
  })
})

describe('against a slow simulation, day by day', () => {
  test('the curve is what is left after each day', () => {
    fc.assert(
      fc.property(cases, ({ state, layers }) => {
        const demand = totalDemand(layers, horizonDays)
        const curve = stockCurve(state, demand, totalSupply(state.supplies, horizonDays))
        expect([...curve]).toEqual(walkDays(state, demand.all))
        const wanted = layers.baseline.reduce((sum, units) => sum + units, 0)
        expect(Math.abs((demand.baseline.at(-1) ?? 0) - wanted)).toBeLessThanOrEqual(0.5 + 1e-9)
      }),
    )
  })

  test('ordering what is missing leaves nothing missing; one unit less would not do', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 127 }), (drawnCase, weekdays) => {
        const { state, layers, rule: drawn } = drawnCase
        const demand = totalDemand(layers, horizonDays)
        const isOrderDay = (day: number) => (weekdays & (1 << (day % 7))) !== 0
        const whole = { ...drawn, isOrderDay }
        const supply = totalSupply(state.supplies, horizonDays)
        const need = findNeed(state, demand, supply, whole)
        if (need === undefined) return
        const again = (units: number) => {
          const ordered = [...state.supplies, supplyOn(need.orderDay + drawn.leadDays, units)]
          const now = { ...state, supplies: ordered.sort((a, b) => a.day - b.day) }
          return findNeed(now, demand, totalSupply(ordered, horizonDays), {
            ...whole,
            aheadDays: need.orderDay,
            isOrderDay: (day) => day >= need.orderDay && isOrderDay(day),
          })
        }
        expect(again(need.missingUnits)).toBeUndefined()
        if (need.missingUnits > 1) expect(again(need.missingUnits - 1)?.missingUnits).toBe(1)
      }),
    )
  })
})

test('stock lasts as many whole days as its forward demand fits into it', () => {
  expect(coverDays(100, tenADay)).toBe(10)
  expect(coverDays(109, tenADay)).toBe(10)
  expect(coverDays(0, tenADay)).toBe(0)
  expect(coverDays(10_000, tenADay)).toBe(horizonDays)
})

test('stock sells out on the day at whose end nothing is left', () => {
  const state = { usableUnits: 40, committedUnits: 0, supplies: [] }
  expect(sellsOutDay(stockCurve(state, tenADay, totalSupply([], horizonDays)))).toBe(3)
})
