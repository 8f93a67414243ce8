/** Runs tests and gives each with what became of it. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export type TestRun = {
  readonly passed: number
  readonly failed: number
  readonly isWhole: boolean
  readonly tests: readonly {
    readonly file: string
    readonly title: string
    readonly hasPassed: boolean
    readonly hasFailed: boolean
  }[]
}

type Report = {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/**
 * Where `npm test` has just run and left its report (`LANDFALL_TEST_REPORT`), what it saw of these files is
 * taken from there, unless the tests are to run otherwise than it ran them.
 *
 * @param filters parts of file names
 * @param environment how these tests are to run, when not as usual
 */
export function runTests(
  filters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): TestRun {
  const kept = process.env['LANDFALL_TEST_REPORT']
  const isUsual = Object.keys(environment).length === 0
  if (isUsual && kept !== undefined && existsSync(kept)) return reportedIn(kept, filters)
  mkdirSync('.cache', { recursive: true })
  const file = join('.cache', `prove-${process.pid}.json`)
  spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...filters,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...environment } },
  )
  const run = reportedIn(file, filters)
  rmSync(file, { force: true })
  return run
}

function reportedIn(file: string, filters: readonly string[]): TestRun {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  const files = report.testResults.filter(({ name }) => filters.some((part) => name.includes(part)))
  const tests = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({
      file: name,
      title: fullName,
      hasPassed: status === 'passed',
      hasFailed: status === 'failed',
    })),
  )
  return {
    passed: tests.filter(({ hasPassed }) => hasPassed).length,
    failed: tests.filter(({ hasFailed }) => hasFailed).length,
    isWhole: files.length > 0 && files.every(({ status }) => status !== 'failed'),
    tests,
  }
}
