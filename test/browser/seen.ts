/**
 * What walks saw, for `npm run prove -- A9`: lines of JSON in the folder that LANDFALL_WALKS names. Nothing is written
 * without it.
 */
import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import type { ExpectStatic } from 'vitest'

export type SceneSeen = {
  readonly kind: 'scene'
  /** Of the screen, as its screen.ts has it. */
  readonly path: string
  readonly scene: 'none' | 'thousand' | 'menu' | 'error'
  /** What was open, for a menu. */
  readonly name?: string
}

export type ActSeen = {
  readonly kind: 'act'
  /** `POST /receipts/:id/reversal` */
  readonly act: string
  /** Of the address bar, when it was sent. */
  readonly place: string
  /** No pointer was pressed since the page was loaded. */
  readonly isByKeyboard: boolean
  /** The test it was done in. */
  readonly file: string
  readonly test: string
}

/** The test asked the database or the API itself, not the page. */
export type ReadSeen = { readonly kind: 'read'; readonly file: string; readonly test: string }

const folder = process.env['LANDFALL_WALKS']

export function seen(what: SceneSeen | ActSeen | ReadSeen): void {
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(what)}\n`)
}

type Sent = {
  readonly method: string
  readonly url: string
  readonly place: string
  readonly isByKeyboard: boolean
}

/** Notes each write that a page of this context sends and the server takes. */
export async function noteActs(context: BrowserContext): Promise<void> {
  if (folder === undefined) return
  // Only then: walks outside of tests have no vitest to run in.
  asked ??= (await import('vitest')).expect
  noteReads()
  await context.exposeBinding('landfallActed', (_source, sent: Sent) => {
    const { place, isByKeyboard } = sent
    seen({ kind: 'act', act: actOf(sent), place, isByKeyboard, ...testNow() })
  })
  await context.addInitScript(watchActs)
}

/** For what is read by SQL; what the test asks of the API is noted by itself. */
export function noteRead(): void {
  seen({ kind: 'read', ...testNow() })
}

let isNoting = false

/** The test and its server are one process; only the test asks by `fetch`. */
function noteReads(): void {
  if (isNoting) return
  isNoting = true
  const send = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const reply = await send(input, init)
    if ((init?.method ?? 'GET') === 'GET') noteRead()
    return reply
  }
}

let asked: ExpectStatic | undefined

function testNow(): { readonly file: string; readonly test: string } {
  const { currentTestName: test = '', testPath: file = '' } = asked?.getState() ?? {}
  return { file, test }
}

/** Runs in the browser, before anything of ours. */
function watchActs(): void {
  const page = globalThis as typeof globalThis & { landfallActed: (sent: Sent) => Promise<void> }
  let isByKeyboard = true
  const touched = (event: Event) => {
    if (event.isTrusted) isByKeyboard = false
  }
  page.addEventListener('pointerdown', touched, true)
  const send = page.fetch.bind(page)
  page.fetch = async (input, init) => {
    const { pathname: place } = page.location
    const method = init?.method ?? 'GET'
    const sent = { method, url: String(input), place, isByKeyboard }
    const reply = await send(input, init)
    if (method !== 'GET' && reply.ok) await page.landfallActed(sent)
    return reply
  }
}

const id = /[0-9a-f]{8}-[0-9a-f-]{27}/g

function actOf({ method, url }: Sent): string {
  const path = new URL(url, 'http://browser').pathname
    .replace(/^\/api\/v1\/[^/]+/, '')
    .replace(/^\/api\/supplier\/[^/]+/, '/supplier/:token')
    .replace(id, ':id')
  return `${method} ${path}`
}
