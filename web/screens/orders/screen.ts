import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/orders',
    title: 'Orders',
    stage: 'Buy',
    rail: { order: 110 },
    permission: 'orders.read',
    words: 'purchase orders buy po',
    load: async () => (await import('./list.tsx')).Orders,
  },
  {
    path: '/orders/new',
    title: 'New order',
    stage: 'Buy',
    permission: 'orders.write',
    load: async () => (await import('./new-order.tsx')).NewOrder,
  },
  {
    path: '/orders/$orderId',
    title: 'Order',
    stage: 'Buy',
    permission: 'orders.read',
    load: async () => (await import('./order.tsx')).Order,
  },
  {
    path: '/orders/$orderId/change',
    title: 'Change the order',
    stage: 'Buy',
    permission: 'orders.write',
    load: async () => (await import('./change-order.tsx')).ChangeOrder,
  },
]
