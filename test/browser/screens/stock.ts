import { badList, paged, type Row, unknown } from './row.ts'

export const stock: readonly Row[] = [
  {
    path: '/stock',
    none: { at: '/stock', shows: 'Nothing is in stock yet' },
    thousand: [{ at: '/stock', shows: paged }],
    errors: [badList('/stock')],
  },
  {
    path: '/stock/$itemId',
    none: unknown('/stock/$itemId'),
    thousand: [
      { at: ({ ids }) => `/stock/${ids.item}`, shows: /^1–\d of \d$/ },
      { at: ({ ids }) => `/stock/${ids.item}?tab=moves`, shows: paged },
      { at: ({ ids }) => `/stock/${ids.item}?tab=layers`, shows: paged },
      { at: ({ ids }) => `/stock/${ids.item}?tab=expected`, shows: paged },
    ],
    errors: [unknown('/stock/$itemId')],
  },
  {
    path: '/stock-moves',
    none: { at: '/stock-moves', shows: 'Nothing has moved yet' },
    thousand: [{ at: '/stock-moves', shows: paged }],
    errors: [badList('/stock-moves')],
  },
  {
    path: '/expected-stock',
    none: { at: '/expected-stock', shows: 'Nothing is to come' },
    thousand: [{ at: '/expected-stock', shows: paged }],
    errors: [badList('/expected-stock')],
  },
  {
    path: '/stock-value',
    none: { at: '/stock-value', shows: 'No stock has a value yet' },
    thousand: [{ at: '/stock-value', shows: paged }],
    errors: [badList('/stock-value')],
  },
  {
    path: '/adjustments',
    none: { at: '/adjustments', shows: 'Nothing was found or lost' },
    thousand: [{ at: '/adjustments', shows: paged }],
    errors: [badList('/adjustments')],
  },
  {
    path: '/adjustments/new',
    none: { at: '/adjustments/new', shows: 'Adjust stock' },
    thousand: { hasNoRows: 'what was found or lost is written line by line' },
    errors: [
      {
        at: '/adjustments/new',
        shows: /Choose|Write/,
        act: (page) => page.keyboard.press('Control+Enter'),
      },
    ],
    acts: ['POST /stock-adjustments'],
  },
  {
    path: '/adjustments/$adjustmentId',
    none: unknown('/adjustments/$adjustmentId'),
    thousand: [
      { at: ({ ids }) => `/adjustments/${ids.adjustment}`, shows: 'Broken', isLong: true },
    ],
    errors: [unknown('/adjustments/$adjustmentId')],
  },
  {
    path: '/issues',
    none: { at: '/issues', shows: 'Nothing was sold yet' },
    thousand: [{ at: '/issues', shows: paged }],
    errors: [badList('/issues')],
  },
  {
    path: '/issues/new',
    none: { at: '/issues/new', shows: 'Issue sold goods' },
    thousand: { hasNoRows: 'what was sold is written line by line' },
    errors: [
      {
        at: '/issues/new',
        shows: 'Choose a place',
        act: (page) => page.keyboard.press('Control+Enter'),
      },
    ],
    acts: ['POST /sale-issues'],
  },
  {
    path: '/issues/$issueId',
    none: unknown('/issues/$issueId'),
    thousand: [{ at: ({ ids }) => `/issues/${ids.issue}`, shows: 'Tumbler', isLong: true }],
    errors: [unknown('/issues/$issueId')],
    acts: ['POST /sale-issues/:id/reversal'],
  },
]
