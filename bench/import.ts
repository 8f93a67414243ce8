/** A file of 100,000 items: uploaded, checked and committed over HTTP, with its progress seen on the way. */
import { setTimeout as sleep } from 'node:timers/promises'

import type { BenchOptions, BenchResult } from './support/bench.ts'
import { rounded } from './support/figures.ts'
import { freshFolder, removeFolder, startLive } from './support/live.ts'
import { lookInside } from './support/server-facts.ts'
import { makeWorld, type World } from './support/world.ts'

type ImportState = {
  readonly id: string
  readonly status: string
  readonly rowCount: number
  readonly doneCount: number
  readonly addCount: number
  readonly errorCount: number
  readonly problem: string
}

const pollMs = 200
const secondsMax = 300

export async function bench({ isShort }: BenchOptions): Promise<BenchResult> {
  const items = isShort ? 5_000 : 100_000
  const dataFolder = freshFolder()
  const live = await startLive({ dataFolder })
  try {
    const world = await makeWorld(live)
    const inside = await lookInside(dataFolder, world.organization)
    const before = await inside.count(['item', 'audit_event'])
    const file = Buffer.from(csvOf(items))
    const seen = new Set<number>()

    const startedAt = performance.now()
    const uploaded = await world.buyer.json<ImportState>(world.at('/imports?kind=items'), {
      method: 'POST',
      body: file,
      headers: {
        'content-type': 'text/csv',
        'content-disposition': 'attachment; filename="items.csv"',
      },
    })
    const uploadSeconds = secondsSince(startedAt)
    await world.buyer.json(world.at(`/imports/${uploaded.id}/check`), { method: 'POST' })
    await reach(world, uploaded.id, 'checked', seen)
    const checkSeconds = secondsSince(startedAt) - uploadSeconds
    await world.buyer.json(world.at(`/imports/${uploaded.id}/commit`), { body: {} })
    const done = await reach(world, uploaded.id, 'committed', seen)
    const seconds = secondsSince(startedAt)

    const after = await inside.count(['item', 'audit_event'])
    const facts = await inside.facts()
    await inside.close()
    world.close()
    const added = (after['item'] ?? 0) - (before['item'] ?? 0)
    return {
      isRight: added === items && done.addCount === items && done.errorCount === 0,
      bench: 'import',
      items,
      bytes: file.length,
      seconds: rounded(seconds, 2),
      perSecond: rounded(items / seconds),
      uploadSeconds: rounded(uploadSeconds, 2),
      checkSeconds: rounded(checkSeconds, 2),
      commitSeconds: rounded(seconds - uploadSeconds - checkSeconds, 2),
      progressSteps: seen.size,
      ...facts,
      rows: {
        item: added,
        audit_event: (after['audit_event'] ?? 0) - (before['audit_event'] ?? 0),
      },
    }
  } catch (error) {
    process.stderr.write(`${live.printed()}\n`)
    throw error
  } finally {
    await live.stop()
    removeFolder(dataFolder)
  }
}

/** Asks until the import is there, and keeps each progress it was told. */
async function reach(
  world: World,
  id: string,
  status: string,
  seen: Set<number>,
): Promise<ImportState> {
  for (const until = Date.now() + secondsMax * 1000; Date.now() < until; await sleep(pollMs)) {
    const state = await world.buyer.json<ImportState>(world.at(`/imports/${id}`))
    seen.add(state.doneCount)
    if (state.status === status) return state
    if (state.status === 'failed') throw new Error(`the import failed: ${state.problem}`)
  }
  throw new Error(`the import was not ${status} in ${secondsMax} s`)
}

function csvOf(items: number): string {
  const rows = ['sku,name,unit,gtin,category,weightGrams,valuationMethod,externalId']
  for (let no = 1; no <= items; no += 1) {
    const method = no % 5 === 0 ? 'moving_average' : 'fifo'
    rows.push(
      `IMP-${no},"Imported item, number ${no}",EA,,CAT-${no % 50},${100 + (no % 900)},${method},ext-${no}`,
    )
  }
  return rows.join('\n')
}

function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000
}
