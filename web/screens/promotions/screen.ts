import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/promotions',
    title: 'Promotions',
    stage: 'Plan',
    rail: { order: 70 },
    permission: 'demand.read',
    words: 'campaign discount holiday event price change uplift coupon',
    load: async () => (await import('./list.tsx')).Promotions,
  },
  {
    path: '/promotions/new',
    title: 'New promotion',
    stage: 'Plan',
    permission: 'demand.write',
    load: async () => (await import('./new-promotion.tsx')).NewPromotion,
  },
  {
    path: '/promotions/$promotionId',
    title: 'Promotion',
    stage: 'Plan',
    permission: 'demand.read',
    load: async () => (await import('./promotion.tsx')).Promotion,
  },
]
