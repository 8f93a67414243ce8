/**
 * Goal: we pay for what came, at the price we agreed, give or take a tolerance; whatever does not fit
 * is held, with every reason at once.
 *
 * Method: the vectors of rules.md 2, then both sides of each limit on single papers that state only
 * what sets them apart from an invoice that fits.
 */
import { describe, expect, test } from 'vitest'

import { rateOneE10 } from '#kernel/fx'
import type { Price } from '#kernel/value'
import type { ReasonCode } from './check.ts'
import type { BilledGoods, OrderedLine, Papers } from './papers.ts'
import { checkInvoice, failuresOf } from './three-way-match.ts'
import { judge, type MatchTolerance, usualTolerance } from './tolerance.ts'

const cents = (amount: bigint): Price => ({ amountE4: amount * 10_000n, perUnits: 1n })

/** A thousand pieces ordered at 10.00, all of them kept, none billed yet. */
const ordered: OrderedLine = {
  orderLineId: 'order line',
  orderNumber: 'PO-1',
  lifecycle: 'released',
  orderedUnits: 1_000n,
  ceilingUnits: 1_000n,
  price: cents(1_000n),
  receivedUnits: 1_000n,
  invoicedUnits: 0n,
  invoicedMinor: 0n,
}
const billed: BilledGoods = {
  invoiceLineId: 'line 1',
  orderLineId: 'order line',
  billedUnits: 1_000n,
  billedMinor: 1_000_000n,
}
const none: MatchTolerance = {
  priceOverBps: 0n,
  priceOverMinor: 0n,
  unitsOverMax: 0n,
  chargeOverBps: 0n,
  chargeOverMinor: 0n,
  totalOverBps: 0n,
  totalOverMinor: 0n,
}
const wide = 10n ** 12n

function papers(difference: Partial<Papers> = {}, line: Partial<OrderedLine> = {}): Papers {
  const goods = difference.goods ?? [billed]
  const others = [...(difference.charges ?? []), ...(difference.taxes ?? [])]
  const linesMinor = [...goods, ...others].reduce((sum, each) => sum + each.billedMinor, 0n)
  return {
    goods,
    charges: [],
    taxes: [],
    orderLines: new Map([['order line', { ...ordered, ...line }]]),
    totalMinor: linesMinor,
    twins: [],
    tolerance: none,
    exchange: { rateE10: rateOneE10, fromDigits: 2, toDigits: 2 },
    ...difference,
  }
}

function reasons(given: Papers): readonly ReasonCode[] {
  return failuresOf(checkInvoice(given)).map((check) => check.code)
}

