import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/buy-list',
    title: 'Buy list',
    stage: 'Plan',
    rail: { order: 10, waits: { path: '/proposals', query: { limit: '1' } } },
    permission: 'plans.read',
    words: 'plan order proposals purchase replenish suggestions why',
    load: async () => (await import('./index.tsx')).BuyList,
  },
]
