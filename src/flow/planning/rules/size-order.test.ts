import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type OrderSizes, sizeOrder } from './size-order.ts'
import { sumOfTerms } from './why.ts'

const plain: OrderSizes = {
  orderUpToUnits: 0,
  moqUnits: 0,
  multipleUnits: 1,
  breaks: [],
  layerUnits: undefined,
  palletUnits: undefined,
  snapShare: 0.05,
  caps: [],
}

const halfOff = [
  { fromUnits: 0, unitCost: 10 },
  { fromUnits: 100, unitCost: 5 },
]

describe('an order', () => {
  test('of towels: packs of 24, then the fourth pallet, which is near', () => {
    const sizes = { ...plain, moqUnits: 1_200, multipleUnits: 24, palletUnits: 384 }
    expect(sizeOrder(1_456, sizes)).toEqual({
      units: 1_536,
      terms: [
        { code: 'multiple', units: 8, facts: { multipleUnits: 24 } },
        { code: 'pallet', units: 72, facts: { palletUnits: 384, snapShare: 0.05 } },
      ],
      isOverCap: false,
    })
  })

  test.each<[string, number, Partial<OrderSizes>, number]>([
    ['as needed', 7, {}, 7],
    ['at least the minimum', 7, { moqUnits: 10 }, 10],
    ['the minimum in whole packs', 7, { moqUnits: 10, multipleUnits: 4 }, 12],
    ['up to the level of the policy', 7, { orderUpToUnits: 30 }, 37],
    ['no layer that is not near', 96, { layerUnits: 120 }, 96],
    ['a layer that is near', 116, { layerUnits: 120 }, 120],
    ['no pallet that packs do not make', 96, { multipleUnits: 12, palletUnits: 100 }, 96],
    ['more where that costs no more', 90, { breaks: halfOff }, 100],
    ['no more where that costs more', 40, { breaks: halfOff }, 40],
    ['within the cap', 100, { caps: [{ code: 'cap_cover', units: 60, facts: {} }] }, 60],
    [
      'nothing when the cap is full',
      100,
      { caps: [{ code: 'cap_cover', units: 0, facts: {} }] },
      0,
    ],
  ])('%s', (_, needed, changed, units) => {
    expect(sizeOrder(needed, { ...plain, ...changed }).units).toBe(units)
  })

  test('says when the minimum is beyond the cap', () => {
    const caps = [{ code: 'cap_shelf_life', units: 50, facts: { shelfLifeDays: 30 } }] as const
    expect(sizeOrder(20, { ...plain, caps, moqUnits: 80 })).toMatchObject({
      units: 80,
      isOverCap: true,
    })
  })
})

test('terms add up; the order is a multiple, at least the minimum, and within a cap that allows it', () => {
  const count = (max: number) => fc.integer({ min: 1, max })
  const sizes = fc.record({
    orderUpToUnits: fc.integer({ min: 0, max: 300 }),
    moqUnits: fc.integer({ min: 0, max: 300 }),
    multipleUnits: count(30),
    breaks: fc.constantFrom([], halfOff),
    layerUnits: fc.option(count(60), { nil: undefined }),
    palletUnits: fc.option(count(400), { nil: undefined }),
    snapShare: fc.double({ min: 0, max: 0.2, noNaN: true }),
    caps: fc.array(
      fc
        .integer({ min: 1, max: 500 })
        .map((units) => ({ code: 'cap_cover' as const, units, facts: {} })),
      { maxLength: 2 },
    ),
  })
  fc.assert(
    fc.property(count(1_000), sizes, (needed, drawn) => {
      const { units, terms, isOverCap } = sizeOrder(needed, drawn)
      expect(needed + sumOfTerms(terms)).toBe(units)
      expect(units % drawn.multipleUnits).toBe(0)
      expect(units).toBeGreaterThanOrEqual(drawn.moqUnits)
      const cap = Math.min(...drawn.caps.map((one) => one.units))
      expect(isOverCap).toBe(units > cap)
    }),
  )
})
