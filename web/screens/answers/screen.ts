import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/answers',
    title: 'Supplier answers',
    stage: 'Buy',
    rail: {
      order: 120,
      waits: { path: '/supplier-answers', query: { status: 'needs_review' } },
    },
    permission: 'orders.read',
    words: 'confirmations acknowledgements to review counter',
    load: async () => (await import('./index.tsx')).Answers,
  },
]
