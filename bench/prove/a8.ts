/**
 * Every vector and property of `docs/rules.md` is a test that passes, and seeded random walks of receipts, issues,
 * invoices, returns and corrections leave the books tied.
 */
import { readFileSync } from 'node:fs'

import { runTests } from '../support/vitest.ts'
import type { Proof } from './proof.ts'

export const proof: Proof = async ({ isShort }) => {
  const named = [...vectorTests(), ...propertyTests()]
  const rules = runTests(['/rules/', 'src/kernel/'])
  const missing = named.filter(
    (title) => !rules.tests.some((test) => test.hasPassed && test.title.endsWith(title)),
  )
  const walks = runTests(['test/simulation'], isShort ? {} : { LANDFALL_STEPS: '400' })
  return {
    holds: missing.length === 0 && rules.isWhole && walks.isWhole && walks.passed > 0,
    measured: true,
    vectors: vectorTests().length,
    properties: propertyTests().length,
    missing,
    rules: { passed: rules.passed, failed: rules.failed },
    walks: { passed: walks.passed, failed: walks.failed },
  }
}

function vectorTests(): readonly string[] {
  return section('Vectors').map((cells) => cells[2] ?? '')
}

function propertyTests(): readonly string[] {
  return section('Properties').map((cells) => cells[1] ?? '')
}

/** The rows of the table under this heading, cell by cell. */
function section(heading: string): readonly (readonly string[])[] {
  const text = readFileSync('docs/rules.md', 'utf8')
  const body = text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return body
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
}
