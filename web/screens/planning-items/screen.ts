import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/planning-items',
    title: 'Planning items',
    stage: 'Plan',
    rail: { order: 75 },
    permission: 'plans.read',
    words: 'critical criticality shelf life launch end phase out analog not planned assortment',
    load: async () => (await import('./index.tsx')).PlanningItems,
  },
]
