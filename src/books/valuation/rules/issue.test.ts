/**
 * Goal: what leaves the layers costs what came in, to the last cent, the oldest first.
 *
 * Method: the vectors of rules.md 6, both sides of each limit, then walks that fast-check makes up.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { invariant } from '#kernel/invariant'
import { sumOf } from '#kernel/list'

import { decideAdjust } from './adjust.ts'
import { decideIssue, type TakeLine } from './issue.ts'
import { type Layer, type LayerId, shareOfValue } from './layers.ts'
import { decideReceive, type ReceiveLine } from './receive.ts'
import { decideRelease } from './release.ts'

/** Ten units worth 100.00 on the shelf. */
const layer: Layer = {
  id: 'layer 1' as LayerId,
  itemId: 'item',
  placeId: 'main',
  kind: 'fifo',
  status: 'available',
  lotId: null,
  orderLineId: null,
  receivedOn: '2026-01-05',
  unitsLeft: 10n,
  valueLeftMinor: 10_000n,
}
const later: Layer = { ...layer, id: 'layer 2' as LayerId, valueLeftMinor: 20_000n }
const line: TakeLine = { itemId: 'item', placeId: 'main', units: 10n }

function costs(layers: readonly Layer[], lines: readonly TakeLine[]): readonly bigint[] {
  const plan = decideIssue('company', layers, lines)
  invariant(plan.kind === 'plan', 'there is enough')
  return plan.lineCosts
}

describe('an issue', () => {
  test('takes the oldest by the day received, then by id', () => {
    expect(costs([later, layer], [line])).toEqual([10_000n])
    expect(costs([{ ...later, receivedOn: '2026-01-04' }, layer], [line])).toEqual([20_000n])
  })
  test('goes on to the next layer', () => {
    expect(costs([layer, later], [{ ...line, units: 15n }])).toEqual([20_000n])
  })
  test('lets a later line see what an earlier one left', () => {
    expect(costs([layer, later], [line, line])).toEqual([10_000n, 20_000n])
  })
  test('takes the layers of its lot first', () => {
    const lot = { ...later, lotId: 'lot' }
    expect(costs([layer, lot], [{ ...line, lotId: 'lot' }])).toEqual([20_000n])
    expect(costs([layer, lot], [{ ...line, units: 11n, lotId: 'lot' }])).toEqual([21_000n])
  })
  test('leaves held units alone, and other places and items', () => {
    const others: readonly Layer[] = [
      { ...layer, kind: 'held', status: 'quarantine' },
      { ...layer, placeId: 'elsewhere' },
      { ...layer, itemId: 'another' },
    ]
    const short = decideIssue('company', others, [line])
    expect(short).toMatchObject({ kind: 'short', shortages: [{ availableUnits: 0n }] })
  })
  test('says every line that is short, at once', () => {
    const lines = [
      { ...line, units: 11n },
      { ...line, itemId: 'another' },
    ]
    expect(decideIssue('company', [layer], lines)).toEqual({
      kind: 'short',
      shortages: [
        { lineIndex: 0, itemId: 'item', placeId: 'main', askedUnits: 11n, availableUnits: 10n },
        { lineIndex: 1, itemId: 'another', placeId: 'main', askedUnits: 10n, availableUnits: 0n },
      ],
    })
  })
})

describe('a return', () => {
  test('takes what its order line brought before what is older', () => {
    const ofLine = { ...later, orderLineId: 'order line' }
    expect(costs([layer, ofLine], [{ ...line, orderLineId: 'order line' }])).toEqual([20_000n])
  })
  test('takes held units only from their status', () => {
    const held: Layer = { ...layer, kind: 'held', status: 'rejected' }
    expect(costs([held], [{ ...line, heldStatus: 'rejected' }])).toEqual([10_000n])
    expect(decideIssue('company', [held], [{ ...line, heldStatus: 'damaged' }]).kind).toBe('short')
  })
})

test('a release carries value, age and order line over', () => {
  const held: Layer = { ...layer, kind: 'held', status: 'quarantine', orderLineId: 'order line' }
  const plan = decideRelease(
    'company',
    [held],
    [
      {
        ...line,
        units: 3n,
        heldStatus: 'quarantine',
        toStatus: 'available',
        toIsUsable: true,
        method: 'fifo',
      },
    ],
  )
  expect(plan).toMatchObject({
    lineCosts: [3_000n],
    ledgerLines: [],
    newLayers: [
      { kind: 'fifo', orderLineId: 'order line', receivedOn: '2026-01-05', valueMinor: 3_000n },
    ],
    changes: [{ layerId: 'layer 1', units: -3n, valueMinor: -3_000n }],
  })
})

