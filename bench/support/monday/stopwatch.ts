/** Steps on a screen: how long each took from its key to a screen that stands still, and what axe says then. */
import { setTimeout as sleep } from 'node:timers/promises'

import { axeClean, type Page, shot, still } from '../../../test/browser/support.ts'

export type Stopwatch = {
  /** From `press`, one key, until `shown` is there and nothing is on its way. */
  readonly time: (
    step: string,
    press: () => Promise<void>,
    shown: () => Promise<unknown>,
  ) => Promise<void>
  /** Looks with axe, in the light and in the dark. */
  readonly look: (stage: string) => Promise<void>
}

export type Notes = {
  /** Milliseconds by step, in the order they were taken. */
  readonly took: Map<string, number[]>
  readonly looks: string[]
  readonly violations: string[]
}

export const emptyNotes = (): Notes => ({ took: new Map(), looks: [], violations: [] })

type Looking = {
  /** Nothing is looked at where there is none. */
  readonly schemes: readonly ('light' | 'dark')[]
  readonly keepsShots: boolean
}

export function stopwatch(page: Page, notes: Notes, { schemes, keepsShots }: Looking): Stopwatch {
  const isQuiet = watchRequests(page)
  return {
    time: async (step, press, shown) => {
      const startedAt = performance.now()
      await press()
      await shown()
      await still(page)
      await isQuiet()
      const took = notes.took.get(step) ?? []
      took.push(performance.now() - startedAt)
      notes.took.set(step, took)
    },
    look: async (stage) => {
      for (const scheme of schemes) {
        await page.emulateMedia({ colorScheme: scheme })
        const found = await axeClean(page)
        notes.looks.push(`${stage} ${scheme}`)
        notes.violations.push(
          ...found.map(({ rule, places }) => `${stage} ${scheme}: ${rule} ${places[0] ?? ''}`),
        )
        if (keepsShots) await shot(page, `monday-${stage.replaceAll(' ', '-')}-${scheme}`)
      }
      await page.emulateMedia({ colorScheme: 'light' })
    },
  }
}

/** Waits until no request is under way, and what came of the last one is drawn. */
function watchRequests(page: Page): () => Promise<void> {
  const underWay = new Set<unknown>()
  page.on('request', (request) => underWay.add(request))
  page.on('requestfinished', (request) => underWay.delete(request))
  page.on('requestfailed', (request) => underWay.delete(request))
  return async () => {
    for (let isCalm = false; !isCalm; ) {
      while (underWay.size > 0) await sleep(2)
      await page.evaluate(twoFrames)
      isCalm = underWay.size === 0
    }
  }
}

const twoFrames =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))'
