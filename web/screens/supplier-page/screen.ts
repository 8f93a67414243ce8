import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/s/$token',
    title: 'Order',
    frame: 'bare',
    load: async () => (await import('./index.tsx')).SupplierPage,
  },
]
