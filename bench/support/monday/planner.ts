/** The planner's part of a Monday, by keyboard alone: from an empty screen to draft orders. */
import { type Page, press } from '../../../test/browser/support.ts'
import type { Stopwatch } from './stopwatch.ts'

/** What was decided, to be looked for in the database. */
export type Decided = {
  readonly overridden: {
    readonly proposalId: string
    readonly quantity: string
    readonly reason: string
  }
  readonly switched: { readonly proposalId: string; readonly supplierName: string }
  readonly snoozed: { readonly proposalId: string }
}

const table = (page: Page, by = 'supplier') =>
  page.getByRole('table', { name: `Buy list by ${by}` })
const current = (page: Page) => page.locator('tr[aria-current]')
const rows = (page: Page) => page.locator('tr[data-proposal]')

export async function openBuyList(page: Page, { time, look }: Stopwatch): Promise<void> {
  await press(page, 'Control+k')
  await page.keyboard.type('buy list')
  await page.getByRole('option', { name: /^Buy list/ }).waitFor()
  await time(
    'open',
    () => press(page, 'Enter'),
    () => rows(page).first().waitFor(),
  )
  await look('buy list')
}

/** By urgency, kind, supplier and what it is called; each is taken away again. */
export async function filterAndSort(
  page: Page,
  { time, look }: Stopwatch,
  given: { readonly supplierName: string; readonly sku: string },
): Promise<void> {
  const chosen = (name: string, value: string) => () =>
    page.waitForURL((url) => url.searchParams.get(name) === value)
  await page.getByRole('combobox', { name: 'Urgency' }).focus()
  await time('filter by urgency', () => press(page, 'ArrowDown'), chosen('urgencyKind', 'out_now'))
  await page.getByRole('combobox', { name: 'Kind' }).focus()
  await time('filter by kind', () => press(page, 'ArrowDown'), chosen('kind', 'buy'))
  await expectRows(page, /Out now/)
  await clear(page, time)

  await page.getByRole('combobox', { name: 'Supplier' }).focus()
  await page.keyboard.type(given.supplierName)
  const options = page.getByRole('listbox').getByRole('option')
  await options.filter({ hasText: given.supplierName }).waitFor()
  await options.nth(1).waitFor({ state: 'detached' })
  await press(page, 'ArrowDown')
  await time(
    'filter by supplier',
    () => press(page, 'Enter'),
    () => page.waitForURL((url) => url.searchParams.has('supplierId')),
  )
  await page.getByRole('button', { name: given.supplierName, exact: true }).waitFor()
  await look('filtered')
  await page.getByRole('combobox', { name: 'Supplier' }).blur()
  await clear(page, time)

  await press(page, '/')
  await page.keyboard.type(given.sku.slice(0, -1))
  await time('search', () => press(page, given.sku.at(-1) ?? ''), chosen('q', given.sku))
  await expectRows(page, new RegExp(given.sku))
  // The field empties itself.
  await time(
    'clear the search',
    () => press(page, 'Escape'),
    () => page.waitForURL((url) => !url.searchParams.has('q')),
  )

  await page.getByRole('radio', { name: 'By supplier' }).focus()
  await time(
    'group by urgency',
    () => press(page, 'ArrowRight'),
    () => table(page, 'urgency').waitFor(),
  )
  await page.getByRole('button', { name: 'Cost' }).focus()
  await time('sort by cost', () => press(page, 'Enter'), chosen('sort', '-value'))
  await page.getByRole('button', { name: 'Next page' }).focus()
  await time(
    'next page',
    () => press(page, 'Enter'),
    () => page.waitForURL((url) => url.searchParams.has('cursor')),
  )
  await look('by urgency')
}

async function clear(page: Page, time: Stopwatch['time']): Promise<void> {
  await page.getByRole('button', { name: 'Clear', exact: true }).focus()
  await time(
    'clear filters',
    () => press(page, 'Enter'),
    () => page.getByRole('button', { name: 'Clear', exact: true }).waitFor({ state: 'detached' }),
  )
}

