import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/lead-times',
    title: 'Lead times',
    stage: 'Plan',
    rail: { order: 60 },
    permission: 'plans.read',
    words: 'lanes delivery days late promise bias distribution',
    load: async () => (await import('./list.tsx')).LeadTimes,
  },
  {
    path: '/lead-times/$laneId',
    title: 'Lead time',
    stage: 'Plan',
    permission: 'plans.read',
    load: async () => (await import('./lane.tsx')).Lane,
  },
]
