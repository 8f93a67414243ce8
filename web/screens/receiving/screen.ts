import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/receiving',
    title: 'Arrivals',
    stage: 'Receive',
    rail: { order: 210 },
    permission: 'receipts.read',
    words: 'receive goods dock deliveries expected',
    load: async () => (await import('./arrivals.tsx')).Arrivals,
  },
  {
    path: '/receiving/$orderId',
    title: 'Receive goods',
    stage: 'Receive',
    permission: 'receipts.post',
    load: async () => (await import('./count.tsx')).Count,
  },
  {
    path: '/receipts',
    title: 'Receipts',
    stage: 'Receive',
    rail: { order: 220 },
    permission: 'receipts.read',
    words: 'goods received gr',
    load: async () => (await import('./receipts.tsx')).Receipts,
  },
  {
    path: '/receipts/$receiptId',
    title: 'Receipt',
    stage: 'Receive',
    permission: 'receipts.read',
    load: async () => (await import('./receipt.tsx')).Receipt,
  },
]
