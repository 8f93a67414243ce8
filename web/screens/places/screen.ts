import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/places',
    title: 'Places',
    stage: 'Records',
    rail: { order: 630 },
    permission: 'records.read',
    words: 'warehouses stores stock statuses',
    load: async () => (await import('./index.tsx')).Places,
  },
]
