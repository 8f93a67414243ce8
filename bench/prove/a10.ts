/** `npm run check` is clean; folders, docs/flow.md and READMEs agree; and the full run: CI in a fresh clone, in time. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { runTests } from '../support/vitest.ts'
import type { Proof } from './proof.ts'

const ciMinutesMax = 12

export const proof: Proof = async ({ isShort }) => {
  const house = runTests(['test/house.test.ts', 'src/tidy.test.ts'])
  if (isShort) {
    return { holds: house.isWhole, measured: true, house: house.passed }
  }
  const check = spawnSync('npm', ['run', '--silent', 'check'], { stdio: ['ignore', 2, 2] })
  const ci = ciInFreshClone()
  return {
    holds: house.isWhole && check.status === 0 && ci.status === 0 && ci.minutes <= ciMinutesMax,
    measured: true,
    house: house.passed,
    checkIsClean: check.status === 0,
    ci,
  }
}

function ciInFreshClone() {
  const scratch = mkdtempSync(join(tmpdir(), 'landfall-ci-'))
  const clone = join(scratch, 'landfall')
  try {
    spawnSync('git', ['clone', '--quiet', '.', clone], { stdio: ['ignore', 2, 2] })
    const startedAt = performance.now()
    const run = spawnSync('bash', ['.ci/run'], {
      cwd: clone,
      encoding: 'utf8',
      env: { ...process.env, CI: 'true' },
      maxBuffer: 256 * 1024 * 1024,
    })
    const minutes = Number(((performance.now() - startedAt) / 60_000).toFixed(2))
    const last = /(\d+) passed, (\d+) failed\s*$/m.exec(run.stdout)
    return { status: run.status, minutes, passed: Number(last?.[1]), failed: Number(last?.[2]) }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
