import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/audit',
    title: 'Audit',
    stage: 'Admin',
    rail: { order: 830 },
    permission: 'audit.read',
    words: 'history changes who when',
    load: async () => (await import('./index.tsx')).Audit,
  },
]
