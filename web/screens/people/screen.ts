import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/people',
    title: 'People and keys',
    stage: 'Admin',
    rail: { order: 810 },
    permission: 'people.manage',
    words: 'members roles api keys invite',
    load: async () => (await import('./index.tsx')).People,
  },
]
