/** Walks the table: each screen with none, with a thousand rows, each menu open by keyboard, and its errors. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

import { type SceneSeen, seen } from '../seen.ts'
import {
  axeClean,
  type Browser,
  launchBrowser,
  openPage,
  openScreen,
  type Page,
  still,
} from '../support.ts'
import { eachMenu } from './menus.ts'
import { addressOf, drawn, type Row, type Scene } from './row.ts'
import { thousandOfEach, type World } from './world.ts'

type Stage = { readonly api: TestApi; readonly world: World }

const nowhere = { slug: '', ids: {}, supplierPage: '' } as unknown as World

/** `npm test` opens each screen with none; the proof A9 walks them with a thousand and with errors, too. */
const isWhole = process.env['LANDFALL_WALKS'] !== undefined

let browser: Browser
let empty: Stage
let full: Stage
let newcomers: Stage
const knownMenus = new Map<string, Set<string>>()
const pages = new Map<string, Promise<Page>>()

/** One page for each installation, kind of visitor, and scheme. */
function pageOn({ api }: Stage, who: Row['who'] | 'owner', scheme: 'light' | 'dark') {
  const key = `${api.address} ${who} ${scheme}`
  const page =
    pages.get(key) ??
    (who === 'owner'
      ? openScreen(browser, api, 'owner', '/people', { scheme })
      : openPage(browser, api.address, { scheme }))
  pages.set(key, page)
  return page
}

async function open(row: Row, scene: Scene, stage: Stage, at: number): Promise<Page> {
  const page = await pageOn(stage, row.who ?? 'owner', at % 2 === 0 ? 'light' : 'dark')
  const address = addressOf(scene.at, stage.world)
  await page.goto(
    row.isBare || scene.isBare ? address : `/${stage.api.organization.slug}${address}`,
  )
  return page
}

async function look(row: Row, scene: Scene, page: Page, name: SceneSeen['scene']): Promise<void> {
  await page.getByText(scene.shows).first().waitFor({ timeout: 45_000 })
  await still(page)
  if (scene.rows !== undefined) {
    expect(await page.locator('#main tr, #main li').count()).toBeGreaterThanOrEqual(scene.rows)
  }
  expect(await axeClean(page), `${row.path}: ${name}`).toEqual([])
  if (scene.isLong) await drawMore(page)
  seen({ kind: 'scene', path: row.path, scene: name })
}

/** By keyboard, the second part of a document of a thousand lines. */
async function drawMore(page: Page): Promise<void> {
  const slow = { timeout: 45_000 }
  await page.getByRole('button', { name: drawn.first }).first().press('Enter', slow)
  await page.getByRole('button', { name: drawn.more }).first().waitFor(slow)
}

/** @param fill what makes a thousand of each */
export function walkScreens(
  rows: readonly Row[],
  fill: (api: TestApi) => Promise<World> = thousandOfEach,
): void {
  beforeAll(async () => {
    browser = await launchBrowser()
    const started = await Promise.all([testApi(), testApi(), testApi({ isEmpty: true })])
    const [none, thousand, newcomer] = started
    empty = { api: none, world: { ...nowhere, slug: none.organization.slug } }
    newcomers = { api: newcomer, world: nowhere }
    full = { api: thousand, world: isWhole ? await fill(thousand) : nowhere }
  }, 120_000)

  afterAll(async () => {
    pages.clear()
    await browser?.close()
    for (const stage of [empty, full, newcomers]) await stage?.api.close()
  })

  describe.each(rows.map((row, at) => ({ ...row, row, at })))('$path', ({ row, at }) => {
    test('with none', async () => {
      const stage = row.who === 'newcomer' ? newcomers : empty
      const page = await open(row, row.none, stage, at)
      await look(row, row.none, page, 'none')
      if ('hasNoRows' in row.thousand) await openMenus(row, page, at)
    }, 60_000)

    if (isWhole && !('hasNoRows' in row.thousand)) {
      test.each(row.thousand)(
        'with a thousand, $shows',
        async (scene) => {
          const page = await open(row, scene, full, at + 1)
          await look(row, scene, page, 'thousand')
          await openMenus(row, page, at)
        },
        120_000,
      )
    }

    test.runIf(isWhole && row.menus)(
      'with its menus',
      async () => {
        const scene = row.menus ?? row.none
        const page = await open(row, scene, full, at)
        await page.getByText(scene.shows).first().waitFor()
        await still(page)
        await openMenus(row, page, at)
      },
      60_000,
    )

    test.each(isWhole ? row.errors : [])(
      'with its error, $shows',
      async (scene) => {
        const stage = row.who === 'newcomer' ? newcomers : full
        const page = await open(row, scene, stage, at)
        if (scene.act) await still(page)
        await scene.act?.(page)
        await look(row, scene, page, 'error')
      },
      60_000,
    )
  })
}

/** Each once on a screen, whatever its tabs; those of the frame around it, too, where the table starts. */
async function openMenus(row: Row, page: Page, at: number): Promise<void> {
  const known = knownMenus.get(row.path) ?? new Set<string>()
  knownMenus.set(row.path, known)
  const within = page.locator(at === 0 ? 'body' : '#main')
  for await (const name of eachMenu(page, within, known)) {
    expect(await axeClean(page), `${row.path}: ${name} is open`).toEqual([])
    seen({ kind: 'scene', path: row.path, scene: 'menu', name })
  }
}
