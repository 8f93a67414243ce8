/**
 * The replay: totals as the files imply to the cent, nothing left in GRNI, books tie; again on the same data
 * folder, and nothing doubles. A folder with fewer orders, shuffled rows and prices times 1.37 ties too.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type ImpliedTotals, impliedTotals, readSource } from '../replay/source.ts'
import { writeVariant } from '../replay/variant.ts'
import { type Proof, sharedData } from './proof.ts'

type ReplayFigures = ImpliedTotals & {
  readonly grni: string
  readonly trialBalance: string
  readonly seconds: number
  readonly linesPerSecond: number
  readonly booksTie: boolean
}

const secondsMax = 240

export const proof: Proof = async ({ isShort }) => {
  const whole = join(sharedData, 'adventureworks')
  if (!existsSync(whole)) return { holds: false, measured: false }

  const scratch = mkdtempSync(join(tmpdir(), 'landfall-replay-'))
  try {
    const other = join(scratch, 'other')
    const everyNth = isShort ? 40 : 3
    writeVariant(whole, other, { everyNth, pricePercent: 137n, seed: 7 })
    const variant = await replayed(other, join(scratch, 'other-data'))
    if (isShort) {
      const again = await replayed(other, join(scratch, 'other-data'))
      return { holds: variant.fits && again.fits, measured: true, variant, again }
    }
    const first = await replayed(whole, join(scratch, 'data'))
    const again = await replayed(whole, join(scratch, 'data'))
    const fast = first.figures.seconds <= secondsMax
    return {
      holds: first.fits && again.fits && variant.fits && fast,
      measured: true,
      first,
      again,
      variant,
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function replayed(folder: string, dataFolder: string) {
  const implied = impliedTotals(readSource(folder))
  const figures = await replay(folder, dataFolder)
  const differences = Object.entries(implied)
    .filter(([name, value]) => figures[name as keyof ReplayFigures] !== value)
    .map(([name, value]) => ({ name, implied: value, read: figures[name as keyof ReplayFigures] }))
  const ties = figures.grni === '0.00' && figures.trialBalance === '0.00' && figures.booksTie
  return { fits: differences.length === 0 && ties, differences, figures }
}

function replay(folder: string, dataFolder: string): Promise<ReplayFigures> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['bench/replay/main.ts', folder, '--data', dataFolder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8')
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      const last = printed.trimEnd().split('\n').at(-1) ?? ''
      if (code === 0 && last.startsWith('{')) resolve(JSON.parse(last) as ReplayFigures)
      else reject(new Error(`the replay ended with ${code}: ${last}`))
    })
  })
}
