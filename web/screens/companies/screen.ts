import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/companies',
    title: 'Companies',
    stage: 'Records',
    rail: { order: 650 },
    permission: 'records.read',
    words: 'legal entity settings tolerances approval accounts tax charge currencies rates',
    load: async () => (await import('./list.tsx')).Companies,
  },
  {
    path: '/companies/new',
    title: 'New company',
    stage: 'Records',
    permission: 'records.write',
    load: async () => (await import('./new-company.tsx')).NewCompany,
  },
  {
    path: '/companies/$companyId',
    title: 'Company',
    stage: 'Records',
    permission: 'records.read',
    load: async () => (await import('./company.tsx')).Company,
  },
]
