import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/returns',
    title: 'Returns',
    stage: 'Receive',
    rail: { order: 230 },
    permission: 'receipts.read',
    words: 'rejects rma send back supplier returns',
    load: async () => (await import('./list.tsx')).Returns,
  },
  {
    path: '/returns/new',
    title: 'Send goods back',
    stage: 'Receive',
    permission: 'returns.post',
    load: async () => (await import('./new-return.tsx')).NewReturn,
  },
  {
    path: '/returns/$returnId',
    title: 'Return',
    stage: 'Receive',
    permission: 'receipts.read',
    load: async () => (await import('./return.tsx')).Return,
  },
]
