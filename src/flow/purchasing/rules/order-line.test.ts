/**
 * Goal: what is open, billable and late of a line follows from its quantity ledger alone.
 *
 * Method: one line that nothing happened to, each case stating only what did.
 */
import { describe, expect, test } from 'vitest'
import { needsApproval } from './approval-need.ts'
import { unitsFloor, whyUnchangeable } from './change.ts'
import { expectedPayment, lineFirmness } from './expected.ts'
import { mayBecome } from './order-life.ts'
import { billableUnits, deliveredUnits, openUnits, unbilledMinor } from './order-line.ts'
import { type RollUpLine, rollUp } from './roll-ups.ts'

const price = { amountE4: 2_500_000n, perUnits: 1n }

const fresh: RollUpLine & { readonly lineNo: number } = {
  lineNo: 1,
  orderedUnits: 100n,
  confirmedUnits: 0n,
  shippedUnits: 0n,
  acceptedUnits: 0n,
  quarantinedUnits: 0n,
  rejectedUnits: 0n,
  returnedRejectedUnits: 0n,
  returnedAcceptedUnits: 0n,
  invoicedUnits: 0n,
  cancelledUnits: 0n,
  state: 'open',
  replacesRejects: false,
  price,
  answer: 'none',
  expectedOn: '2026-02-01',
  unitDecimals: 0,
}

type Given = Partial<typeof fresh>
const line = (given: Given = {}) => ({ ...fresh, ...given })

describe('units still to come', () => {
  const cases: readonly [string, Given, bigint][] = [
    ['all of a fresh line', {}, 100n],
    ['what has not come', { acceptedUnits: 40n, quarantinedUnits: 10n }, 50n],
    ['no rejects', { acceptedUnits: 90n, rejectedUnits: 10n }, 0n],
    [
      'rejects that are replaced',
      { acceptedUnits: 90n, rejectedUnits: 10n, replacesRejects: true },
      10n,
    ],
    [
      'returns that are replaced',
      { acceptedUnits: 100n, returnedAcceptedUnits: 5n, replacesRejects: true },
      5n,
    ],
    ['none beyond the order', { acceptedUnits: 105n }, 0n],
    [
      'none of a closed line',
      { state: 'short_closed', acceptedUnits: 1n, cancelledUnits: 99n },
      0n,
    ],
  ]
  test.each(cases)('are %s', (_, given, units) => {
    expect(openUnits(line(given))).toBe(units)
  })
})

test('what will be billed leaves out rejects, returns and what was given up', () => {
  const given = {
    acceptedUnits: 60n,
    rejectedUnits: 10n,
    returnedAcceptedUnits: 5n,
    invoicedUnits: 20n,
  }
  expect(billableUnits(line(given))).toBe(85n)
  expect(unbilledMinor(line(given))).toBe(65n * 250n)
  expect(unbilledMinor(line({ ...given, state: 'short_closed' }))).toBe(35n * 250n)
  expect(unbilledMinor(line({ invoicedUnits: 120n }))).toBe(0n)
  expect(deliveredUnits(line(given))).toBe(70n)
})

describe('what is expected', () => {
  test('is as firm as the order and its answer', () => {
    expect(lineFirmness(line(), 'draft')).toBe('requested')
    expect(lineFirmness(line(), 'released')).toBe('ordered')
    expect(lineFirmness(line({ confirmedUnits: 100n }), 'released')).toBe('confirmed')
    expect(lineFirmness(line({ acceptedUnits: 100n }), 'released')).toBe('done')
    expect(lineFirmness(line(), 'cancelled')).toBe('done')
  })

  test('is one payment by the terms after the last arrival', () => {
    const order = {
      lifecycle: 'released',
      requestedOn: '2026-01-15',
      paymentTermsDays: 30,
      lines: [line(), line({ expectedOn: '2026-03-01', confirmedUnits: 100n })],
    } as const
    expect(expectedPayment(order)).toEqual({
      dueOn: '2026-03-31',
      amountMinor: 50_000n,
      firmness: 'ordered',
    })
    expect(expectedPayment({ ...order, lifecycle: 'cancelled' }).amountMinor).toBe(0n)
  })
})