describe('moving average (rules.md 6)', () => {
  const pool: Layer = { ...layer, kind: 'pool', unitsLeft: 2n, valueLeftMinor: 6_000n }

  test('20 and 40 make issues at 30', () => {
    expect(costs([pool], [{ ...line, units: 1n }])).toEqual([3_000n])
  })
  test('1 at 30 and 1 at 100 make issues at 65', () => {
    const february = { ...pool, valueLeftMinor: 3_000n + 10_000n }
    expect(costs([february], [{ ...line, units: 1n }])).toEqual([6_500n])
    expect(
      costs(
        [february],
        [
          { ...line, units: 1n },
          { ...line, units: 1n },
        ],
      ),
    ).toEqual([6_500n, 6_500n])
  })
  test("avg' = (Q·avg + q·c) / (Q + q), within the rounding of one cent", () => {
    const amount = fc.bigInt({ min: 1n, max: 10n ** 6n })
    fc.assert(
      fc.property(amount, amount, amount, amount, (units, value, addedUnits, addedValue) => {
        const both = { ...pool, unitsLeft: units + addedUnits, valueLeftMinor: value + addedValue }
        const [cost = 0n] = costs([both], [{ ...line, units }])
        const errorTimesUnits = cost * (units + addedUnits) - (value + addedValue) * units
        const error = errorTimesUnits < 0n ? -errorTimesUnits : errorTimesUnits
        return 2n * error <= units + addedUnits
      }),
    )
  })
  test('lines that join one pool are one receipt of it; held units stay out', () => {
    const arriving: ReceiveLine = {
      itemId: 'item',
      placeId: 'main',
      status: 'available',
      isUsable: true,
      method: 'moving_average',
      receivedOn: '2026-01-05',
      units: 1n,
      valueMinor: 2_000n,
    }
    const held = { ...arriving, status: 'quarantine', isUsable: false }
    const plan = decideReceive('company', [arriving, { ...arriving, valueMinor: 4_000n }, held])
    expect(plan.poolReceipts).toMatchObject([{ units: 2n, valueMinor: 6_000n }])
    expect(plan.newLayers).toMatchObject([{ kind: 'held', valueMinor: 2_000n }])
    expect(plan.ledgerLines).toEqual([{ control: 'inventory', amountMinor: 8_000n }])
  })
})

describe('a count', () => {
  const count = {
    itemId: 'item',
    placeId: 'main',
    status: 'available',
    isUsable: true,
    method: 'fifo',
    receivedOn: '2026-01-05',
  } as const

  test('loses at layer cost and finds at the mean of those on hand', () => {
    const known = { layers: [layer, later], lastCosts: [] }
    const plan = decideAdjust('company', known, [
      { ...count, units: -5n },
      { ...count, units: 2n },
    ])
    expect(plan).toMatchObject({ kind: 'plan', lineCosts: [-5_000n, 3_000n] })
  })
  test('says which line is short, by its place in the input', () => {
    const known = { layers: [layer], lastCosts: [] }
    const short = decideAdjust('company', known, [
      { ...count, units: 1n },
      { ...count, units: -11n },
    ])
    expect(short).toMatchObject({ kind: 'short', shortages: [{ lineIndex: 1, askedUnits: 11n }] })
  })
  test('adds to a pool that is there as a change, so that no row is written twice', () => {
    const known = { layers: [{ ...layer, kind: 'pool' as const }], lastCosts: [] }
    const pooled = { ...count, method: 'moving_average' as const }
    const plan = decideAdjust('company', known, [
      { ...pooled, units: -1n },
      { ...pooled, units: 3n },
    ])
    expect(plan).toMatchObject({
      poolReceipts: [],
      changes: [{ units: 2n, valueMinor: 2_000n }],
    })
  })
})

test('part issues of any sizes take out exactly the value that was there, and never more', () => {
  const parts = fc.array(fc.bigInt({ min: 1n, max: 500n }), { minLength: 1, maxLength: 20 })
  const value = fc.bigInt({ min: 0n, max: 10n ** 9n })
  fc.assert(
    fc.property(parts, fc.array(value, { minLength: 1, maxLength: 5 }), (units, values) => {
      const total = sumOf(units, (each) => each)
      const layers = values.map((valueLeftMinor, index) => ({
        ...layer,
        id: `layer ${index}` as LayerId,
        unitsLeft: index === 0 ? total : BigInt(index),
        valueLeftMinor,
      }))
      const extra = sumOf(layers.slice(1), (each) => each.unitsLeft)
      const lines = [...units, ...(extra > 0n ? [extra] : [])].map((each) => ({
        ...line,
        units: each,
      }))
      const plan = decideIssue('company', layers, lines)
      invariant(plan.kind === 'plan', 'there is enough')
      const isEmptied = plan.changes.every(
        (change) =>
          layers.find((each) => each.id === change.layerId)?.valueLeftMinor === -change.valueMinor,
      )
      return isEmptied && sumOf(plan.lineCosts, (cost) => cost) === sumOf(values, (each) => each)
    }),
  )
})

test('a share of the value is never below nothing nor above the whole', () => {
  const units = fc.bigInt({ min: 1n, max: 10n ** 6n })
  fc.assert(
    fc.property(units, units, fc.bigInt({ min: 0n, max: 10n ** 12n }), (a, b, value) => {
      const share = shareOfValue(a, a + b, value)
      return share >= 0n && share <= value
    }),
  )
})
