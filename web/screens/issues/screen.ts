import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/issues',
    title: 'Sale issues',
    stage: 'Stock',
    rail: { order: 460 },
    permission: 'stock.read',
    words: 'ship sold goods out cost of sales',
    load: async () => (await import('./list.tsx')).Issues,
  },
  {
    path: '/issues/new',
    title: 'Issue sold goods',
    stage: 'Stock',
    permission: 'stock.issue',
    load: async () => (await import('./new-issue.tsx')).NewIssue,
  },
  {
    path: '/issues/$issueId',
    title: 'Sale issue',
    stage: 'Stock',
    permission: 'stock.read',
    load: async () => (await import('./issue.tsx')).Issue,
  },
]
