/**
 * Goal: units are neither made nor lost on the way: what leaves one node arrives at another.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { sumOf } from '#kernel/list'

import { balanceChanges, type Move, type Node } from './balance-changes.ts'

const shelf: Node = { kind: 'place', placeId: 'main', status: 'available' }
const cage: Node = { kind: 'place', placeId: 'main', status: 'quarantine' }

/** Five units come in from the supplier. */
const arriving: Move = {
  key: 'a key',
  itemId: 'item 1',
  units: 5n,
  from: { kind: 'supplier' },
  to: shelf,
  movedOn: '2026-01-05',
  causeKind: 'receipt',
  causeId: 'a receipt',
}

test('only places keep balances', () => {
  expect(balanceChanges([arriving])).toEqual([
    { itemId: 'item 1', placeId: 'main', status: 'available', lotId: null, units: 5n },
  ])
  expect(
    balanceChanges([{ ...arriving, from: { kind: 'opening' }, to: { kind: 'loss' } }]),
  ).toEqual([])
})

test('a move between two statuses lowers one and raises the other', () => {
  expect(
    balanceChanges([{ ...arriving, from: cage, to: shelf }]).map(({ status, units }) => [
      status,
      units,
    ]),
  ).toEqual([
    ['available', 5n],
    ['quarantine', -5n],
  ])
})

test('moves of one balance are one change, and those that cancel out are none', () => {
  const back: Move = { ...arriving, from: shelf, to: { kind: 'supplier' } }
  expect(balanceChanges([arriving, arriving]).map((change) => change.units)).toEqual([10n])
  expect(balanceChanges([arriving, back])).toEqual([])
})

test('lots are told apart, and sorted as balances are locked', () => {
  const changes = balanceChanges([
    { ...arriving, itemId: 'item 2' },
    { ...arriving, lotId: 'b' },
    arriving,
    { ...arriving, lotId: 'a' },
  ])
  expect(changes.map((change) => [change.itemId, change.lotId])).toEqual([
    ['item 1', 'a'],
    ['item 1', 'b'],
    ['item 1', null],
    ['item 2', null],
  ])
})

test('a move of nothing is our mistake', () => {
  expect(() => balanceChanges([{ ...arriving, units: 0n }])).toThrow('at least one unit')
})

test('the changes add up to what crossed the threshold', () => {
  const node = fc.constantFrom<Node>(shelf, cage, { kind: 'supplier' }, { kind: 'customer' })
  const move = fc.record({ units: fc.bigInt({ min: 1n, max: 99n }), from: node, to: node })
  fc.assert(
    fc.property(fc.array(move), (made) => {
      const moves = made.map((each) => ({ ...arriving, ...each }))
      const cameIn = sumOf(moves, (each) => (each.to.kind === 'place' ? each.units : 0n))
      const wentOut = sumOf(moves, (each) => (each.from.kind === 'place' ? each.units : 0n))
      return sumOf(balanceChanges(moves), (change) => change.units) === cameIn - wentOut
    }),
  )
})
