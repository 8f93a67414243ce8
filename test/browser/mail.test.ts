import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

import {
  axeClean,
  type Browser,
  launchBrowser,
  openScreen,
  phone,
  press,
  settled,
} from './support.ts'

let api: TestApi
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
  api = await testApi()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

test('a thousand messages are filtered, opened and read by keyboard', async () => {
  await writeMail(1_000)
  const page = await openScreen(browser, api, 'owner', '/admin/mail')
  await page.getByText('1–50 of 1,000').waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('combobox', { name: 'State' }).selectOption('failed')
  await page.getByText('1–50 of 250').waitFor()
  expect(new URL(page.url()).searchParams.get('status')).toBe('failed')
  await page.getByRole('combobox', { name: 'State' }).blur()
  await press(page, 'j', 'j', 'Enter')
  await page.getByText(/The mail server said: 550 no such mailbox/).waitFor()
  await settled(page)
  await page.getByText('Please find our order attached.').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Escape')
  expect(await page.getByRole('complementary', { name: 'Message' }).count()).toBe(0)
}, 60_000)

test('on a phone the message covers the list', async () => {
  const page = await openScreen(browser, api, 'owner', '/admin/mail', { viewport: phone })
  await page.getByRole('button', { name: 'Filter' }).click()
  expect(await axeClean(page)).toEqual([])
  await page.locator('[data-row-link]').first().click()
  await page.getByRole('dialog', { name: 'Message' }).waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
})

async function writeMail(count: number): Promise<void> {
  const mail = Array.from({ length: count }, (_, at) => ({
    id: crypto.randomUUID(),
    kind: 'test',
    subject_kind: 'purchase_order',
    subject_id: crypto.randomUUID(),
    to_address: `orders-${at}@example.com`,
    subject: `Order PO-${10_000 + at}`,
    body_text: 'Please find our order attached.',
    status: ['sent', 'queued', 'kept', 'failed'][at % 4] ?? 'sent',
    problem: at % 4 === 3 ? '550 no such mailbox' : '',
    key: `test-${at}`,
    created_at: new Date(Date.UTC(2026, 0, 1, 0, at)),
  }))
  await api.organization.db.insertInto('mail_message').values(mail).execute()
}
