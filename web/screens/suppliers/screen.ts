import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/suppliers',
    title: 'Suppliers',
    stage: 'Records',
    rail: { order: 610 },
    permission: 'records.read',
    words: 'vendors',
    load: async () => (await import('./list.tsx')).Suppliers,
  },
  {
    path: '/suppliers/new',
    title: 'New supplier',
    stage: 'Records',
    permission: 'records.write',
    load: async () => (await import('./new-supplier.tsx')).NewSupplier,
  },
  {
    path: '/suppliers/$supplierId',
    title: 'Supplier',
    stage: 'Records',
    permission: 'records.read',
    load: async () => (await import('./supplier.tsx')).Supplier,
  },
]
