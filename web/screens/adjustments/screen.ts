import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/adjustments',
    title: 'Stock adjustments',
    stage: 'Stock',
    rail: { order: 450, label: 'Adjustments' },
    permission: 'stock.read',
    words: 'found lost count opening stock',
    load: async () => (await import('./list.tsx')).Adjustments,
  },
  {
    path: '/adjustments/new',
    title: 'Adjust stock',
    stage: 'Stock',
    permission: 'stock.adjust',
    load: async () => (await import('./new-adjustment.tsx')).NewAdjustment,
  },
  {
    path: '/adjustments/$adjustmentId',
    title: 'Stock adjustment',
    stage: 'Stock',
    permission: 'stock.read',
    load: async () => (await import('./adjustment.tsx')).Adjustment,
  },
]