describe('vectors of rules.md 2', () => {
  /** Price 10 %, totals 15 % or 500.00 (the lesser holds), as in the vector. */
  const tolerance = {
    ...none,
    priceOverBps: 1_000n,
    priceOverMinor: wide,
    totalOverBps: 1_500n,
    totalOverMinor: 50_000n,
  }
  const at1080 = (units: bigint): BilledGoods => ({
    ...billed,
    billedUnits: units,
    billedMinor: units * 1_080n,
  })

  test('PO of 1,000 at 10: 800 at 10.80 passes', () => {
    expect(reasons(papers({ tolerance, goods: [at1080(800n)] }))).toEqual([])
  })
  test('then 100 at 10.80 passes: 9,720 in all', () => {
    const before = { invoicedUnits: 800n, invoicedMinor: 864_000n }
    expect(reasons(papers({ tolerance, goods: [at1080(100n)] }, before))).toEqual([])
  })
  test('then 200 at 10.80 passes by price and fails by total: 11,880 in all, over by 1,880', () => {
    const before = { invoicedUnits: 900n, invoicedMinor: 972_000n }
    const checks = checkInvoice(papers({ tolerance, goods: [at1080(200n)] }, before))
    expect(checks.find((check) => check.check === 'price')?.outcome).toBe('in_tolerance')
    expect(checks.find((check) => check.check === 'line_total')).toMatchObject({
      outcome: 'fails',
      facts: { billedInAllMinor: 1_188_000n, orderedMinor: 1_000_000n, excessMinor: 188_000n },
    })
  })

  const prices: readonly [string, bigint, readonly ReasonCode[]][] = [
    ['1.10 for 1.00 fails at 5 %', 110n, ['price_above_order']],
    ['1.05 for 1.00 passes at 5 %', 105n, []],
  ]
  test.each(prices)('%s', (_, billedMinor, expected) => {
    const given = papers(
      {
        tolerance: {
          ...none,
          priceOverBps: 500n,
          priceOverMinor: wide,
          totalOverBps: 10_000n,
          totalOverMinor: wide,
        },
        goods: [{ ...billed, billedUnits: 1n, billedMinor }],
      },
      { price: cents(100n) },
    )
    expect(reasons(given)).toEqual(expected)
  })

  test('97 billed of 100, 970 of 1,000: 10 % holds for the amount, 2 units do not for the count', () => {
    const limit = { overBps: 1_000n, overMinor: wide }
    const exchange = { rateE10: rateOneE10, fromDigits: 2, toDigits: 2 }
    expect(judge(3_000n, 100_000n, limit, exchange)).toBe('in_tolerance')
    const three = papers(
      {
        tolerance: { ...none, unitsOverMax: 2n },
        goods: [{ ...billed, billedUnits: 100n, billedMinor: 100_000n }],
      },
      { receivedUnits: 97n },
    )
    expect(reasons(three)).toEqual(['billed_beyond_receipt'])
    expect(reasons({ ...three, tolerance: { ...none, unitsOverMax: 3n } })).toEqual([])
  })

  test('a charge nobody expected fails, whatever the share', () => {
    const charge = { invoiceLineId: 'c', chargeCode: 'FREIGHT', billedMinor: 1n, expectedMinor: 0n }
    const tolerance = { ...none, chargeOverBps: 10_000n, chargeOverMinor: wide }
    expect(reasons(papers({ tolerance, charges: [charge] }))).toEqual(['charge_not_expected'])
    const within = { ...charge, billedMinor: 110n, expectedMinor: 100n }
    expect(
      reasons(papers({ tolerance: { ...tolerance, chargeOverBps: 1_000n }, charges: [within] })),
    ).toEqual([])
    const beyond = { ...within, billedMinor: 111n }
    expect(
      reasons(papers({ tolerance: { ...tolerance, chargeOverBps: 1_000n }, charges: [beyond] })),
    ).toEqual(['charge_not_expected'])
  })
})

describe('the usual tolerance: price 2 % and 50.00, charges 10 % and 25.00, total 1 % and 10.00', () => {
  const payable: readonly [string, Partial<BilledGoods>, Partial<OrderedLine>][] = [
    ['as ordered', {}, {}],
    ['for part of what came', { billedUnits: 400n, billedMinor: 400_000n }, {}],
    [
      'for the rest of what came',
      { billedUnits: 600n, billedMinor: 600_000n },
      { invoicedUnits: 400n, invoicedMinor: 400_000n },
    ],
    ['below the agreed price', { billedMinor: 1n }, {}],
    ['up to the total above it', { billedMinor: 1_001_000n }, {}],
    ['of a closed order', {}, { lifecycle: 'closed' }],
    [
      'for an over-receipt within the ceiling',
      { billedUnits: 1_010n, billedMinor: 1_010_000n },
      { receivedUnits: 1_010n, ceilingUnits: 1_010n },
    ],
  ]
  test.each(payable)('a line %s is payable', (_, line, order) => {
    const given = papers({ tolerance: usualTolerance, goods: [{ ...billed, ...line }] }, order)
    expect(reasons(given)).toEqual([])
  })

  const held: readonly [
    string,
    Partial<BilledGoods>,
    Partial<OrderedLine>,
    readonly ReasonCode[],
  ][] = [
    ['for one more than came', {}, { receivedUnits: 999n }, ['billed_beyond_receipt']],
    ['for what has not come', {}, { receivedUnits: 0n }, ['awaiting_receipt']],
    [
      'for one already billed',
      {},
      { invoicedUnits: 1n },
      ['billed_beyond_receipt', 'billed_beyond_order'],
    ],
    [
      'for one more than may come',
      { billedUnits: 1_001n, billedMinor: 1_001_000n },
      { receivedUnits: 1_001n },
      ['billed_beyond_order'],
    ],
    ['a cent over the total', { billedMinor: 1_001_001n }, {}, ['line_total_above_order']],
    [
      'within the share but over the amount',
      { billedMinor: 1_005_001n },
      {},
      ['price_above_order', 'line_total_above_order'],
    ],
    [
      'within the amount but over the share',
      { billedUnits: 1n, billedMinor: 1_021n },
      {},
      ['price_above_order'],
    ],
    ['of an order on hold', {}, { lifecycle: 'on_hold' }, ['order_not_open']],
    ['of a cancelled order', {}, { lifecycle: 'cancelled' }, ['order_not_open']],
    [
      'for free goods at a price',
      { billedUnits: 1n, billedMinor: 1n },
      { price: cents(0n) },
      ['price_above_order', 'line_total_above_order'],
    ],
  ]
  test.each(held)('a line %s is held', (_, line, order, expected) => {
    const given = papers({ tolerance: usualTolerance, goods: [{ ...billed, ...line }] }, order)
    expect(reasons(given)).toEqual(expected)
  })
})

