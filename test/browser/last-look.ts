/** A walk that fails tells what its page said last: where it was, its open dialogs, and what it reported. */
import type { Page } from 'playwright-core'

const longestText = 600

/** Outside of tests, and for pages that a whole file shares, nothing is told. */
export async function lookWhenFailed(page: Page): Promise<void> {
  if (process.env['VITEST'] === undefined) return
  const { onTestFailed } = await import('vitest')
  try {
    onTestFailed(() => lastLook(page))
  } catch {
    // Opened before the first test of a file, for all of them.
  }
}

async function lastLook(page: Page): Promise<void> {
  if (page.isClosed()) return
  const texts = await page
    .locator('[role="dialog"], [role="alert"], [role="status"], h1')
    .allInnerTexts()
    .catch((error: unknown) => [String(error)])
  const said = texts.map((text) => text.replaceAll(/\s+/g, ' ').slice(0, longestText))
  process.stderr.write(`The page was ${page.url()}: ${JSON.stringify(said)}\n`)
  await page.context().close()
}
