import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/policies',
    title: 'Policies',
    stage: 'Plan',
    rail: { order: 70 },
    permission: 'plans.read',
    words: 'stock policy service level fill rate segment abc xyz safety stock review preview',
    load: async () => (await import('./list.tsx')).Policies,
  },
  {
    path: '/policies/$policyId',
    title: 'Policy',
    stage: 'Plan',
    permission: 'plans.read',
    load: async () => (await import('./policy.tsx')).Policy,
  },
]
