import { badList, nobodyId, paged, type Row, unknown } from './row.ts'

export const books: readonly Row[] = [
  {
    path: '/trial-balance',
    none: { at: '/trial-balance', shows: 'No company yet' },
    thousand: [
      {
        at: ({ ids }) => `/trial-balance?companyId=${ids.company}`,
        shows: 'Balances',
        isLong: true,
      },
    ],
    errors: [{ at: `/trial-balance?companyId=${nobodyId}`, shows: /can’t|Not found/ }],
  },
  {
    path: '/trial-balance/$accountId',
    none: unknown('/trial-balance/$accountId'),
    thousand: [
      { at: ({ ids }) => `/trial-balance/${ids.account}`, shows: /^1–50 of (999|1,00\d)$/ },
    ],
    errors: [unknown('/trial-balance/$accountId')],
  },
  {
    path: '/journal',
    none: { at: '/journal', shows: 'Nothing was posted yet' },
    thousand: [{ at: '/journal', shows: paged }],
    errors: [badList('/journal')],
  },
  {
    path: '/journal/$entryId',
    none: unknown('/journal/$entryId'),
    thousand: [{ at: ({ ids }) => `/journal/${ids.entry}`, shows: 'Account 1', isLong: true }],
    errors: [unknown('/journal/$entryId')],
  },
  {
    path: '/periods',
    none: { at: '/periods', shows: 'No period yet' },
    thousand: [{ at: '/periods', shows: paged }],
    errors: [badList('/periods')],
    acts: [
      'POST /fiscal-periods/:id/closure',
      'POST /fiscal-periods/:id/reopening',
      'POST /companies/:id/fiscal-years',
    ],
  },
]
