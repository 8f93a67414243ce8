import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/grni',
    title: 'Received, not invoiced',
    stage: 'Pay',
    rail: { order: 330 },
    permission: 'ledger.read',
    words: 'grni accrual ageing goods received',
    load: async () => (await import('./index.tsx')).Grni,
  },
]
