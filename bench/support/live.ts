/** A real Landfall in a data folder of its own, started as a user would: through the starter. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { type Client, clientOf } from './client.ts'

export type Live = {
  readonly address: string
  readonly dataFolder: string
  readonly port: number
  readonly process: ChildProcess
  /** What it printed so far. */
  readonly printed: () => string
  readonly stop: () => Promise<void>
  /** kill -9: nothing is told, nothing is drained. */
  readonly kill: () => Promise<void>
}

export type LiveOptions = {
  readonly dataFolder?: string
  readonly port?: number
  readonly environment?: Readonly<Record<string, string>>
}

const startMsMax = 60_000
const stopMsMax = 30_000

/** @throws with what it printed, when it is not healthy in time */
export async function startLive(options: LiveOptions = {}): Promise<Live> {
  const dataFolder = options.dataFolder ?? freshFolder()
  const port = options.port ?? (await freePort())
  const address = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['bin/landfall.mjs', 'start'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      LOG_LEVEL: 'warn',
      LANDFALL_DATA: dataFolder,
      PORT: `${port}`,
      ...options.environment,
    },
  })
  let printed = ''
  const keep = (chunk: Buffer) => {
    printed = (printed + chunk.toString('utf8')).slice(-20_000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await healthy(address, child, () => printed)
  return {
    address,
    dataFolder,
    port,
    process: child,
    printed: () => printed,
    stop: async () => {
      child.kill('SIGTERM')
      await Promise.race([ended, sleep(stopMsMax)])
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

export function freshFolder(): string {
  return join(mkdtempSync(join(tmpdir(), 'landfall-')), 'data')
}

export function removeFolder(dataFolder: string): void {
  rmSync(dataFolder, { recursive: true, force: true })
}

async function healthy(address: string, child: ChildProcess, printed: () => string): Promise<void> {
  const client = clientOf(address, {})
  try {
    for (const until = Date.now() + startMsMax; Date.now() < until; await sleep(50)) {
      if (child.exitCode !== null) break
      const answer = await client.send('/api/health').catch(() => undefined)
      if (answer?.status === 200) return
    }
  } finally {
    client.close()
  }
  child.kill('SIGKILL')
  throw new Error(`Landfall did not become healthy:\n${printed()}`)
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address()
      server.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : 0))
    })
  })
}

export type Founded = {
  readonly organization: string
  readonly owner: Client
  /** A member with this role, by a session of its own. */
  readonly cookie: string
}

export const password = randomBytes(12).toString('base64url')

/** First run: the owner, the organization and its first company. */
export async function found(
  live: Pick<Live, 'address'>,
  given: { readonly slug?: string; readonly currency?: string } = {},
): Promise<Founded> {
  const slug = given.slug ?? 'bench'
  const nobody = clientOf(live.address, {})
  await nobody.json('/api/setup', {
    body: {
      owner: { name: 'Olga Owner', email: 'owner@example.com', password },
      organization: { name: 'Bench Trading', slug },
      company: {
        name: 'Bench Trading Ltd',
        baseCurrency: given.currency ?? 'USD',
        fiscalYearStartMonth: 1,
      },
    },
  })
  nobody.close()
  const cookie = await signIn(live, 'owner@example.com', password)
  return { organization: slug, owner: clientOf(live.address, { cookie }), cookie }
}

/** The cookie of a new session. */
export async function signIn(
  live: Pick<Live, 'address'>,
  email: string,
  secret: string,
): Promise<string> {
  const client = clientOf(live.address, {})
  const answer = await client.send('/api/auth/sign-in/email', { body: { email, password: secret } })
  client.close()
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${answer.text}`)
  const cookies = answer.headers['set-cookie'] ?? []
  return [cookies]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
