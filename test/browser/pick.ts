import type { Locator } from 'playwright-core'

import type { Page } from './support.ts'

/** Types into a field that searches records, and takes the only one that is left. */
export async function pick(
  page: Page,
  label: string,
  text: string,
  within: Page | Locator = page,
): Promise<void> {
  await within.getByRole('combobox', { name: label }).focus()
  await page.keyboard.type(text)
  // Closed selects of the browser's own have options, too; only the open list is a listbox.
  const options = page.getByRole('listbox').getByRole('option')
  await options.filter({ hasText: text }).first().waitFor()
  await options.nth(1).waitFor({ state: 'detached' })
  await page.keyboard.press('ArrowDown')
  await page.locator('[data-combobox-selected]').waitFor()
  await page.keyboard.press('Enter')
}
