import type { Screen } from '../../shell/screens.ts'

/** The address of an organization alone: leads to the first screen one may see. */
export const screens: readonly Screen[] = [
  { path: '/', title: 'Start', load: async () => (await import('./index.tsx')).Start },
]
