/**
 * Each screen has a walk in a real browser: with none, with a thousand rows, with its menus and its errors open, axe
 * clean; and each act that can be done on it is done by keyboard, and looked up in the database.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

import type { Row } from '../../test/browser/screens/row.ts'
import { table } from '../../test/browser/screens/table.ts'
import type { ActSeen, SceneSeen } from '../../test/browser/seen.ts'
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
    tests: { passed: run.passed, failed: run.failed },
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

type Seen = SceneSeen | ActSeen

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
  const texts = new Map(walkFiles().map(({ file, text }) => [file, text]))
  const proven = acts.filter(
    (act) =>
      act.isByKeyboard &&
      passed.has(`${act.file} ${act.test.replaceAll(' > ', ' ')}`) &&
      looksUp(texts.get(act.file) ?? '', act.test),
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

/** The test reads the database, by SQL or over the API, after it acted. */
function looksUp(text: string, test: string): boolean {
  const tests = text.split(/^test(?=[.(])/m).slice(1)
  const own = tests.find((each) => isNamed(each, test.split(' > ').at(-1) ?? test))
  return (
    own !== undefined && /expect[\s\S]*?(api|Of\(|read|found|count|newest|level|made)/.test(own)
  )
}

/** Titles that are made for each row of a table say only in part what they are called. */
function isNamed(source: string, title: string): boolean {
  const [, , said = ''] = /(['`])((?:(?!\1).)*)\1,/.exec(source) ?? []
  const pattern = said
    .split(/\$[\w.]+|%\w/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${pattern.join('.*')}$`).test(title)
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
