import { expect, test } from 'vitest'

import { type Scope, termsFaults } from './promotion-terms.ts'

const everything: Scope = {
  itemId: null,
  categoryId: null,
  placeId: null,
  channelId: null,
  priceRatioBps: null,
}
const week = { startsOn: '2026-11-23', endsOn: '2026-11-29', scopes: [everything] }

test.each([
  ['a week of everything', week, []],
  ['one day', { ...week, endsOn: '2026-11-23' }, []],
  ['no day', { ...week, endsOn: '2026-11-22' }, [{ code: 'ends_before_start' }]],
  ['nothing', { ...week, scopes: [] }, [{ code: 'scope_missing' }]],
  [
    'the same twice, at another price',
    { ...week, scopes: [everything, { ...everything, priceRatioBps: 8000 }] },
    [{ code: 'scope_twice', at: 1, firstAt: 0 }],
  ],
  [
    'an item and a category at once',
    { ...week, scopes: [{ ...everything, itemId: 'i', categoryId: 'c' }] },
    [{ code: 'item_and_category', at: 0 }],
  ],
])('%s', (_, terms, faults) => {
  expect(termsFaults(terms)).toEqual(faults)
})
