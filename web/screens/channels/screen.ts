import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/channels',
    title: 'Channels',
    stage: 'Records',
    rail: { order: 640 },
    permission: 'records.read',
    words: 'web shop marketplace wholesale amazon sales',
    load: async () => (await import('./index.tsx')).Channels,
  },
]
