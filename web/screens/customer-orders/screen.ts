import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/customer-orders',
    title: 'Customer orders',
    stage: 'Plan',
    rail: { order: 80 },
    permission: 'demand.read',
    words: 'sales shop orders customers demand commitments returns cancel',
    load: async () => (await import('./list.tsx')).CustomerOrders,
  },
  {
    path: '/customer-orders/new',
    title: 'New customer order',
    stage: 'Plan',
    permission: 'demand.write',
    load: async () => (await import('./new-order.tsx')).NewCustomerOrder,
  },
  {
    path: '/customer-orders/$orderId',
    title: 'Customer order',
    stage: 'Plan',
    permission: 'demand.read',
    load: async () => (await import('./order.tsx')).CustomerOrder,
  },
]
