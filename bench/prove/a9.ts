/**
 * Each screen has a walk in a real browser: with none, with a thousand rows, with its menus and its errors open, axe
 * clean; and each act that can be done on it is done by keyboard, in a test that then reads what the database holds.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

import type { Row } from '../../test/browser/screens/row.ts'
import { table } from '../../test/browser/screens/table.ts'
import type { ActSeen, ReadSeen, SceneSeen } from '../../test/browser/seen.ts'
import { runTests } from '../support/vitest.ts'
import type { Proof } from './proof.ts'

type Screen = { readonly folder: string; readonly path: string }

/** The short run holds the table against the screens; the full one runs the walks and reads what they saw. */
export const proof: Proof = async ({ isShort }) => {
  const screens = screensOf()
  const rows = new Map(table.map((row) => [row.path, row]))
  const paths = new Set(screens.map(({ path }) => path))
  const walks = walkFiles()
  const said = {
    screens: new Set(screens.map(({ folder }) => folder)).size,
    paths: paths.size,
    acts: table.flatMap(({ acts = [] }) => acts).length,
    pathsWithoutRow: [...paths].filter((path) => !rows.has(path)),
    rowsWithoutScreen: [...rows.keys()].filter((path) => !paths.has(path)),
    foldersWithoutActs: foldersWithoutActs(screens, rows),
    walksWithRulesOff: walks
      .filter(({ text }) => /disableRules|rules:\s*\{|withTags|runOnly/.test(text))
      .map(({ file }) => file),
  }
  const isCovered = isNothing(said)
  if (isShort) return { holds: isCovered, measured: true, ...said }
  const folder = resolve('.cache/walks')
  rmSync(folder, { recursive: true, force: true })
  const run = runTests(['test/browser'], { LANDFALL_WALKS: folder })
  const walked = found(table, screens, readSeen(folder), new Set(passedTests(run.tests)))
  return {
    holds: isCovered && run.isWhole && isNothing(walked.missing),
    measured: true,
    ...said,
    ...walked.counts,
    ...walked.missing,
    tests: {
      passed: run.passed,
      failed: run.failed,
      failing: run.tests.filter(({ hasFailed }) => hasFailed).map(({ title }) => title),
    },
  }
}

/** Nothing is listed as missing. */
function isNothing(said: Readonly<Record<string, unknown>>): boolean {
  return Object.values(said).every((each) => !Array.isArray(each) || each.length === 0)
}

function screensOf(): readonly Screen[] {
  return readdirSync('web/screens', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: folder }) => {
      const text = readFileSync(join('web/screens', folder, 'screen.ts'), 'utf8')
      const described = text.replace(/waits: \{[^}]*\}/g, '')
      const paths = [...described.matchAll(/\bpath: '([^']+)'/g)]
      return paths.map((match) => ({ folder, path: match[1] ?? '' }))
    })
}

/** A folder whose components write, none of whose rows names an act. */
function foldersWithoutActs(
  screens: readonly Screen[],
  rows: ReadonlyMap<string, Row>,
): readonly string[] {
  const writes = /\buseAct\b|<NewRecord|useRecordForm|<RecordDialog|<RecordList|'POST'/
  const folders = [...new Set(screens.map(({ folder }) => folder))]
  return folders.filter((folder) => {
    const files = readdirSync(join('web/screens', folder)).filter((name) => /\.tsx?$/.test(name))
    const isWriting = files.some((name) =>
      writes.test(readFileSync(join('web/screens', folder, name), 'utf8')),
    )
    const ofFolder = screens.filter((screen) => screen.folder === folder)
    return isWriting && !ofFolder.some(({ path }) => rows.get(path)?.acts?.length)
  })
}

type WalkFile = { readonly file: string; readonly text: string }

function walkFiles(): readonly WalkFile[] {
  return readdirSync('test/browser', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => resolve('test/browser', name))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
}

type Seen = SceneSeen | ActSeen | ReadSeen

function readSeen(folder: string): readonly Seen[] {
  return readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Seen),
  )
}

const passedTests = (tests: ReturnType<typeof runTests>['tests']) =>
  tests.filter(({ hasPassed }) => hasPassed).map(({ file, title }) => `${file} ${title}`)

/** What was walked, and what is missing. */
function found(
  rows: readonly Row[],
  screens: readonly Screen[],
  seen: readonly Seen[],
  passed: ReadonlySet<string>,
) {
  const scenes = seen.filter((each) => each.kind === 'scene')
  const acts = seen.filter((each) => each.kind === 'act')
  const of = (scene: SceneSeen['scene']) => scenes.filter((each) => each.scene === scene)
  const without = (scene: SceneSeen['scene'], from: readonly Row[]) => {
    const there = new Set(of(scene).map(({ path }) => path))
    return from.filter(({ path }) => !there.has(path)).map(({ path }) => path)
  }
  const proven = acts.filter(
    (act) =>
      act.isByKeyboard &&
      passed.has(`${act.file} ${act.test.replaceAll(' > ', ' ')}`) &&
      isLookedUp(seen, act),
  )
  const done = new Set(proven.map(({ act, place }) => `${act} on ${pathOf(place, screens)}`))
  const named = rows.flatMap(({ path, acts: own = [] }) => own.map((act) => `${act} on ${path}`))
  const sent = new Set(acts.map(({ act, place }) => `${act} on ${pathOf(place, screens)}`))
  return {
    counts: {
      withNone: of('none').length,
      withThousand: of('thousand').length,
      menusOpened: of('menu').length,
      errorsOpened: of('error').length,
      actsByKeyboard: named.filter((act) => done.has(act)).length,
    },
    missing: {
      withoutNone: without('none', rows),
      withoutThousand: without(
        'thousand',
        rows.filter(({ thousand }) => !('hasNoRows' in thousand)),
      ),
      withoutErrors: without('error', rows),
      actsNotByKeyboard: named.filter((act) => !done.has(act)),
      actsWithoutRow: [...sent].filter((act) => !named.includes(act) && !isOfFrame(act)),
    },
  }
}

/** Signing out and in belong to the frame: they can be sent from wherever one is. */
const isOfFrame = (act: string): boolean => act.includes('/api/auth/sign-out')

/** The test asked the database or the API itself, after the act. What it compares is the test's own to say. */
function isLookedUp(seen: readonly Seen[], act: ActSeen): boolean {
  return seen
    .slice(seen.indexOf(act) + 1)
    .some((each) => each.kind === 'read' && each.file === act.file && each.test === act.test)
}

/** `/test/orders/0198…` is `/orders/$orderId`; the organization comes first, unless the frame is bare. */
function pathOf(place: string, screens: readonly Screen[]): string {
  const fits = ({ path }: Screen) => {
    const steps = path.replace(/\/$/, '').replace(/\$\w+/g, '[^/]+')
    return new RegExp(`^(/[^/]+)?${steps}/?$`).test(place)
  }
  const fitting = screens.filter(fits).map(({ path }) => path)
  const isFixed = (path: string) => !path.includes('$')
  return fitting.find((path) => isFixed(path) && path !== '/') ?? fitting[0] ?? place
}
