import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/periods',
    title: 'Fiscal periods',
    stage: 'Books',
    rail: { order: 550 },
    permission: 'ledger.read',
    words: 'close month reopen calendar',
    load: async () => (await import('./index.tsx')).Periods,
  },
]
