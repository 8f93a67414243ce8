import type { Locator } from 'playwright-core'

import { type Page, still } from '../support.ts'

/**
 * What opens something: menus, lists to pick from, what unfolds, and acts that ask first, which end in an ellipsis. The
 * list of a select is the browser's own.
 */
const triggers = [
  '[aria-haspopup]',
  '[role="combobox"]',
  'summary',
  '[aria-expanded]',
  'button:text-matches("…$")',
].join(', ')

const opened = '[role="menu"], [role="listbox"], [role="dialog"]'

/**
 * Opens each kind of trigger on the page by keyboard, one after the other; what is open stands while the caller looks,
 * and is closed with Escape. Fields that one picks from a list in are of one kind, and so are acts on many lines.
 */
export async function* eachMenu(page: Page, within: Locator, known: Set<string>) {
  const found = within.locator(triggers)
  for (const [kind, at] of await kindsOf(found)) {
    if (known.has(kind)) continue
    known.add(kind)
    const trigger = found.nth(at)
    await trigger.focus()
    const close = await openByKey(page, trigger)
    yield kind
    await close()
  }
}

/** The first trigger of each kind that can be reached, by its name. */
async function kindsOf(found: Locator): Promise<ReadonlyMap<string, number>> {
  const names = await found.evaluateAll((triggers) =>
    triggers.map((each) => {
      const field = each as HTMLInputElement
      const box = each.getBoundingClientRect()
      const isReachable = box.width > 0 && box.height > 0 && !field.disabled && field.tabIndex >= 0
      const label = field.labels?.[0]?.textContent
      const said = each.getAttribute('aria-label') ?? label ?? each.textContent ?? ''
      if (!isReachable) return ''
      if (each.getAttribute('role') === 'combobox') return 'Pick from a list'
      return said.trim() || each.outerHTML.slice(0, 80)
    }),
  )
  const kinds = new Map<string, number>()
  for (const [at, name] of names.entries()) {
    const kind = name.replace(/\d+/g, '#')
    if (kind !== '' && !kinds.has(kind)) kinds.set(kind, at)
  }
  return kinds
}

/** Opens it, and gives what closes it again. */
async function openByKey(page: Page, trigger: Locator): Promise<() => Promise<void>> {
  const { role, isExpanded } = await trigger.evaluate((each) => ({
    role: each.getAttribute('role') ?? '',
    isExpanded: each.getAttribute('aria-expanded') === 'true',
  }))
  const before = await page.locator(opened).count()
  if (!isExpanded) await page.keyboard.press(role === 'combobox' ? 'ArrowDown' : 'Enter')
  await Promise.race([
    page.locator(opened).nth(before).waitFor(),
    trigger.and(page.locator('[aria-expanded="true"]')).waitFor(),
  ])
  await still(page)
  return async () => {
    await page.keyboard.press('Escape')
    await page.locator(opened).nth(before).waitFor({ state: 'detached' })
  }
}
