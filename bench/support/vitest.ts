/** Runs tests and gives each with what became of it. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
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
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly success: boolean
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/** @param filters files or folders, as vitest takes them */
export function runTests(
  filters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): TestRun {
  mkdirSync('.cache', { recursive: true })
  const file = join('.cache', `prove-${process.pid}.json`)
  const run = spawnSync(
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
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  rmSync(file, { force: true })
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    isWhole: run.status === 0 && report.success,
    tests: report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, status }) => ({
        file: name,
        title: fullName,
        hasPassed: status === 'passed',
        hasFailed: status === 'failed',
      })),
    ),
  }
}
