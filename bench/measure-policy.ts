/**
 * `npm run measure-policy -- <series> <meta> [--every 1]`: what stock policies hold and serve on real demand, by the replay
 * protocol: prints one line of JSON. Stock value in thousands at equal value fill for the weeks-of-cover spreadsheet, the
 * textbook formula, ours and the clairvoyant; and the fill that ours achieves where one is asked for.
 */
import { parseArgs } from 'node:util'

import { measurePolicy } from './support/policy/measure.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: 'string', default: '1' } },
})
const [series, meta] = positionals
if (series === undefined || meta === undefined) {
  process.stderr.write('Say which files: npm run measure-policy -- <series> <meta>\n')
  process.exit(64)
}
const startedAt = performance.now()
const figures = measurePolicy(series, meta, { every: Number(values.every) })
const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1))
process.stdout.write(`${JSON.stringify({ ...figures, seconds })}\n`)
