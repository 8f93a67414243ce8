/**
 * A real browser for walks. The Chromium comes out of the npm package @sparticuz/chromium, so that a
 * fresh clone needs nothing else; LANDFALL_CHROMIUM names another one.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import chromiumPack from '@sparticuz/chromium'
import type { AxeResults } from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

import type { Role } from '#platform/permissions'
import type { TestApi } from '#support/http'

import { lookWhenFailed } from './last-look.ts'
import { noteActs } from './seen.ts'

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

const root = join(import.meta.dirname, '../..')
const shots = join(root, '.cache/shots')
const vite = join(root, 'node_modules/vite/bin/vite.js')

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

/** One browser for a test file, with the web app built; close it in `afterAll`. */
export async function launchBrowser(): Promise<Browser> {
  buildWebAppWhenStale()
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
  await noteActs(context)
  const page = await context.newPage()
  await lookWhenFailed(page)
  page.setDefaultTimeout(10_000)
  return page
}

/** A page on which somebody of this role is signed in already, at a screen: `/people?role=owner`. */
export async function openScreen(
  browser: Browser,
  api: TestApi,
  role: Role,
  path: string,
  look: Look = {},
): Promise<Page> {
  const page = await openPage(browser, api.address, look)
  const [name = '', value = ''] = (await api.signIn(api.organization, role)).split('=')
  await page.context().addCookies([{ name, value, url: api.address }])
  await page.goto(`/${api.organization.slug}${path}`)
  await settled(page)
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
  await still(page)
}

/** The screen is drawn, and none of its lists is on its way. */
export async function still(page: Page): Promise<void> {
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
    const { axe } = globalThis as unknown as {
      axe: { run: (options: object) => Promise<AxeResults> }
    }
    // Of what passes nothing is listed: that takes longer than the rules themselves.
    return axe.run({ resultTypes: ['violations'] })
  })
  return found.violations.map(({ id, help, nodes }) => ({
    rule: id,
    help,
    places: nodes.map(({ html, failureSummary = '' }) => `${html.slice(0, 200)} ${failureSummary}`),
  }))
}

/** Presses keys one after the other: `press(page, 'j', 'j', 'Enter')`. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await untilInFront(page)
    await page.keyboard.press(key)
  }
}

/** Asked again and again from here, since the page lets nobody wait within it for words to come true. */
async function untilInFront(page: Page): Promise<void> {
  for (let triesLeft = 200; triesLeft > 0; triesLeft -= 1) {
    if (await page.evaluate<boolean>(isInFront)) return
    await sleep(50)
  }
  throw new Error('The open dialog does not have the keys')
}

/** An open dialog takes the keys to itself a moment after it is seen. */
const isInFront = `
  [...document.querySelectorAll('[aria-modal="true"]')].at(-1)?.contains(document.activeElement) ?? true`

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

/** Two test files may start at once: one builds, the other waits for it. */
function buildWebAppWhenStale(): void {
  const dist = join(root, 'web/dist/index.html')
  const lock = join(root, '.cache/web-build')
  mkdirSync(join(root, '.cache'), { recursive: true })
  const isFresh = () => existsSync(dist) && statSync(dist).mtimeMs > newestSource()
  for (let triesLeft = 120; !isFresh(); triesLeft -= 1) {
    if (takes(lock)) {
      try {
        execFileSync(process.execPath, [vite, 'build', 'web', '--logLevel', 'warn'], { cwd: root })
      } finally {
        rmdirSync(lock)
      }
      return
    }
    if (triesLeft === 0) throw new Error(`Another build holds ${lock}; remove it when none runs.`)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
  }
}

function takes(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    return false
  }
}

function newestSource(): number {
  const web = join(root, 'web')
  const files = readdirSync(web, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.parentPath.startsWith(join(web, 'dist')),
  )
  return Math.max(...files.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs))
}
