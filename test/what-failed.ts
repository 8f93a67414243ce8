/**
 * The last words of `.ci/run`: each failed step, and of the tests each failed one with the head of its reason.
 * Arguments: the steps that failed. Reads the report that `npm test` left at `LANDFALL_TEST_REPORT`.
 */
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

type Report = {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

const longestReason = 1_500

const steps = process.argv.slice(2)
process.stdout.write(steps.length === 0 ? 'All steps passed\n' : `Failed: ${steps.join(', ')}\n`)
for (const line of steps.includes('test') ? failedTests() : []) process.stdout.write(`${line}\n`)

function failedTests(): readonly string[] {
  const report = readReport()
  if (report === undefined) return ['The tests left no report']
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(process.cwd(), name)
    const unloaded = status === 'failed' && assertionResults.length === 0
    if (unloaded) return [`${file}: ${message.slice(0, longestReason)}`]
    return assertionResults
      .filter((test) => test.status === 'failed')
      .map(
        (test) =>
          `${file} > ${test.fullName}: ${test.failureMessages.join('\n').slice(0, longestReason)}`,
      )
  })
}

function readReport(): Report | undefined {
  try {
    return JSON.parse(readFileSync(process.env['LANDFALL_TEST_REPORT'] ?? '', 'utf8')) as Report
  } catch {
    return undefined
  }
}
