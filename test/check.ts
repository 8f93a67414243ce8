/** `npm run check`: everything that can be said of the code without running the suite; all of it, even after a failure. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

const checks: readonly (readonly [name: string, command: readonly string[]])[] = [
  ['types', ['tsc', '--noEmit', '-p', '.']],
  ['types of the web app', ['tsc', '--noEmit', '-p', 'web']],
  ['style', ['biome', 'check']],
  ['dead code', ['knip']],
  ['order of the house', ['vitest', 'run', '--project', 'rules', 'src/tidy.test.ts']],
  ['schema and row types', ['node', 'src/edge/cli/schema-tools.ts', '--check']],
  ['description of the API', ['node', 'src/edge/http/openapi.ts', '--check']],
]

const failed = checks.filter(([name, [program = '', ...args]]) => {
  const path = join(root, 'node_modules/.bin', program)
  const { status } = spawnSync(existsSync(path) ? path : program, args, {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.stderr.write(`\n✗ ${name}\n\n`)
  return status !== 0
})

if (failed.length === 0) process.stdout.write('Checked; all is well.\n')
else process.stderr.write(`Not well: ${failed.map(([name]) => name).join(', ')}.\n`)
process.exitCode = failed.length === 0 ? 0 : 1
