import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/supplier-terms',
    title: 'Supplier terms',
    stage: 'Records',
    rail: { order: 640 },
    permission: 'records.read',
    words: 'prices agreements moq lead time breaks',
    load: async () => (await import('./list.tsx')).SupplierTerms,
  },
  {
    path: '/supplier-terms/new',
    title: 'New terms',
    stage: 'Records',
    permission: 'records.write',
    load: async () => (await import('./new-term.tsx')).NewTerm,
  },
  {
    path: '/supplier-terms/$termId',
    title: 'Terms',
    stage: 'Records',
    permission: 'records.read',
    load: async () => (await import('./term.tsx')).Term,
  },
]
