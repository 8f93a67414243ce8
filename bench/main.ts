/** `npm run bench -- order | receipt | ... | replenish | plan [--short]`: prints one line of JSON. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { ofLongWork } from '#platform/long-work'
import type { BenchOptions, BenchResult } from './support/bench.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    items: { type: 'string' },
  },
})
const name = positionals[0] ?? ''
const path = new URL(`./${name}.ts`, import.meta.url)
if (!/^[a-z]+$/.test(name) || name === 'main' || !existsSync(path)) {
  process.stderr.write(
    'Say which: npm run bench -- order | receipt | invoice | import | list | forecast | replenish | plan\n',
  )
  process.exit(64)
}
// As the process of a planning run has its memory, and only a new process can have it so.
const surroundings = ofLongWork(process.env, join(tmpdir(), 'landfall-bench-compiled'))
if (surroundings['NODE_COMPILE_CACHE'] !== process.env['NODE_COMPILE_CACHE']) {
  const done = spawnSync(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    env: surroundings,
    stdio: 'inherit',
  })
  process.exit(done.status ?? 1)
}
const { bench } = (await import(path.href)) as {
  readonly bench: (options: BenchOptions) => Promise<BenchResult>
}
const { isRight, ...figures } = await bench({
  isShort: values.short,
  isLarge: values.large,
  items: values.items === undefined ? undefined : Number(values.items),
})
process.stdout.write(`${JSON.stringify({ isRight, ...figures })}\n`)
process.exit(isRight ? 0 : 1)
