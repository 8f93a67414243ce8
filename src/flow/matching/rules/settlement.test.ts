/**
 * Goal: what is owed is what is billed, the accrual comes back to nothing however the supplier splits
 * the bill, and the difference goes where it belongs.
 *
 * Method: the rows of rules.md 3 and the vector of rules.md 7, then walks that fast-check makes up.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { GrniBalance } from '#books/ledger'
import { convertMinor, type Exchange, rateOneE10 } from '#kernel/fx'
import { sumOf } from '#kernel/list'

import { expectedTaxMinor, followGoods } from './following.ts'
import { type GoodsToSettle, invoiceEntry, settleGoods } from './settlement.ts'

const same: Exchange = { rateE10: rateOneE10, fromDigits: 2, toDigits: 2 }
const at112: Exchange = { ...same, rateE10: 11_200_000_000n }

/** A hundred pieces billed at 10.50 EUR, 1,050.00 in all. */
const billed: GoodsToSettle = {
  invoiceLineId: 'line 1',
  orderLineId: 'order line',
  billedUnits: 100n,
  billedMinor: 105_000n,
  followingMinor: 0n,
}

/** Received at 1,000.00 EUR when the euro was at 1.10. */
const accrued: GrniBalance = { units: 100n, documentMinor: 100_000n, amountMinor: 110_000n }

function settle(
  line: Partial<GoodsToSettle> = {},
  accrual: Partial<GrniBalance> = {},
  exchange = at112,
) {
  const accruals = new Map([['order line', { ...accrued, ...accrual }]])
  const [settled] = settleGoods([{ ...billed, ...line }], accruals, exchange)
  return settled
}

test('rules.md 7: AP 1,176 = GRNI 1,100 + variance 56 + exchange loss 20', () => {
  const settled = settle()
  expect(settled).toMatchObject({
    coveredUnits: 100n,
    clearedDocumentMinor: 100_000n,
    clearedMinor: 110_000n,
    varianceMinor: 5_600n,
    fxMinor: 2_000n,
  })
  expect(convertMinor(105_000n, at112)).toBe(117_600n)
})

describe('rows of rules.md 3', () => {
  test('6 equal price: the accrual is what is owed', () => {
    expect(settle({ billedMinor: 100_000n }, { amountMinor: 100_000n }, same)).toMatchObject({
      clearedMinor: 100_000n,
      varianceMinor: 0n,
      fxMinor: 0n,
    })
  })
  test('7 below the price: the variance is favourable', () => {
    const settled = settle({ billedMinor: 99_000n }, { amountMinor: 100_000n }, same)
    expect(settled?.varianceMinor).toBe(-1_000n)
  })
  test('8 the rate fell: the exchange difference is a gain', () => {
    const settled = settle({ billedMinor: 100_000n }, {}, { ...same, rateE10: 10_800_000_000n })
    expect(settled).toMatchObject({ varianceMinor: 0n, fxMinor: -2_000n })
  })
  test('9 billed before it came: all of it stands against the accrual, at the billed price', () => {
    const nothing = { units: 0n, documentMinor: 0n, amountMinor: 0n }
    expect(settle({}, nothing)).toMatchObject({
      coveredUnits: 0n,
      clearedDocumentMinor: 105_000n,
      clearedMinor: 117_600n,
      varianceMinor: 0n,
      fxMinor: 0n,
    })
  })
  test('9 half of it came: that half is cleared as accrued, the other stands ahead', () => {
    const half = { units: 50n, documentMinor: 50_000n, amountMinor: 55_000n }
    expect(settle({}, half)).toMatchObject({
      coveredUnits: 50n,
      clearedDocumentMinor: 50_000n + 52_500n,
      clearedMinor: 55_000n + 58_800n,
      varianceMinor: 2_800n,
      fxMinor: 1_000n,
    })
  })
  test('18 what follows the goods is variance of the goods', () => {
    expect(
      settle({ billedMinor: 100_000n, followingMinor: 500n }, { amountMinor: 100_000n }, same),
    ).toMatchObject({ billedMinor: 100_000n, varianceMinor: 500n })
  })
})

describe('what follows the goods', () => {
  const goods = [
    { billedUnits: 1n, billedMinor: 100n },
    { billedUnits: 1n, billedMinor: 100n },
    { billedUnits: 1n, billedMinor: 100n },
  ]
  const freight = { amountMinor: 10_000n, followsGoods: true, accountId: null }

  test('rules.md 5: 100.00 over three equal lines is 33.34, 33.33 and 33.33', () => {
    expect(followGoods(goods, [freight], []).followingMinor).toEqual([3_334n, 3_333n, 3_333n])
  })
  test('goes by value, by units when nothing has a value', () => {
    const unequal = [
      { billedUnits: 9n, billedMinor: 0n },
      { billedUnits: 1n, billedMinor: 5n },
    ]
    expect(followGoods(unequal, [freight], []).followingMinor).toEqual([0n, 10_000n])
    const free = unequal.map((line) => ({ ...line, billedMinor: 0n }))
    expect(followGoods(free, [freight], []).followingMinor).toEqual([9_000n, 1_000n])
  })
  test('an expense goes to its account', () => {
    const handling = { amountMinor: 200n, followsGoods: false, accountId: 'an account' }
    expect(followGoods(goods, [handling], [])).toEqual({
      followingMinor: [0n, 0n, 0n],
      beside: [{ line: { accountId: 'an account' }, documentMinor: 200n }],
    })
  })
  test('17 the recoverable part of a tax is claimed back, the rest follows', () => {
    const followed = followGoods(goods, [], [{ amountMinor: 1_001n, recoverableBps: 7_500n }])
    expect(followed.beside).toEqual([{ line: { control: 'recoverable_tax' }, documentMinor: 751n }])
    expect(sumOf(followed.followingMinor, (amount) => amount)).toBe(250n)
  })
  test('a freight bill without goods is a cost variance', () => {
    expect(followGoods([], [freight], []).beside).toEqual([
      { line: { control: 'landed_cost_variance' }, documentMinor: 10_000n },
    ])
  })
  test('a tax is expected over the lines that name it, or over all', () => {
    const tax = { taxCodeId: 'standard', rateBps: 2_000n }
    const line = { taxCodeId: null, amountMinor: 100n }
    expect(expectedTaxMinor(tax, [line, line])).toBe(40n)
    expect(expectedTaxMinor(tax, [{ ...line, taxCodeId: 'standard' }, line])).toBe(20n)
    expect(expectedTaxMinor(tax, [{ ...line, taxCodeId: 'another' }])).toBe(0n)
  })
})

