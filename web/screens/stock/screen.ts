import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/stock',
    title: 'Stock',
    stage: 'Stock',
    rail: { order: 410 },
    permission: 'stock.read',
    words: 'inventory on hand levels quantity',
    load: async () => (await import('./levels.tsx')).Stock,
  },
  {
    path: '/stock/$itemId',
    title: 'Stock of an item',
    stage: 'Stock',
    permission: 'stock.read',
    load: async () => (await import('./item-stock.tsx')).ItemStock,
  },
]
