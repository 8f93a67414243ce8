import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/password',
    title: 'Change password',
    frame: 'bare',
    load: async () => (await import('./index.tsx')).Password,
  },
]
