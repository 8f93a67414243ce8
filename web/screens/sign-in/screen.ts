import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/sign-in',
    title: 'Sign in',
    frame: 'bare',
    load: async () => (await import('./index.tsx')).SignIn,
  },
]
