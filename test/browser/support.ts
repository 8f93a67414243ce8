/**
 * A real browser for walks. The Chromium comes out of the npm package @sparticuz/chromium, so that a
 * fresh clone needs nothing else; LANDFALL_CHROMIUM names another one.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import chromiumPack from '@sparticuz/chromium'
import type { AxeResults } from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

export type { Browser, Page } from 'playwright-core'

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const shots = join(import.meta.dirname, '../../.cache/shots')

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

export const desk = { width: 1440, height: 900 } as const
export const phone = { width: 390, height: 844 } as const

export type Look = {
  readonly scheme?: 'light' | 'dark'
  readonly viewport?: { readonly width: number; readonly height: number }
}

/** One browser for a test file; close it in `afterAll`. */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env['LANDFALL_CHROMIUM']
  const executablePath = named ?? (await chromiumPack.executablePath())
  if (!existsSync(executablePath)) throw new Error(`There is no browser at ${executablePath}.`)
  return chromium.launch({ executablePath, args, headless: true })
}

/** A page of its own, with its own cookies. `origin` as in `http://127.0.0.1:41873`. */
export async function openPage(browser: Browser, origin: string, look: Look = {}): Promise<Page> {
  const { scheme = 'light', viewport = desk } = look
  const isPhone = viewport.width < 800
  const context: BrowserContext = await browser.newContext({
    baseURL: origin,
    viewport,
    colorScheme: scheme,
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'UTC',
    hasTouch: isPhone,
    deviceScaleFactor: isPhone ? 2 : 1,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  return page
}

/** Through the sign-in page, by keyboard; ends on the first screen. */
export async function signIn(
  page: Page,
  person: { readonly email: string; readonly password: string },
): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  await settled(page)
}

/** Nothing is loading any more: no busy list, no request under way. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.locator('h1').first().waitFor()
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
  await page.evaluate('document.fonts.ready.then(() => true)')
}

export type Violation = {
  readonly rule: string
  readonly help: string
  readonly places: readonly string[]
}

/** What axe finds on the page as it stands, with every rule it has. Expect `[]`. */
export async function axeClean(page: Page): Promise<readonly Violation[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis)
  if (!isThere) await page.evaluate(axeSource)
  const found = await page.evaluate(() => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }
    return axe.run()
  })
  return found.violations.map(({ id, help, nodes }) => ({
    rule: id,
    help,
    places: nodes.map(({ html, failureSummary = '' }) => `${html.slice(0, 200)} ${failureSummary}`),
  }))
}

/** Presses keys one after the other: `press(page, 'j', 'j', 'Enter')`. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Opens the palette, types, and goes to the first thing found. */
export async function goByPalette(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /^Find a screen/ }).fill(text)
  await page.getByRole('listbox', { name: 'Found' }).getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await settled(page)
}

/** A picture in `.cache/shots/<name>.png`, to be looked at by eye. */
export async function shot(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: join(shots, `${name}.png`) })
}
