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
    path: '/forecast-accuracy',
    title: 'Forecast accuracy',
    stage: 'Plan',
    rail: { order: 22, label: 'Accuracy' },
    permission: 'plans.read',
    words: 'wape bias mase tracking signal forecast value added lag error by supplier segment',
    load: async () => (await import('./accuracy.tsx')).ForecastAccuracy,
  },
  {
    path: '/forecast-sources',
    title: 'Forecast sources',
    stage: 'Plan',
    rail: { order: 24 },
    permission: 'plans.read',
    words: 'outside forecast customer edition version choice planned with',
    load: async () => (await import('./sources.tsx')).ForecastSources,
  },
  {
    path: '/forecast-totals',
    title: 'Forecast totals',
    stage: 'Plan',
    rail: { order: 21, label: 'Totals' },
    permission: 'plans.read',
    words: 'sum category channel place supplier reconcile override',
    load: async () => (await import('./totals.tsx')).ForecastTotals,
  },
  {
    path: '/forecasts/$itemId/$placeId',
    title: 'Forecast',
    stage: 'Plan',
    permission: 'plans.read',
    load: async () => (await import('./forecast.tsx')).Forecast,
  },
]
