/** The one secret of an installation. Passwords of roles are derived from it, so that none is stored. */
import { createHmac, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Config } from '#platform/config'

const secretBytes = 32
const secretCharsMin = 16

/** From LANDFALL_SECRET, or the 0600 file in the data folder, which is made the first time. */
export function readSecret(config: Pick<Config, 'secret' | 'dataFolder'>): string {
  if (config.secret !== undefined) return longEnough(config.secret)
  const file = join(config.dataFolder, 'secret')
  const draft = `${file}.${process.pid}`
  mkdirSync(config.dataFolder, { recursive: true })
  try {
    return longEnough(readFileSync(file, 'utf8').trim())
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  writeFileSync(draft, randomBytes(secretBytes).toString('base64url'), { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(file, 'utf8').trim()
}

/** Something secret for one purpose: a role's password, the key that signs sessions. */
export function deriveSecret(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url')
}

function longEnough(secret: string): string {
  if (secret.length >= secretCharsMin) return secret
  throw new Error(`The installation secret is shorter than ${secretCharsMin} characters.`)
}

let remembered: string | undefined

/** Keeps the secret for the links this process signs; said when an installation is opened. */
export function rememberSecret(secret: string): void {
  remembered = longEnough(secret)
}

/** @throws {Error} when the process has not read its secret yet */
export function installationSecret(): string {
  if (remembered === undefined) throw new Error('Open an installation before signing links.')
  return remembered
}
