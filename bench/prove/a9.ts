/** Each screen has a walk in a real browser that passes: by keyboard, against the database, axe clean. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { runTests } from '../support/vitest.ts'
import type { Proof } from './proof.ts'

/** The short run says that no screen is without a walk; the walks themselves are part of `npm test`. */
export const proof: Proof = async ({ isShort }) => {
  const folders = readdirSync('web/screens', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  const walks = readdirSync('test/browser')
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(join('test/browser', name), 'utf8'))
  const notWalked = folders.filter((folder) => {
    const places = placesOf(folder)
    return !places.some((place) => walks.some((walk) => walk.includes(place)))
  })
  const withoutAxe = walks.filter((walk) => !walk.includes('axeClean')).length
  const withRulesOff = walks.filter((walk) => /disableRules|rules:\s*\{/.test(walk)).length
  const isCovered = notWalked.length === 0 && withoutAxe === 0 && withRulesOff === 0
  const run = isShort ? undefined : runTests(['test/browser'])
  return {
    holds: isCovered && (run?.isWhole ?? true),
    measured: true,
    screens: folders.length,
    walks: walks.length,
    notWalked,
    withoutAxe,
    withRulesOff,
    ...(run ? { tests: { passed: run.passed, failed: run.failed } } : {}),
  }
}

/** The addresses of a screen's folder, as a walk writes them: up to the first parameter. */
function placesOf(folder: string): readonly string[] {
  const text = readFileSync(join('web/screens', folder, 'screen.ts'), 'utf8')
  const paths = [...text.matchAll(/path: '([^']+)'/g)].map((match) => match[1] ?? '')
  return paths.flatMap((path) => {
    const fixed = path.split('$')[0] ?? ''
    const place = fixed.replace(/\/$/, '')
    // A walk opens the address, or waits until it is brought there.
    return [`'${place}`, `\`${fixed}`, `'**${place}`]
  })
}
