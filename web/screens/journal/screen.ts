import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/journal',
    title: 'Journal',
    stage: 'Books',
    rail: { order: 520 },
    permission: 'ledger.read',
    words: 'entries postings ledger',
    load: async () => (await import('./list.tsx')).Journal,
  },
  {
    path: '/journal/$entryId',
    title: 'Journal entry',
    stage: 'Books',
    permission: 'ledger.read',
    load: async () => (await import('./entry.tsx')).Entry,
  },
]
