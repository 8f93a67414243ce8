import { expect, test } from 'vitest'

import { monthsOf, weekStarts, weeksOf } from './weeks.ts'
import { aboutText, mondayOf } from './words.ts'

const from = '2026-03-02'

test.each([
  ['within a week', '2026-03-03', '2026-03-05', { first: 0, count: 1 }],
  ['over a weekend', '2026-03-08', '2026-03-09', { first: 0, count: 2 }],
  ['from before to after', '2026-01-01', '2026-12-31', { first: 0, count: 26 }],
  ['over before', '2026-02-01', '2026-03-01', undefined],
  ['not yet', '2026-08-31', '2026-09-01', undefined],
])('%s', (_, startsOn, endsOn, weeks) => {
  expect(weeksOf({ startsOn, endsOn }, from)).toEqual(weeks)
})

test('weeks start on Mondays and stand under the month of their Monday', () => {
  expect(['2026-03-01', '2026-03-02', '2026-03-08'].map(mondayOf)).toEqual([
    '2026-02-23',
    '2026-03-02',
    '2026-03-02',
  ])
  expect(monthsOf(weekStarts(from)).slice(0, 2)).toEqual([
    { label: 'Mar 2026', weekCount: 5 },
    { label: 'Apr 2026', weekCount: 4 },
  ])
})

test.each([
  [8, 8, 0, '8 items'],
  [3, 1, 2, '1 item, 2 categories'],
  [1, 0, 0, 'all items'],
  [0, 0, 0, 'nothing yet'],
])(
  '%d scopes, %d of items, %d of categories: %s',
  (scopeCount, itemCount, categoryCount, words) => {
    expect(aboutText({ scopeCount, itemCount, categoryCount })).toBe(words)
  },
)
