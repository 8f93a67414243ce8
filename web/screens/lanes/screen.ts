import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/lanes',
    title: 'Lanes',
    stage: 'Plan',
    rail: { order: 84 },
    permission: 'plans.read',
    words: 'source lane transfer replenish hub store warehouse from to network 3pl',
    load: async () => (await import('./index.tsx')).Lanes,
  },
]
