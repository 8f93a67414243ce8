import { badList, paged, type Row } from './row.ts'

export const entry: readonly Row[] = [
  {
    path: '/people',
    none: { at: '/people?tab=keys', shows: 'No outside system has a key' },
    thousand: [
      { at: '/people', shows: paged },
      { at: '/people?tab=keys', shows: paged },
    ],
    errors: [badList('/people')],
    acts: [
      'POST /people',
      'PATCH /people/:id',
      'DELETE /people/:id',
      'POST /people/:id/temporary-password',
      'POST /api-keys',
      'DELETE /api-keys/:id',
    ],
  },
  {
    path: '/audit',
    none: { at: '/audit?from=1990-01-01&to=1990-01-02', shows: 'Nothing fits this filter' },
    thousand: [{ at: '/audit', shows: paged }],
    errors: [badList('/audit')],
  },
  {
    path: '/admin/mail',
    none: { at: '/admin/mail', shows: 'Nothing was mailed yet' },
    thousand: [
      { at: '/admin/mail', shows: paged },
      { at: '/admin/mail', isBare: true, shows: paged },
    ],
    errors: [badList('/admin/mail')],
  },
  {
    path: '/',
    none: { at: '/', shows: 'Orders' },
    thousand: [{ at: '/', shows: 'Orders' }],
    errors: [{ at: '/nowhere', shows: 'There is nothing here' }],
  },
  {
    path: '/sign-in',
    who: 'nobody',
    isBare: true,
    none: { at: '/sign-in', shows: 'Sign in' },
    thousand: { hasNoRows: 'an address and a password' },
    errors: [
      {
        at: '/sign-in',
        shows: 'don’t fit together',
        act: async (page) => {
          await page.getByLabel('E-mail').focus()
          await page.keyboard.type('nobody@example.com')
          await page.keyboard.press('Tab')
          await page.keyboard.type('a wrong password')
          await page.keyboard.press('Enter')
        },
      },
    ],
    acts: ['POST /api/auth/sign-in/email'],
  },
  {
    path: '/setup',
    who: 'newcomer',
    isBare: true,
    none: { at: '/setup', shows: 'Your name' },
    thousand: { hasNoRows: 'there is nothing before the first run' },
    errors: [
      {
        at: '/setup',
        shows: 'Not done',
        // The browser takes such an address, the server does not.
        act: async (page) => {
          await page.getByRole('textbox', { name: 'Your name' }).focus()
          for (const text of ['Maya', 'maya@example', 'correct horse battery', 'Marlow']) {
            await page.keyboard.type(text)
            await page.keyboard.press('Tab')
          }
          await page.keyboard.press('Enter')
        },
      },
    ],
    // Whoever set it up is signed in.
    acts: ['POST /api/setup', 'POST /api/auth/sign-in/email'],
  },
  {
    path: '/password',
    isBare: true,
    none: { at: '/password', shows: 'New password' },
    thousand: { hasNoRows: 'two fields' },
    errors: [
      {
        at: '/password',
        shows: /at least|needs|wrong|not/i,
        act: async (page) => {
          await page.getByLabel('Password until now').focus()
          await page.keyboard.type('not this one')
          await page.keyboard.press('Tab')
          await page.keyboard.type('a longer password')
          await page.keyboard.press('Enter')
        },
      },
    ],
    acts: ['POST /api/auth/change-password'],
  },
]
