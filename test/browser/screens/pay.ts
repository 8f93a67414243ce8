import { badList, paged, type Row, unknown } from './row.ts'

export const pay: readonly Row[] = [
  {
    path: '/invoices',
    none: { at: '/invoices', shows: 'No invoice was captured yet' },
    thousand: [{ at: '/invoices', shows: paged }],
    errors: [badList('/invoices')],
  },
  {
    path: '/invoices/new',
    none: { at: '/invoices/new', shows: 'New invoice' },
    thousand: { hasNoRows: 'lines come with the orders that are chosen' },
    errors: [
      {
        at: '/invoices/new',
        shows: /Choose|Write/,
        act: (page) => page.keyboard.press('Control+Enter'),
      },
    ],
    acts: ['POST /supplier-invoices'],
  },
  {
    path: '/invoices/$invoiceId',
    none: unknown('/invoices/$invoiceId'),
    thousand: [{ at: ({ ids }) => `/invoices/${ids.invoice}`, shows: 'Invoice V-1', isLong: true }],
    errors: [unknown('/invoices/$invoiceId')],
    acts: ['POST /supplier-invoices/:id/reversal'],
  },
  {
    path: '/match-queue',
    none: { at: '/match-queue', shows: 'No invoice waits' },
    thousand: [
      { at: ({ ids }) => `/match-queue?invoice=${ids.waiting}`, shows: 'V-2' },
      { at: '/match-queue', shows: /^More wait/ },
    ],
    errors: [{ at: `/match-queue?invoice=${'0'.repeat(8)}`, shows: /can’t|not/i }],
    acts: ['match', 'release', 'rejection'].map((act) => `POST /supplier-invoices/:id/${act}`),
  },
  {
    path: '/grni',
    none: { at: '/grni', shows: 'There is no company yet' },
    thousand: [{ at: '/grni', shows: paged }],
    errors: [badList('/grni')],
  },
  {
    path: '/expected-payments',
    none: { at: '/expected-payments', shows: 'Nothing is to be paid' },
    thousand: [{ at: '/expected-payments', shows: paged }],
    errors: [badList('/expected-payments')],
  },
]
