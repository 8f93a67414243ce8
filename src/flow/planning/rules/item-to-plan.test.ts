/** Goal: each method orders as it says, at the days it says, and cash caps what is bought at the offer's price. */
import { describe, expect, test } from 'vitest'

import { type ItemFacts, itemToPlan, type SourceFacts } from './item-to-plan.ts'
import { planItem } from './plan-item.ts'
import { usualSettings } from './settings.ts'

const weeks = 40

/** Ten sold a day; two weeks away, looked at each week, thirty kept. A Monday. */
const facts: ItemFacts = {
  segment: 'AX',
  method: 's_S',
  day0: 0,
  ruledFacts: { ruledBy: 'segment' },
  targetKind: 'fill_rate',
  targetBps: 9_500,
  level: 1.64,
  leadDays: 14,
  leadDeviationDays: 0,
  reviewDays: 7,
  meanDayUnits: 10,
  quantileUnits: 240,
  safetyUnits: 30,
  orderUpToUnits: 100,
  coverDaysMax: null,
  shelfLifeDays: null,
  maxUnits: null,
  cashMaxMinor: null,
  usableUnits: 150,
  owedUnits: 0,
  coming: [],
  forecast: {
    firstDay: 0,
    baseline: new Array<number>(weeks).fill(70),
    uplift: new Array<number>(weeks).fill(0),
    event: new Array<number>(weeks).fill(0),
    planned: new Array<number>(weeks).fill(70),
    dayShares: [],
    launchDay: undefined,
    endDay: undefined,
  },
}
const source: SourceFacts = {
  leadDays: 14,
  moqUnits: 0,
  multipleUnits: 1,
  layerUnits: null,
  palletUnits: null,
  breaks: [],
}

function plannedWith(change: Partial<ItemFacts>, from: Partial<SourceFacts> = {}) {
  const item = itemToPlan({ ...facts, ...change }, { ...source, ...from }, usualSettings)
  return planItem(item).proposed
}

describe('what is ordered', () => {
  const needed = plannedWith({})?.neededUnits ?? Number.NaN

  test('(s, S): what is missing and the lot', () => {
    expect(plannedWith({})?.units).toBe(needed + 100)
  })

  test('(s, Q): whole lots', () => {
    const proposed = plannedWith({ method: 's_q', orderUpToUnits: 60 })
    expect(proposed?.units).toBe(Math.ceil(needed / 60) * 60)
    expect(proposed?.why.size).toMatchObject([{ code: 'order_up_to' }])
  })

  test('min/max: up to the maximum on the day it comes', () => {
    const proposed = plannedWith({ method: 'min_max', orderUpToUnits: 170, maxUnits: 200 })
    // 150 less 10 a day until the day before it comes.
    expect(proposed?.arrivesDay).toBe(14)
    expect(proposed?.units).toBe(200 - 10)
  })

  test('(R, S): what is missing, at the review only', () => {
    expect(plannedWith({ method: 'r_S', orderUpToUnits: 0 })).toMatchObject({ orderDay: 0 })
    const later = plannedWith({ method: 'r_S', orderUpToUnits: 0, day0: 3 })
    expect(later).toMatchObject({ orderDay: 4, units: later?.neededUnits })
    const everyOther = plannedWith({ method: 'r_S', orderUpToUnits: 0, reviewDays: 14, day0: 3 })
    expect(everyOther?.orderDay).toBe(11)
  })
})

test.each([
  // At 2.50 each 300.00 buy 120; 10 are there when it comes.
  [30_000, 250, 110],
  [2_000, 250, undefined],
  // Nothing is bought, or no rate is known.
  [2_000, undefined, 180],
])('%d in cash at %s a unit: %s', (cashMaxMinor, unitCostMinor, units) => {
  const proposed = plannedWith({ cashMaxMinor, orderUpToUnits: 80 }, { unitCostMinor })
  expect(proposed?.units).toBe(units)
  const cap = proposed?.why.size.find(({ code }) => code === 'cap_cash')
  expect(cap === undefined).toBe(unitCostMinor === undefined || units === undefined)
})

test('the why says by which rule it is kept', () => {
  const ruledFacts = { ruledBy: 'critical', channel: 'Trade', channelTargetBps: 9_900 }
  const safety = plannedWith({ ruledFacts })?.why.cover.find(({ code }) => code === 'safety')
  expect(safety?.facts).toMatchObject({ ...ruledFacts, segment: 'AX' })
})

test('the why says what says how long it takes', () => {
  const ruledFacts = { ruledBy: 'segment', leadBasis: 'terms_as_kept', leadLineCount: 3 }
  const saidBy = (source: object) => {
    const cover = plannedWith({ ruledFacts }, source)?.why.cover
    return cover?.find(({ code }) => code === 'baseline')?.facts
  }
  expect(saidBy({})).toMatchObject({ leadBasis: 'terms_as_kept', leadLineCount: 3 })
  expect(saidBy({ leadBasis: 'terms' })).toMatchObject({ leadBasis: 'terms' })
  expect(saidBy({ leadBasis: 'terms' })).not.toHaveProperty('leadLineCount')
})
