import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/trial-balance',
    title: 'Trial balance',
    stage: 'Books',
    rail: { order: 510 },
    permission: 'ledger.read',
    words: 'accounts ledger debit credit',
    load: async () => (await import('./trial-balance.tsx')).TrialBalance,
  },
  {
    path: '/trial-balance/$accountId',
    title: 'Account',
    stage: 'Books',
    permission: 'ledger.read',
    load: async () => (await import('./account.tsx')).Account,
  },
]
