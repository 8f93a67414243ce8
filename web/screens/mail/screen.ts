import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/mail',
    title: 'Mail',
    stage: 'Admin',
    rail: { order: 820 },
    permission: 'orders.read',
    words: 'outbox sent messages smtp',
    load: async () => (await import('./index.tsx')).Mail,
  },
]
