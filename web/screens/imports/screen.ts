import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/imports',
    title: 'Imports',
    stage: 'Records',
    rail: { order: 690 },
    permission: 'imports.run',
    words: 'upload csv file bring data',
    load: async () => (await import('./list.tsx')).Imports,
  },
  {
    path: '/imports/new',
    title: 'New import',
    stage: 'Records',
    permission: 'imports.run',
    load: async () => (await import('./upload.tsx')).UploadImport,
  },
  {
    path: '/imports/$importId',
    title: 'Import',
    stage: 'Records',
    permission: 'imports.run',
    load: async () => (await import('./import.tsx')).Import,
  },
]
