import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/forecasts',
    title: 'Forecast',
    stage: 'Plan',
    rail: { order: 20 },
    permission: 'plans.read',
    words: 'demand quantile fan override baseline uplift accuracy wape bias',
    load: async () => (await import('./list.tsx')).Forecasts,
  },
  {
    path: '/forecasts/$itemId/$placeId',
    title: 'Forecast',
    stage: 'Plan',
    permission: 'plans.read',
    load: async () => (await import('./forecast.tsx')).Forecast,
  },
]
