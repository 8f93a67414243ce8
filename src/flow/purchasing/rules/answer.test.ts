/**
 * Goal: what a supplier says stands at once when it is within the company's limits, and waits for a
 * person when it is not, with every limit it went past.
 *
 * Method: one line and one reply on both sides of each limit.
 */
import { describe, expect, test } from 'vitest'

import {
  type AnswerLimits,
  type AskedLine,
  exceptionsOf,
  type LineReply,
  promisedBy,
} from './answer.ts'

/** A hundred pieces at 2.50, asked for the first of February. */
const asked: AskedLine = {
  orderedUnits: 100n,
  price: { amountE4: 2_500_000n, perUnits: 1n },
  requestedOn: '2026-02-01',
  promisedOn: null,
}

const limits: AnswerLimits = { lateDaysMax: 2, shortBpsMax: 500, priceOverBpsMax: 200 }
const none: AnswerLimits = { lateDaysMax: 0, shortBpsMax: 0, priceOverBpsMax: 0 }

const change = (given: Partial<LineReply>): LineReply => ({ kind: 'change', ...given })
const cents = (amount: number) => ({ amountE4: BigInt(amount) * 10_000n, perUnits: 1n })

describe('a reply stands at once', () => {
  const cases: readonly [string, LineReply, AnswerLimits][] = [
    ['that accepts', { kind: 'accept' }, none],
    ['with an earlier day', change({ promisedOn: '2026-01-20' }), none],
    ['with a lower price', change({ price: cents(240) }), none],
    [
      'with the same price per dozen',
      change({ price: { amountE4: 30_000_000n, perUnits: 12n } }),
      none,
    ],
    ['as late as allowed', change({ promisedOn: '2026-02-03' }), limits],
    ['as short as allowed', change({ units: 95n }), limits],
    ['as dear as allowed', change({ price: cents(255) }), limits],
  ]
  test.each(cases)('%s', (_, reply, within) => {
    expect(exceptionsOf(asked, reply, within)).toEqual([])
  })

  test('with a day no later than one accepted before', () => {
    const agreed = { ...asked, promisedOn: '2026-02-20' }
    expect(exceptionsOf(agreed, change({ promisedOn: '2026-02-20' }), none)).toEqual([])
    expect(exceptionsOf(agreed, change({ promisedOn: '2026-02-21' }), none)).toHaveLength(1)
  })
})

describe('a reply waits for a person', () => {
  const cases: readonly [string, LineReply, AnswerLimits, object][] = [
    ['that refuses', { kind: 'refuse' }, limits, { code: 'refused' }],
    [
      'a day too late',
      change({ promisedOn: '2026-02-04' }),
      limits,
      { lateDays: 3, lateDaysMax: 2 },
    ],
    ['a piece too short', change({ units: 94n }), limits, { shortUnits: 6n, shortBpsMax: 500 }],
    ['a piece over', change({ units: 101n }), limits, { overUnits: 1n }],
    ['a cent too dear', change({ price: cents(256) }), limits, { overBps: 240n }],
    ['dearer than free', change({ price: cents(1) }), limits, { code: 'price_over' }],
  ]
  test.each(cases)('%s', (_, reply, within, reason) => {
    const line = reason === cases[5]?.[3] ? { ...asked, price: cents(0) } : asked
    expect(exceptionsOf(line, reply, within)).toMatchObject([reason])
  })

  test('with every limit it went past', () => {
    const reply = change({ units: 1n, promisedOn: '2026-03-01', price: cents(999) })
    expect(exceptionsOf(asked, reply, limits).map((each) => each.code)).toEqual([
      'promised_late',
      'quantity_short',
      'price_over',
    ])
  })
})

test('what a reply leaves out stands as ordered', () => {
  expect(promisedBy(asked, change({ units: 90n }))).toEqual({
    units: 90n,
    price: asked.price,
    promisedOn: '2026-02-01',
    isChange: true,
  })
  expect(promisedBy(asked, { kind: 'accept' }).isChange).toBe(false)
})
