/**
 * `npm run prove -- A1 [--short]`: prints one line of JSON with what it counted. Exits 0 when the line holds, 1
 * when it does not, 2 when it could not be measured here.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'

import type { Proof, ProofResult } from './proof.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false } },
})
const name = positionals[0]?.toLowerCase() ?? ''
const path = new URL(`./${name}.ts`, import.meta.url)
if (!/^[a-z]\d{1,2}$/.test(name) || !existsSync(path)) {
  process.stderr.write('Say which proof: npm run prove -- A1 (to A10, D1 to D10) [--short]\n')
  process.exit(64)
}

const { proof } = (await import(path.href)) as { readonly proof: Proof }
const startedAt = performance.now()
const result = await proof({ isShort: values.short }).catch(failed)
const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1))
process.stdout.write(
  `${JSON.stringify({ proof: name.toUpperCase(), short: values.short, ...result, seconds })}\n`,
)
process.exit(exitCode(result))

function failed(error: unknown): ProofResult {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  return { holds: false, measured: true, problem: String(error) }
}

function exitCode({ holds, measured }: ProofResult): number {
  if (!measured) return 2
  return holds ? 0 : 1
}
