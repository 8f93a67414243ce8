/** Goal: exactly one rule holds for an item at a place, the nearest first, and channels claim targets by the same order. */
import { describe, expect, test } from 'vitest'

import { type ItemScope, pickClaim, pickRule, type RuleScope, ruleBook } from './pick-rule.ts'

const rule = (segment: string, scope: Partial<RuleScope> = {}): RuleScope & { name: string } => {
  const whole = { segment, categoryId: null, placeId: null, channelId: null, ...scope }
  const { categoryId, placeId, channelId } = whole
  return { ...whole, name: [segment, categoryId, placeId, channelId].filter(Boolean).join(' ') }
}

const rules = [
  rule('*'),
  rule('AX'),
  rule('AX', { placeId: 'hub' }),
  rule('category', { categoryId: 'glass' }),
  rule('category', { categoryId: 'home', placeId: 'hub' }),
  rule('high'),
  rule('critical', { placeId: 'hub' }),
  rule('AX', { channelId: 'shops' }),
  rule('category', { categoryId: 'glass', channelId: 'shops' }),
  rule('committed'),
  rule('committed', { placeId: 'hub' }),
]
const parents = new Map([
  ['goblets', 'glass'],
  ['glass', 'home'],
  ['linen', 'home'],
  ['home', null],
])
const book = ruleBook(rules, parents)
const item = (change: Partial<ItemScope>): ItemScope => ({
  segment: 'AX',
  criticality: 'normal',
  categoryId: null,
  placeId: 'store',
  ...change,
})

describe('the rule', () => {
  test.each([
    [{}, 'AX', 'segment'],
    [{ placeId: 'hub' }, 'AX hub', 'segment'],
    [{ segment: 'CZ' }, '*', 'every_other'],
    [{ categoryId: 'goblets' }, 'category glass', 'category'],
    [{ categoryId: 'linen' }, 'AX', 'segment'],
    [{ categoryId: 'linen', placeId: 'hub' }, 'category home hub', 'category'],
    // The nearest category comes before the place.
    [{ categoryId: 'goblets', placeId: 'hub' }, 'category glass', 'category'],
    [{ categoryId: 'unknown' }, 'AX', 'segment'],
    [{ criticality: 'high', categoryId: 'goblets' }, 'high', 'high'],
    // What is critical is at least as important as what is high.
    [{ criticality: 'critical' }, 'high', 'high'],
    [{ criticality: 'critical', placeId: 'hub' }, 'critical hub', 'critical'],
  ])('of %o is %s, by %s', (change, name, by) => {
    expect(pickRule(book, item(change))).toMatchObject({ rule: { name }, by })
  })

  test('is the first where no rule is for every other, never what a channel claims', () => {
    const bare = ruleBook([rule('committed'), rule('AX', { channelId: 'shops' }), rule('BX')])
    expect(pickRule(bare, item({ segment: 'CZ' }))).toMatchObject({ rule: { name: 'BX' } })
    expect(pickRule(ruleBook([]), item({}))).toBe(undefined)
  })

  test('is found in a tree of categories that runs in a circle', () => {
    const round = ruleBook(
      [rule('*')],
      new Map([
        ['a', 'b'],
        ['b', 'a'],
      ]),
    )
    expect(pickRule(round, item({ categoryId: 'a' }))).toMatchObject({ by: 'every_other' })
  })
})

test.each([
  ['shops', false, {}, 'AX shops'],
  ['shops', false, { categoryId: 'goblets' }, 'category glass shops'],
  ['shops', true, { segment: 'BX' }, 'committed'],
  ['shops', true, { segment: 'BX', placeId: 'hub' }, 'committed hub'],
  ['web', true, {}, 'committed'],
  ['web', false, {}, undefined],
])('%s, committed %s, of %o claims %s', (channelId, isCommitted, change, name) => {
  expect(pickClaim(book, item(change), { channelId, isCommitted })?.name).toBe(name)
})
