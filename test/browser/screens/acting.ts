/** A page on which an owner acts by keyboard, and the API to read what came of it. */
import type { TestApi } from '#support/http'

import { type Browser, openScreen, type Page, press, settled } from '../support.ts'

export type Acting = {
  readonly page: Page
  readonly open: (path: string) => Promise<void>
  readonly read: <Body>(path: string) => Promise<Body>
  /** From the menu of the order's page. */
  readonly actByMenu: (verb: string, reason: string) => Promise<void>
  /** In the dialog that asks first. */
  readonly confirm: (reason: string) => Promise<void>
}

export async function actingAt(browser: Browser, api: TestApi, path: string): Promise<Acting> {
  const page = await openScreen(browser, api, 'owner', path)
  const confirm = async (reason: string) => {
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    if (reason !== '') {
      await dialog.getByLabel('Reason').focus()
      await page.keyboard.type(reason)
    }
    await press(page, 'Enter')
    await dialog.waitFor({ state: 'detached' })
  }
  return {
    page,
    open: async (to) => {
      await page.goto(`/${api.organization.slug}${to}`)
      await settled(page)
    },
    read: async <Body>(from: string) => (await api.as('owner').get<Body>(from)).body,
    actByMenu: async (verb, reason) => {
      await page.getByRole('button', { name: 'More' }).press('Enter')
      await page.getByRole('menuitem', { name: `${verb}…` }).press('Enter')
      await confirm(reason)
    },
    confirm,
  }
}
