/**
 * Goal: a delivery that fits is posted; one that doesn't hears every reason at once.
 *
 * Method: one fitting line, changed on both sides of each limit.
 */
import { describe, expect, test } from 'vitest'

import { type DeliveredLine, type Delivery, type OrderedLine, refusalsOf } from './delivery.ts'

const orderedLine: OrderedLine = {
  id: 'PO-1/1',
  state: 'open',
  tracksLots: false,
  tracksExpiry: false,
  orderedUnits: 100n,
  cancelledUnits: 0n,
  acceptedUnits: 0n,
  quarantinedUnits: 0n,
  rejectedUnits: 0n,
  returnedAcceptedUnits: 0n,
  replacesRejects: false,
}

const deliveredLine: DeliveredLine = {
  index: 0,
  orderLineId: 'PO-1/1',
  acceptedUnits: 100n,
  quarantinedUnits: 0n,
  rejectedUnits: 0n,
  lot: undefined,
}

type Difference = {
  readonly delivery?: Partial<Delivery>
  readonly ordered?: Partial<OrderedLine>
  readonly delivered?: readonly Partial<DeliveredLine>[]
}

function codesOf({ delivery, ordered, delivered = [{}] }: Difference): readonly string[] {
  return refusalsOf({
    lifecycle: 'released',
    receivedOn: '2026-03-02',
    today: '2026-03-02',
    tolerance: { overBps: 0n, overUnitsMax: null },
    ordered: new Map([['PO-1/1', { ...orderedLine, ...ordered }]]),
    lines: delivered.map((line, index) => ({ ...deliveredLine, index, ...line })),
    ...delivery,
  }).map((refusal) => refusal.code)
}

const lot = { code: 'F26-318', expiresOn: '2026-03-02' }

describe('a delivery', () => {
  const cases: readonly [string, Difference, readonly string[]][] = [
    ['that fits is posted', {}, []],
    [
      'of an order on hold is refused',
      { delivery: { lifecycle: 'on_hold' } },
      ['order_not_released'],
    ],
    ['of tomorrow is refused', { delivery: { receivedOn: '2026-03-03' } }, ['received_in_future']],
    ['on a closed line is refused', { ordered: { state: 'short_closed' } }, ['line_not_open']],
    ['of one too many is refused', { delivered: [{ acceptedUnits: 101n }] }, ['over_receipt']],
    [
      'counts quarantined and rejected units',
      { delivered: [{ acceptedUnits: 99n, quarantinedUnits: 1n, rejectedUnits: 1n }] },
      ['over_receipt'],
    ],
    [
      'counts lots of one line together',
      { delivered: [{ acceptedUnits: 60n }, { acceptedUnits: 41n }] },
      ['over_receipt'],
    ],
    [
      'of two lots that fit is posted',
      { delivered: [{ acceptedUnits: 60n }, { acceptedUnits: 40n }] },
      [],
    ],
    ['needs a lot where lots are kept', { ordered: { tracksLots: true } }, ['lot_missing']],
    ['needs a lot where expiry is kept', { ordered: { tracksExpiry: true } }, ['lot_missing']],
    [
      'needs an expiry where it is kept',
      { ordered: { tracksExpiry: true }, delivered: [{ lot: { code: 'F26-318' } }] },
      ['expiry_missing'],
    ],
    [
      'needs no expiry where only lots are kept',
      { ordered: { tracksLots: true }, delivered: [{ lot: { code: 'F26-318' } }] },
      [],
    ],
    ['has no lot where none are kept', { delivered: [{ lot }] }, ['lot_not_tracked']],
    ['may expire on its day', { ordered: { tracksExpiry: true }, delivered: [{ lot }] }, []],
    [
      'may not have expired',
      {
        ordered: { tracksExpiry: true },
        delivered: [{ lot: { ...lot, expiresOn: '2026-03-01' } }],
      },
      ['lot_expired'],
    ],
    [
      'that expired may be rejected',
      {
        ordered: { tracksExpiry: true },
        delivered: [
          { acceptedUnits: 0n, rejectedUnits: 100n, lot: { ...lot, expiresOn: '2026-03-01' } },
        ],
      },
      [],
    ],
  ]
  test.each(cases)('%s', (_, difference, codes) => {
    expect(codesOf(difference)).toEqual(codes)
  })
})

test('all reasons are told at once', () => {
  const difference: Difference = {
    delivery: { lifecycle: 'closed', receivedOn: '2026-03-03' },
    ordered: { tracksLots: true },
    delivered: [{ acceptedUnits: 101n }],
  }
  expect(codesOf(difference)).toEqual([
    'order_not_released',
    'received_in_future',
    'over_receipt',
    'lot_missing',
  ])
})

test('a refusal says how much may still come', () => {
  const refusals = refusalsOf({
    lifecycle: 'released',
    receivedOn: '2026-03-02',
    today: '2026-03-02',
    tolerance: { overBps: 500n, overUnitsMax: 3n },
    ordered: new Map([['PO-1/1', { ...orderedLine, acceptedUnits: 90n }]]),
    lines: [{ ...deliveredLine, acceptedUnits: 14n }],
  })
  expect(refusals).toMatchObject([
    { code: 'over_receipt', deliveredUnits: 14n, remainingUnits: 13n, ceilingUnits: 103n },
  ])
})
