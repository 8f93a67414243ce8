/** What becomes of the drafts, by keyboard: asked for, approved by somebody else, and sent. */
import { type Page, press } from '../../../test/browser/support.ts'
import { slug } from './company.ts'
import type { Stopwatch } from './stopwatch.ts'

/** From the buy list by what it says of the orders that were made, or from the list of drafts. */
export async function submit(
  page: Page,
  stopwatch: Stopwatch,
  { orderId, isFromBuyList }: { readonly orderId: string; readonly isFromBuyList: boolean },
): Promise<void> {
  if (isFromBuyList) await showDrafts(page, stopwatch)
  if (!page.url().includes(orderId)) await openOrder(page, stopwatch, orderId)
  await act(page, stopwatch, {
    step: 'send for approval',
    verb: 'Submit for approval',
    shown: () => page.getByText('Needs approval').first().waitFor(),
  })
}

async function showDrafts(page: Page, { time }: Stopwatch): Promise<void> {
  await page.getByRole('link', { name: /^(Show drafts|Open it)$/ }).focus()
  await time(
    'show the drafts',
    () => press(page, 'Enter'),
    () => page.getByRole('heading', { level: 1, name: /^(Orders|Draft for)/ }).waitFor(),
  )
}

export async function approve(page: Page, stopwatch: Stopwatch, orderId: string): Promise<string> {
  const { time } = stopwatch
  await page.goto(`/${slug}/orders`)
  await page.getByRole('button', { name: 'To approve' }).focus()
  await time(
    'what is to be approved',
    () => press(page, 'Enter'),
    () => page.waitForURL((url) => url.searchParams.get('approval') === 'pending'),
  )
  await openOrder(page, stopwatch, orderId)
  let facts = ''
  await act(page, stopwatch, {
    step: 'approve',
    verb: 'Approve',
    looked: async () => {
      facts = (await page.getByRole('dialog').textContent()) ?? ''
    },
    shown: () => page.getByText('Approved', { exact: true }).first().waitFor(),
  })
  return facts
}

export async function send(page: Page, stopwatch: Stopwatch, orderId: string): Promise<void> {
  await page.goto(`/${slug}/orders/${orderId}`)
  await act(page, stopwatch, {
    step: 'send',
    verb: 'Release',
    shown: () => page.getByRole('heading', { level: 1, name: /^PO-/ }).waitFor(),
  })
  await stopwatch.look('sent')
}

async function openOrder(page: Page, { time, look }: Stopwatch, orderId: string): Promise<void> {
  const link = page.locator(`a[href$="/orders/${orderId}"]`).first()
  await link.waitFor()
  await link.focus()
  await time(
    'open an order',
    () => press(page, 'Enter'),
    () => page.getByRole('heading', { level: 1, name: /^Draft for/ }).waitFor(),
  )
  await look('order')
}

type Act = {
  readonly step: string
  readonly verb: string
  readonly looked?: () => Promise<void>
  readonly shown: () => Promise<unknown>
}

/** The next step of an order is always behind the same key. */
async function act(page: Page, { time, look }: Stopwatch, given: Act): Promise<void> {
  const { step, verb, looked, shown } = given
  await page
    .getByRole('button', { name: new RegExp(`^${verb}`) })
    .first()
    .waitFor()
  await press(page, 'a')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await looked?.()
  await look(step)
  await time(
    step,
    () => press(page, 'Enter'),
    async () => {
      await dialog.waitFor({ state: 'detached' })
      await shown()
    },
  )
}