test('amounts are judged in the company currency, shares in the document currency', () => {
  const tolerance = { ...usualTolerance, totalOverBps: 10_000n, totalOverMinor: wide }
  const goods = [{ ...billed, billedMinor: 1_004_600n }]
  const at = (rateE10: bigint) =>
    reasons(papers({ tolerance, goods, exchange: { rateE10, fromDigits: 2, toDigits: 2 } }))
  expect(at(10_800_000_000n)).toEqual([])
  expect(at(10_900_000_000n)).toEqual(['price_above_order'])
})

test('lines that name the same order line add up', () => {
  const half = { ...billed, billedUnits: 501n, billedMinor: 501_000n }
  const checks = failuresOf(
    checkInvoice(papers({ goods: [half, { ...half, invoiceLineId: 'line 2' }] })),
  )
  expect(checks.map((check) => [check.code, check.invoiceLineId])).toEqual([
    ['billed_beyond_receipt', 'line 2'],
    ['billed_beyond_order', 'line 2'],
    ['line_total_above_order', 'line 2'],
  ])
})

describe('taxes and totals', () => {
  const tax = {
    invoiceLineId: 't',
    taxCode: 'STANDARD',
    billedMinor: 200_000n,
    expectedMinor: 200_000n,
  }

  test('a cent of rounding per line is no reason, two are', () => {
    const by = (difference: bigint) =>
      reasons(papers({ taxes: [{ ...tax, billedMinor: tax.billedMinor + difference }] }))
    expect(by(1n)).toEqual([])
    expect(by(-1n)).toEqual([])
    expect(by(2n)).toEqual(['tax_differs'])
    expect(by(-2n)).toEqual(['tax_differs'])
  })
  test('the foot of the invoice may differ within the tolerance, either way', () => {
    const foot = (totalMinor: bigint) => reasons(papers({ tolerance: usualTolerance, totalMinor }))
    expect(foot(1_001_000n)).toEqual([])
    expect(foot(999_000n)).toEqual([])
    expect(foot(1_001_001n)).toEqual(['total_differs'])
    expect(foot(998_999n)).toEqual(['total_differs'])
  })
})

test('a twin is a reason, however well the rest fits', () => {
  expect(reasons(papers({ twins: ['SI-00007'] }))).toEqual(['duplicate_number'])
})

test('every reason is told at once, each with its owner', () => {
  const checks = failuresOf(
    checkInvoice(
      papers(
        {
          goods: [{ ...billed, billedMinor: 1_100_000n }],
          taxes: [{ invoiceLineId: 't', taxCode: 'STANDARD', billedMinor: 5n, expectedMinor: 0n }],
          totalMinor: 7n,
          twins: ['SI-00007'],
        },
        { receivedUnits: 0n, lifecycle: 'on_hold' },
      ),
    ),
  )
  expect(checks.map((check) => [check.code, check.owner])).toEqual([
    ['price_above_order', 'buyer'],
    ['awaiting_receipt', 'receiver'],
    ['line_total_above_order', 'buyer'],
    ['order_not_open', 'buyer'],
    ['tax_differs', 'ap_clerk'],
    ['total_differs', 'ap_clerk'],
    ['duplicate_number', 'ap_clerk'],
  ])
})
