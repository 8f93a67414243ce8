import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

import { noteRead } from './seen.ts'
import {
  axeClean,
  type Browser,
  launchBrowser,
  openPage,
  openScreen,
  phone,
  press,
  signIn,
} from './support.ts'

let api: TestApi
let browser: Browser

beforeAll(async () => {
  api = await testApi()
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

test('an owner lets somebody in by keyboard, who chooses a password of their own', async () => {
  const page = await openScreen(browser, api, 'owner', '/people')
  await press(page, 'c')
  await page.getByRole('textbox', { name: 'Name' }).fill('Tom Reyes')
  await press(page, 'Tab')
  await page.keyboard.type('tom@example.com')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Enter')
  const password = (await page.getByRole('dialog').locator('code').textContent()) ?? ''
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Enter')
  await page.getByRole('button', { name: 'Tom Reyes', exact: true }).waitFor()

  const theirs = await openPage(browser, api.address)
  await signIn(theirs, { email: 'tom@example.com', password })
  expect(new URL(theirs.url()).pathname).toBe('/password')
  await theirs.getByLabel('Password until now').fill(password)
  await theirs.getByRole('textbox', { name: 'New password' }).fill('a longer password')
  expect(await axeClean(theirs)).toEqual([])
  await press(theirs, 'Enter')
  await theirs.waitForURL((url) => url.pathname.startsWith(`/${api.organization.slug}`))

  const { control } = api.installation
  const made = await control
    .selectFrom('membership')
    .innerJoin('app_user', 'app_user.id', 'membership.user_id')
    .select(['role', 'must_change_password'])
    .where('email', '=', 'tom@example.com')
    .executeTakeFirst()
  noteRead()
  expect(made).toEqual({ role: 'buyer', must_change_password: false })
})

test('the last owner is told why they stay', async () => {
  const page = await openScreen(browser, api, 'owner', '/people?role=owner')
  await leaveOneOwner()
  await page.reload()
  await page.getByText('1–1 of 1').waitFor()
  await page.getByRole('button', { name: /^Acts on/ }).press('Enter')
  await page.getByRole('menuitem', { name: 'Change role…' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('menuitem', { name: 'Change role…' }).press('Enter')
  await page.getByRole('radio', { name: 'Viewer' }).check()
  await page.getByRole('button', { name: 'Change role' }).press('Enter')
  await page.getByText('Make somebody else an owner first: this is the last one.').waitFor()
  expect(await axeClean(page)).toEqual([])
})

/** The one who came last, whose page is open. */
async function leaveOneOwner(): Promise<void> {
  const { control } = api.installation
  const owners = await control
    .selectFrom('membership')
    .innerJoin('user_session', 'user_session.user_id', 'membership.user_id')
    .where('membership.organization_id', '=', api.organization.id)
    .where('role', '=', 'owner')
    .orderBy('membership.created_at', 'desc')
    .select('membership.user_id')
    .execute()
  const others = owners.slice(1).map(({ user_id }) => user_id)
  await control.deleteFrom('membership').where('user_id', 'in', others).execute()
}

test('a thousand people page there and back, and none teach', async () => {
  const { control } = api.installation
  const people = Array.from({ length: 1_000 }, (_, at) => ({
    id: crypto.randomUUID(),
    name: `Reader ${String(at).padStart(4, '0')}`,
    email: `reader-${at}@example.com`,
  }))
  await control.insertInto('app_user').values(people).execute()
  const memberships = people.map(({ id }) => {
    return { user_id: id, organization_id: api.organization.id, role: 'viewer' }
  })
  await control.insertInto('membership').values(memberships).execute()

  const page = await openScreen(browser, api, 'owner', '/people?role=viewer')
  expect(await page.getByText(/^1–50 of 1,00\d$/).count()).toBe(1)
  expect(await axeClean(page)).toEqual([])
  await press(page, 'n')
  await page.getByText(/^51–100 of/).waitFor()
  await press(page, 'p')
  await page.getByText(/^1–50 of/).waitFor()
  await press(page, 'j', 'j')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Reader 0001')

  const onPhone = await openScreen(browser, api, 'owner', '/people', { viewport: phone })
  expect(await axeClean(onPhone)).toEqual([])
  const keys = await openScreen(browser, api, 'owner', '/people?tab=keys')
  await keys.getByText('No outside system has a key').waitFor()
  expect(await axeClean(keys)).toEqual([])
}, 60_000)

test('a key is made, shown once and revoked by keyboard', async () => {
  const page = await openScreen(browser, api, 'owner', '/people?tab=keys', { scheme: 'dark' })
  await press(page, 'c')
  await page.getByLabel('What it is for').fill('Shop connector')
  await press(page, 'Enter')
  const secret = (await page.getByRole('dialog').locator('code').textContent()) ?? ''
  expect((await api.withKey(secret).get('/people')).status).toBe(403)
  await press(page, 'Enter')
  await page.getByRole('button', { name: 'Revoke the key of Shop connector' }).press('Enter')
  await page.getByRole('dialog').waitFor()
  await press(page, 'Enter')
  await page.getByText('Revoked', { exact: true }).waitFor()
  expect((await api.withKey(secret).get('/people')).status).toBe(401)
})

test('who may not manage people finds nothing here', async () => {
  const page = await openScreen(browser, api, 'buyer', '/people')
  await page.getByText('This list can’t be shown.').waitFor()
  expect(await axeClean(page)).toEqual([])
})
