import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/expected-stock',
    title: 'Expected stock',
    stage: 'Stock',
    rail: { order: 430, label: 'To come' },
    permission: 'stock.read',
    words: 'expectations incoming supply on order',
    load: async () => (await import('./expected-stock.tsx')).ExpectedStock,
  },
  {
    path: '/expected-payments',
    title: 'Expected payments',
    stage: 'Books',
    rail: { order: 540 },
    permission: 'ledger.read',
    words: 'cash payables due',
    load: async () => (await import('./expected-payments.tsx')).ExpectedPayments,
  },
]
