/** A server on a folder that is gone afterwards: for tests, for the demo, for printing schemas. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { type EmbeddedPostgres, findRunning, startEmbedded } from './embedded.ts'
import { lockFolder } from './folder-lock.ts'

export type ThrowAway = EmbeddedPostgres & { readonly folder: string }

const password = 'throw-away'

/**
 * Starts without durability: what it holds is worth nothing.
 *
 * @param parent kept; each server gets a folder of its own in it, and what crashed ones left is removed
 */
export async function startThrowAway(parent: string): Promise<ThrowAway> {
  await removeLeftOvers(parent)
  const folder = join(resolve(parent), String(process.pid))
  mkdirSync(folder, { recursive: true })
  const lock = lockFolder(folder)
  if (lock.kind === 'held') throw new Error(`${folder} belongs to process ${lock.by.pid}`)
  const postgres = await startEmbedded({
    folder: join(folder, 'postgres'),
    password,
    settings: [
      'fsync=off',
      'synchronous_commit=off',
      'full_page_writes=off',
      'shared_buffers=64MB',
    ],
  })
  return {
    ...postgres,
    folder,
    stop: async () => {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function removeLeftOvers(parent: string): Promise<void> {
  if (!existsSync(parent)) return
  for (const name of readdirSync(parent)) {
    const folder = join(resolve(parent), name)
    const lock = lockFolder(folder)
    if (lock.kind === 'held') continue
    const cluster = { folder: join(folder, 'postgres'), password }
    const orphan = await findRunning(cluster)
    if (orphan !== undefined) await (await startEmbedded(cluster)).stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
