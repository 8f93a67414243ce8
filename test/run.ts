/**
 * `npm test`: runs the suite and ends with one line that says how many passed and failed. Arguments go
 * to vitest: `npm test -- src/books`.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

type Report = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  /** Files that could not be loaded have no tests to count. */
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly unknown[]
  }[]
}

const root = join(import.meta.dirname, '..')
/** Where the report is to stay; else it is read and removed. */
const kept = process.env['LANDFALL_TEST_REPORT']
const reportFile = kept ?? join(root, '.cache', `test-report-${process.pid}.json`)
mkdirSync(join(root, '.cache'), { recursive: true })

const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const run = spawnSync(
  process.execPath,
  [
    vitest,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
)

const { passed, failed } = readReport()
process.exitCode = run.status === 0 && failed === 0 ? 0 : 1
process.stdout.write(`${passed} passed, ${failed} failed\n`)

function readReport(): { readonly passed: number; readonly failed: number } {
  try {
    const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report
    const unloaded = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    )
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
    }
  } catch {
    return { passed: 0, failed: 1 }
  } finally {
    if (kept === undefined) rmSync(reportFile, { force: true })
  }
}
