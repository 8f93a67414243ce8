/**
 * `npm run measure-promo -- <oj file> [--origin 141] [--each]`: how well promotions are foreseen, on
 * Dominick's orange juice: prints one line of JSON. The eight weeks from the origin on are hidden
 * from the engine; their promotions and prices are known.
 */
import { parseArgs } from 'node:util'

import { measureJuice } from './support/juice.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    origin: { type: 'string', default: '141' },
    each: { type: 'boolean', default: false },
  },
})
const file = positionals[0]
if (file === undefined) {
  process.stderr.write('Say which file: npm run measure-promo -- <oj file>\n')
  process.exit(64)
}
const { each, ...figures } = measureJuice(file, { firstTestWeek: Number(values.origin) })
process.stdout.write(`${JSON.stringify(values.each ? { ...figures, each } : figures)}\n`)
