import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/minimums',
    title: 'Minimums',
    stage: 'Plan',
    rail: { order: 86 },
    permission: 'plans.read',
    words:
      'supplier minimum order value container load truck fill review days weekday calendar nightly automatic release limit',
    load: async () => (await import('./index.tsx')).Minimums,
  },
]
