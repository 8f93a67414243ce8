import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/items',
    title: 'Items',
    stage: 'Records',
    rail: { order: 620 },
    permission: 'records.read',
    words: 'products sku articles gtin units categories',
    load: async () => (await import('./index.tsx')).Items,
  },
  {
    path: '/items/new',
    title: 'New item',
    stage: 'Records',
    permission: 'records.write',
    load: async () => (await import('./new-item.tsx')).NewItem,
  },
  {
    path: '/items/$itemId',
    title: 'Item',
    stage: 'Records',
    permission: 'records.read',
    load: async () => (await import('./item.tsx')).Item,
  },
]
