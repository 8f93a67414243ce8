import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/demand',
    title: 'Demand',
    stage: 'Plan',
    rail: { order: 40 },
    permission: 'demand.read',
    words: 'sales history baseline uplift stock-out spike one-off clean marks',
    load: async () => (await import('./list.tsx')).DemandList,
  },
  {
    path: '/demand/$itemId/$placeId',
    title: 'Demand of an item',
    stage: 'Plan',
    permission: 'demand.read',
    load: async () => (await import('./demand.tsx')).Demand,
  },
]
