/** The PostgreSQL an installation runs on: ours on the data folder, or another by address. */
import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Config } from '#platform/config'
import type { Server } from '#platform/organization-database'
import { deriveSecret, readSecret } from '#platform/secret'

import { addressFromUrl } from './address.ts'
import { findRunning, startEmbedded } from './embedded.ts'
import { lockFolder } from './folder-lock.ts'

export type OpenServer = {
  readonly server: Server
  /** Stops PostgreSQL when we started it, and gives the data folder free. */
  readonly close: () => Promise<void>
}

const attachMsMax = 10_000

/** Tells that another process runs on the data folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError'
}

/**
 * @param use `own` to be the one server on the data folder; `share` to work beside one that may run
 * @throws {FolderInUseError} when it is to be owned and another process has it
 */
export async function openServer(
  config: Config,
  use: 'own' | 'share',
  onRestart: (reason: string) => void = () => undefined,
): Promise<OpenServer> {
  const { dataFolder, databasePrefix: prefix } = config
  if (config.databaseUrl !== undefined) {
    const owner = addressFromUrl(config.databaseUrl)
    return { server: { owner, secret: readSecret(config), prefix }, close: async () => undefined }
  }
  mkdirSync(dataFolder, { recursive: true })
  letPostgresThrough(dataFolder)
  const lock = lockFolder(dataFolder)
  const secret = readSecret(config)
  const cluster = {
    folder: join(dataFolder, 'postgres'),
    password: deriveSecret(secret, 'postgres'),
  }
  if (lock.kind === 'ours') {
    const postgres = await startEmbedded({ ...cluster, onRestart }).catch((error: unknown) => {
      lock.release()
      throw error
    })
    return {
      server: { owner: postgres.address, secret, prefix },
      close: async () => {
        await postgres.stop()
        lock.release()
      },
    }
  }
  if (use === 'own') {
    throw new FolderInUseError(
      `Landfall already runs on ${dataFolder} (process ${lock.by.pid}). ` +
        'Stop it first, or set LANDFALL_DATA to another folder.',
    )
  }
  return { server: { owner: await attach(cluster), secret, prefix }, close: async () => undefined }
}

/** As root we start PostgreSQL as another user, who must be able to walk to its folder inside ours. */
function letPostgresThrough(folder: string): void {
  if (process.getuid?.() === 0) chmodSync(folder, statSync(folder).mode | 0o011)
}

async function attach(cluster: { readonly folder: string; readonly password: string }) {
  for (const deadline = Date.now() + attachMsMax; Date.now() < deadline; await sleep(100)) {
    const running = await findRunning(cluster)
    if (running !== undefined) return running.address
  }
  throw new FolderInUseError(
    `Another process holds ${cluster.folder} but its PostgreSQL does not answer. Try again.`,
  )
}