async function expectRows(page: Page, text: RegExp): Promise<void> {
  const all = await rows(page).allTextContents()
  if (all.length === 0 || !all.every((row) => text.test(row))) {
    throw new Error(`not every row of ${all.length} shows ${text}`)
  }
}

/** Opens a why, orders another quantity with a reason, puts a line away, and buys one elsewhere. */
export async function decide(page: Page, stopwatch: Stopwatch, quantity: string): Promise<Decided> {
  const { time, look } = stopwatch
  await press(page, 'j')
  const proposalId = await meant(page)
  await time(
    'why',
    () => press(page, 'w'),
    () => page.getByRole('img', { name: /^Stock by week/ }).waitFor(),
  )
  await look('why')
  await press(page, 'q')
  await page.keyboard.type(quantity)
  await time(
    'override',
    () => press(page, 'Enter'),
    () => current(page).locator('input[data-decided]').waitFor(),
  )
  await press(page, 'r')
  const reason = `The hotel takes ${quantity}`
  await page.keyboard.type(reason)
  const kept = page.waitForResponse((response) => response.url().endsWith('/decision'))
  await time(
    'reason',
    () => press(page, 'Enter'),
    () => kept,
  )
  await look('overridden')
  await press(page, 'w')
  return {
    overridden: { proposalId, quantity, reason },
    snoozed: await snooze(page, stopwatch),
    switched: await switchSupplier(page, stopwatch),
  }
}

async function snooze(page: Page, { time, look }: Stopwatch): Promise<Decided['snoozed']> {
  await press(page, 'j')
  const proposalId = await meant(page)
  await press(page, 's')
  await page.getByLabel('Look again on').waitFor()
  await look('snooze')
  await time(
    'snooze',
    () => press(page, 'Control+Enter'),
    () => page.locator(`tr[data-proposal="${proposalId}"]`).waitFor({ state: 'detached' }),
  )
  return { proposalId }
}

async function switchSupplier(page: Page, { time, look }: Stopwatch): Promise<Decided['switched']> {
  await press(page, 'j', 'j')
  const proposalId = await meant(page)
  const others = page.getByRole('dialog').getByRole('button', { name: /^Supplier/ })
  await time(
    'see other suppliers',
    () => press(page, 'p'),
    () => others.first().waitFor(),
  )
  await look('other suppliers')
  const supplierName = (await others.first().locator('b').textContent()) ?? ''
  await others.first().focus()
  await time(
    'switch supplier',
    () => press(page, 'Enter'),
    () => page.locator(`tr[data-proposal="${proposalId}"]`).getByText(supplierName).waitFor(),
  )
  return { proposalId, supplierName }
}

async function meant(page: Page): Promise<string> {
  return (await current(page).getAttribute('data-proposal')) ?? ''
}

/** Ticks these lines by keyboard and makes orders of them. */
export async function orderLines(
  page: Page,
  { time, look }: Stopwatch,
  proposalIds: readonly string[],
): Promise<void> {
  for (const proposalId of proposalIds) {
    await page.locator(`tr[data-proposal="${proposalId}"] input[type="checkbox"]`).focus()
    await press(page, 'Space')
  }
  await page.getByText(`${proposalIds.length} lines,`).waitFor()
  await look('selected')
  await time(
    'make orders',
    () => press(page, 'Control+Enter'),
    () =>
      page
        .getByText(/draft orders? made\./)
        .first()
        .waitFor(),
  )
}

/** All lines of the page at once, of as many suppliers as there are. */
export async function orderPage(page: Page, { time }: Stopwatch): Promise<number> {
  await page.getByRole('checkbox', { name: 'Select all lines on this page' }).focus()
  await time(
    'select a page',
    () => press(page, 'Space'),
    () => page.getByRole('button', { name: /^Make \d+ draft order/ }).waitFor(),
  )
  const selected = await rows(page).locator('input[type="checkbox"]:checked').count()
  const last = rows(page).locator('input[type="checkbox"]:checked')
  await time(
    'make orders of a page',
    () => press(page, 'Control+Enter'),
    () => last.first().waitFor({ state: 'detached' }),
  )
  return selected
}
