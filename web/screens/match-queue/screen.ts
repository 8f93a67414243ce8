import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/match-queue',
    title: 'Match queue',
    stage: 'Pay',
    rail: { order: 310, waits: { path: '/match-queue' } },
    permission: 'invoices.read',
    words: 'held invoices three-way match papers release',
    load: async () => (await import('./index.tsx')).MatchQueue,
  },
]
