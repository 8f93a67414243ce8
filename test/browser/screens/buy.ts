import { badList, paged, type Row, unknown } from './row.ts'

const order = ['submission', 'approvals', 'release', 'holds', 'cancellation', 'closure']

export const buy: readonly Row[] = [
  {
    path: '/orders',
    none: { at: '/orders', shows: 'No order was written yet' },
    thousand: [{ at: '/orders', shows: paged }],
    errors: [badList('/orders')],
  },
  {
    path: '/orders/new',
    none: { at: '/orders/new', shows: 'New order' },
    thousand: { hasNoRows: 'a new order; its lines are written one by one' },
    errors: [
      {
        at: '/orders/new',
        shows: /Choose|needs/,
        act: (page) => page.keyboard.press('Control+Enter'),
      },
    ],
    acts: ['POST /purchase-orders'],
  },
  {
    path: '/orders/$orderId',
    none: unknown('/orders/$orderId'),
    thousand: [{ at: ({ ids }) => `/orders/${ids.order}`, shows: 'Vetreria Bormia', isLong: true }],
    menus: { at: ({ ids }) => `/orders/${ids.short}`, shows: 'Tumbler' },
    errors: [unknown('/orders/$orderId')],
    acts: [
      ...order.map((act) => `POST /purchase-orders/:id/${act}`),
      'DELETE /purchase-orders/:id/holds',
      'POST /purchase-orders/:id/short-closures',
      'POST /purchase-orders/:id/comments',
      'POST /supplier-answers',
      'POST /supplier-answers/:id/decisions',
    ],
  },
  {
    path: '/orders/$orderId/change',
    none: unknown('/orders/$orderId/change'),
    thousand: [
      {
        at: ({ ids }) => `/orders/${ids.draft}/change`,
        shows: 'It stays a draft; nothing is sent.',
        isLong: true,
      },
    ],
    menus: { at: ({ ids }) => `/orders/${ids.short}/change`, shows: 'Makes a new version' },
    errors: [unknown('/orders/$orderId/change')],
    acts: ['PATCH /purchase-orders/:id'],
  },
  {
    path: '/answers',
    none: { at: '/answers', shows: 'No supplier answered yet' },
    thousand: [{ at: '/answers', shows: paged }],
    errors: [badList('/answers')],
  },
  {
    path: '/s/$token',
    who: 'nobody',
    isBare: true,
    none: { at: `/s/test.${'x'.repeat(43)}`, shows: 'This link does not work' },
    thousand: [{ at: ({ supplierPage }) => supplierPage, shows: /^Can you deliver/, isLong: true }],
    errors: [{ at: `/s/test.${'x'.repeat(43)}`, shows: 'This link does not work' }],
    // That it was seen is told by opening it.
    acts: ['POST /supplier/:token/answers', 'POST /supplier/:token/seen'],
  },
  {
    path: '/receiving',
    none: { at: '/receiving', shows: 'Nothing is expected' },
    // Of a thousand orders the first five hundred are told, and that there are more.
    thousand: [{ at: '/receiving?days=all', shows: /^There are more/ }],
    errors: [
      {
        at: '/receiving',
        shows: 'Not done',
        // The list itself can't be asked wrongly, so its answer is made one.
        act: async (page) => {
          const json = { status: 422, code: 'refused', detail: 'Not in this order.', errors: [] }
          await page.route('**/arrivals?*', (route) => route.fulfill({ status: 422, json }), {
            times: 1,
          })
          await page.getByRole('radio', { name: '14 days' }).press('ArrowRight')
        },
      },
    ],
  },
  {
    path: '/receiving/$orderId',
    none: unknown('/receiving/$orderId'),
    thousand: [{ at: ({ ids }) => `/receiving/${ids.order}`, shows: 'Tumbler', isLong: true }],
    menus: { at: ({ ids }) => `/receiving/${ids.short}`, shows: 'Tumbler' },
    errors: [unknown('/receiving/$orderId')],
    acts: ['POST /receipts'],
  },
  {
    path: '/receipts',
    none: { at: '/receipts', shows: 'Nothing was received yet' },
    thousand: [{ at: '/receipts', shows: paged }],
    errors: [badList('/receipts')],
  },
  {
    path: '/receipts/$receiptId',
    none: unknown('/receipts/$receiptId'),
    thousand: [{ at: ({ ids }) => `/receipts/${ids.receipt}`, shows: 'Tumbler', isLong: true }],
    errors: [unknown('/receipts/$receiptId')],
    acts: ['POST /receipts/:id/reversal', 'POST /receipts/:id/inspections'],
  },
  {
    path: '/returns',
    none: { at: '/returns', shows: 'Nothing went back yet' },
    thousand: [{ at: '/returns', shows: paged }],
    errors: [badList('/returns')],
  },
  {
    path: '/returns/new',
    none: { at: '/returns/new', shows: 'No order is chosen yet' },
    thousand: { hasNoRows: 'what goes back is said line by line of one order' },
    errors: [
      {
        at: '/returns/new?orderId=nonsense',
        shows: /can’t|not|wrong/,
        act: (page) => page.keyboard.press('Control+Enter'),
      },
    ],
    acts: ['POST /supplier-returns'],
  },
  {
    path: '/returns/$returnId',
    none: unknown('/returns/$returnId'),
    thousand: [{ at: ({ ids }) => `/returns/${ids.return}`, shows: 'Tumbler', isLong: true }],
    errors: [unknown('/returns/$returnId')],
    acts: ['POST /supplier-returns/:id/reversal'],
  },
]
