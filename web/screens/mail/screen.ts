import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/admin/mail',
    title: 'Mail',
    stage: 'Admin',
    rail: { order: 820 },
    permission: 'people.manage',
    words: 'outbox sent messages smtp',
    load: async () => (await import('./index.tsx')).Mail,
  },
  // Without an organization, for addresses that are printed before one is known.
  {
    path: '/admin/mail',
    title: 'Mail',
    frame: 'bare',
    load: async () => (await import('./to-mail.tsx')).ToMail,
  },
]