const units = fc.bigInt({ min: 1n, max: 5_000n })
const minor = fc.bigInt({ min: 0n, max: 10n ** 9n })
const rate = fc.bigInt({ min: 10n ** 7n, max: 10n ** 12n })

test('part invoices in any order, at any price and rate, clear the accrual to the last cent', () => {
  const part = fc.record({ units, billedMinor: minor, rateE10: rate })
  const parts = fc.array(part, { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(parts, minor, minor, (made, documentMinor, amountMinor) => {
      let left: GrniBalance = {
        units: sumOf(made, (each) => each.units),
        documentMinor,
        amountMinor,
      }
      for (const { units: billedUnits, billedMinor, rateE10 } of made) {
        const line = { ...billed, billedUnits, billedMinor }
        const settled = settleGoods([line], new Map([['order line', left]]), {
          ...same,
          rateE10,
        })[0]
        left = {
          units: left.units - billedUnits,
          documentMinor: left.documentMinor - (settled?.clearedDocumentMinor ?? 0n),
          amountMinor: left.amountMinor - (settled?.clearedMinor ?? 0n),
        }
      }
      return left.units === 0n && left.documentMinor === 0n && left.amountMinor === 0n
    }),
  )
})

test('every part of a line adds up to what is billed for it, at the rate of the invoice', () => {
  const accrual = fc.record({
    units: fc.bigInt({ min: -5_000n, max: 5_000n }),
    documentMinor: minor,
    amountMinor: minor,
  })
  fc.assert(
    fc.property(
      accrual,
      units,
      minor,
      minor,
      rate,
      (grni, billedUnits, billedMinor, followingMinor, rateE10) => {
        const exchange = { ...same, rateE10 }
        const settled = settle({ billedUnits, billedMinor, followingMinor }, grni, exchange)
        if (settled === undefined) return false
        const { clearedMinor, varianceMinor, fxMinor } = settled
        return (
          clearedMinor + varianceMinor + fxMinor ===
          convertMinor(billedMinor + followingMinor, exchange)
        )
      },
    ),
  )
})

test('every entry balances, and owes what the foot of the invoice says', () => {
  const line = fc.record({ billedUnits: units, billedMinor: minor })
  const lines = fc.array(line, { minLength: 1, maxLength: 8 })
  const charge = fc.record({
    amountMinor: fc.bigInt({ min: -1000n, max: 10n ** 6n }),
    followsGoods: fc.boolean(),
    accountId: fc.constant('an account'),
  })
  const tax = fc.record({
    amountMinor: minor,
    recoverableBps: fc.bigInt({ min: 0n, max: 10_000n }),
  })
  fc.assert(
    fc.property(
      lines,
      fc.array(charge, { maxLength: 3 }),
      fc.array(tax, { maxLength: 3 }),
      minor,
      rate,
      (goods, charges, taxes, totalMinor, rateE10) => {
        const exchange = { ...same, rateE10 }
        const followed = followGoods(goods, charges, taxes)
        const settled = settleGoods(
          goods.map((each, index) => ({
            ...billed,
            ...each,
            orderLineId: `order line ${index}`,
            followingMinor: followed.followingMinor[index] ?? 0n,
          })),
          new Map(
            goods.map((each, index) => [
              `order line ${index}`,
              { ...accrued, units: each.billedUnits },
            ]),
          ),
          exchange,
        )
        const entry = invoiceEntry({
          supplierId: 'a supplier',
          totalMinor,
          goods: settled,
          expenseMinor: sumOf(settled, (each) => each.varianceMinor),
          stockLines: [],
          beside: followed.beside,
          exchange,
        })
        const payable = entry.find(
          (each) => 'control' in each && each.control === 'accounts_payable',
        )
        return (
          sumOf(entry, (each) => each.amountMinor) === 0n &&
          payable?.amountMinor === -convertMinor(totalMinor, exchange)
        )
      },
    ),
  )
})

test('in one currency an invoice whose foot is the sum of its lines leaves no rounding', () => {
  fc.assert(
    fc.property(fc.array(minor, { minLength: 1, maxLength: 8 }), (amounts) => {
      const settled = settleGoods(
        amounts.map((billedMinor) => ({ ...billed, billedMinor })),
        new Map([['order line', accrued]]),
        same,
      )
      const entry = invoiceEntry({
        supplierId: 'a supplier',
        totalMinor: sumOf(amounts, (amount) => amount),
        goods: settled,
        expenseMinor: sumOf(settled, (each) => each.varianceMinor),
        stockLines: [],
        beside: [],
        exchange: same,
      })
      return entry.every(
        (each) => !('control' in each) || each.control !== 'rounding' || each.amountMinor === 0n,
      )
    }),
  )
})