describe('a change', () => {
  test('may not go below what came or was billed', () => {
    expect(unitsFloor(line({ acceptedUnits: 10n, invoicedUnits: 20n }))).toBe(20n)
    const received = line({ acceptedUnits: 10n })
    expect(whyUnchangeable(received, { orderedUnits: 10n, price })).toEqual([])
    expect(whyUnchangeable(received, { orderedUnits: 9n, price })).toMatchObject([
      { code: 'below_received', unitsMin: 10n },
    ])
    expect(whyUnchangeable(received, undefined)).toMatchObject([{ code: 'line_received' }])
    const dearer = { amountE4: 2_600_000n, perUnits: 1n }
    expect(whyUnchangeable(received, { orderedUnits: 10n, price: dearer })).toHaveLength(1)
    expect(whyUnchangeable(line(), undefined)).toEqual([])
  })
})

test('one threshold says whether a second person is needed', () => {
  expect(needsApproval(1n, 0n)).toBe(true)
  expect(needsApproval(0n, 0n)).toBe(true)
  expect(needsApproval(10n ** 12n, null)).toBe(false)
  expect(needsApproval(500n, 500n)).toBe(false)
  expect(needsApproval(501n, 500n)).toBe(true)
})

test('a cancelled order stays so, a closed one may be opened again', () => {
  expect(mayBecome('cancelled', 'released')).toBe(false)
  expect(mayBecome('closed', 'released')).toBe(true)
  expect(mayBecome('draft', 'on_hold')).toBe(false)
})

describe('roll-ups', () => {
  const released = { lifecycle: 'released', approval: 'approved' } as const
  const cases: readonly [string, readonly Given[], object][] = [
    [
      'nothing happened',
      [{}],
      { status: 'released', receipt: 'none', invoice: 'none', answer: 'none' },
    ],
    ['an answer waits', [{ answer: 'to_review' }], { answer: 'exception' }],
    ['some lines are answered', [{ answer: 'accepted' }, {}], { answer: 'partial' }],
    ['part came', [{ acceptedUnits: 1n }], { status: 'in_fulfilment', receipt: 'partial' }],
    ['more came', [{ acceptedUnits: 101n }], { receipt: 'over' }],
    [
      'all came and is billed',
      [{ acceptedUnits: 100n, invoicedUnits: 100n }],
      { status: 'completed', receipt: 'full', invoice: 'full' },
    ],
    ['all was rejected', [{ rejectedUnits: 100n }], { status: 'completed' }],
    [
      'more is billed than came',
      [{ acceptedUnits: 100n, invoicedUnits: 101n }],
      { invoice: 'over' },
    ],
    [
      'a cancelled line does not count',
      [{ acceptedUnits: 100n }, { state: 'cancelled' }],
      { receipt: 'full' },
    ],
  ]
  test.each(cases)('%s', (_, lines, expected) => {
    expect(rollUp(released, lines.map(line), '2026-01-05')).toMatchObject(expected)
  })

  test('an order is late when something to come was expected before today', () => {
    expect(rollUp(released, [line()], '2026-02-01').isLate).toBe(false)
    expect(rollUp(released, [line()], '2026-02-02').isLate).toBe(true)
    expect(rollUp(released, [line({ acceptedUnits: 100n })], '2026-02-02').isLate).toBe(false)
  })

  test('units of items with other decimals are summed as stocking units', () => {
    const kilos = line({ orderedUnits: 1_500n, unitDecimals: 3 })
    expect(rollUp(released, [line(), kilos], '2026-01-05').orderedE6).toBe(101_500_000n)
  })
})
