import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/setup',
    title: 'First run',
    frame: 'bare',
    load: async () => (await import('./index.tsx')).Setup,
  },
]
