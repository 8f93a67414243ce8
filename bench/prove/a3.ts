/** Speed on two cores: 800 lines a second each, a large import under a minute, a page out of a million in 50 ms. */
import { spawnSync } from 'node:child_process'

import type { Proof } from './proof.ts'

type Figures = {
  readonly isRight: boolean
  readonly linesPerSecond: number
  readonly seconds: number
  readonly p95Ms: number
  readonly progressSteps: number
}

const limits: Readonly<Record<string, (figures: Figures) => boolean>> = {
  order: ({ linesPerSecond }) => linesPerSecond >= 800,
  receipt: ({ linesPerSecond }) => linesPerSecond >= 800,
  invoice: ({ linesPerSecond }) => linesPerSecond >= 800,
  import: ({ seconds, progressSteps }) => seconds < 60 && progressSteps > 2,
  list: ({ p95Ms }) => p95Ms < 50,
}

/** The short run says that each benchmark runs and leaves the right rows; only the full one judges speed. */
export const proof: Proof = async ({ isShort }) => {
  const measured = Object.keys(limits).map((name) => {
    const figures = run(name, isShort)
    const isFast = isShort || (limits[name]?.(figures) ?? false)
    return { name, holds: figures.isRight && isFast, figures }
  })
  return { holds: measured.every(({ holds }) => holds), measured: true, benches: measured }
}

function run(name: string, isShort: boolean): Figures {
  const args = ['bench/main.ts', name, ...(isShort ? ['--short'] : [])]
  const { stdout } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const last = stdout.trimEnd().split('\n').at(-1) ?? ''
  if (!last.startsWith('{')) throw new Error(`bench ${name} printed no line of JSON`)
  return JSON.parse(last) as Figures
}
