/**
 * The PostgreSQL that comes with us: started on a folder, watched, restarted when it dies, stopped
 * with us. It survives kill -9 of any process: a server left running by a killed application is adopted.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

import { inLargePages } from '../long-work.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { embeddedSettings } from './embedded-settings.ts'
import type { ConnectionAddress } from './pool.ts'
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts'

export type EmbeddedOptions = {
  /** The cluster's own folder; made when it is not there. */
  readonly folder: string
  readonly password: string
  /** Settings beside ours, such as `fsync=off` for tests. */
  readonly settings?: readonly string[]
  readonly onRestart?: (reason: string) => void
}

export type EmbeddedPostgres = {
  /** Of the owner, in the maintenance database. */
  readonly address: ConnectionAddress
  readonly stop: () => Promise<void>
}

const user = 'landfall'
const startMsMax = 30_000
const stopMsMax = 20_000
const watchMs = 500
const logBytesMax = 10_000_000
/** Longest path of a Unix socket, less the name PostgreSQL gives the file. */
const socketFolderCharsMax = 85

type Running = { readonly process: ProcessIdentity; readonly address: ConnectionAddress }

/** The caller owns the folder; see folder-lock. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const binaries = findBinaries(options.folder)
  if (!existsSync(join(options.folder, 'PG_VERSION'))) initialize(options, binaries)
  const adopted = await findRunning(options)
  let running = adopted ?? (await launch(options, binaries, await freePort()))
  let stopping = false

  const watch = async () => {
    while (!stopping) {
      await sleep(watchMs, undefined, { ref: false })
      if (stopping || isAlive(running.process)) continue
      options.onRestart?.('PostgreSQL died and is started again')
      try {
        running = await launch(options, binaries, running.address.port)
      } catch (error) {
        options.onRestart?.(`PostgreSQL did not start again: ${String(error)}`)
      }
    }
  }
  void watch()

  return {
    address: running.address,
    stop: async () => {
      stopping = true
      await shutDown(running.process)
    },
  }
}

/** The server another process of ours keeps on this folder, if it answers. */
export async function findRunning(
  options: Pick<EmbeddedOptions, 'folder' | 'password'>,
): Promise<Running | undefined> {
  const seen = readPidFile(options)
  if (seen === undefined) return undefined
  return (await answers(seen.address)) ? seen : undefined
}

/** Initializes beside and renames, so that a kill halfway leaves no half cluster. */
function initialize({ folder, password }: EmbeddedOptions, binaries: Binaries): void {
  const draft = `${folder}.draft`
  const passwordFile = `${folder}.password`
  mkdirSync(dirname(folder), { recursive: true })
  rmSync(draft, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  give(draft, binaries)
  give(passwordFile, binaries)
  const [program, args] = binaries.command('initdb', [
    `--pgdata=${draft}`,
    `--username=${user}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ])
  const done = spawnSync(program, args, { ...binaries.identity, cwd: draft, encoding: 'utf8' })
  rmSync(passwordFile, { force: true })
  if (done.status !== 0) {
    rmSync(draft, { recursive: true, force: true })
    throw new Error(`PostgreSQL could not be set up: ${done.error?.message ?? done.stderr}`)
  }
  renameSync(draft, folder)
}

function give(path: string, { identity }: Binaries): void {
  if (identity.uid !== undefined && identity.gid !== undefined) {
    chownSync(path, identity.uid, identity.gid)
  }
}

async function launch(
  options: EmbeddedOptions,
  binaries: Binaries,
  port: number,
): Promise<Running> {
  const deadline = Date.now() + startMsMax
  for (;;) {
    const running = await launchOnce(options, binaries, port)
    if (typeof running !== 'string') return running
    // The killed one is not reaped yet, or its children still hold the memory.
    const mayPass = /postmaster\.pid|shared memory|is still in use|Address already in use/
    if (Date.now() > deadline || !mayPass.test(running)) {
      throw new Error(`PostgreSQL did not start: ${running.trim() || 'it left no message'}`)
    }
    await sleep(100)
  }
}

/** Gives the server, or what it said when it did not start. */
async function launchOnce(
  options: EmbeddedOptions,
  binaries: Binaries,
  port: number,
): Promise<Running | string> {
  const { folder } = options
  const logFile = `${folder}.log`
  const logStart = prepareLog(logFile)
  const log = openSync(logFile, 'a')
  const settings = [...embeddedSettings, ...socketSettings(folder), ...(options.settings ?? [])]
  const [program, args] = binaries.command('postgres', [
    '-D',
    folder,
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    ...settings.flatMap((setting) => ['-c', setting]),
  ])
  // In a session of its own: Ctrl-C must not reach it before the application has drained.
  const child = spawn(program, args, {
    ...binaries.identity,
    cwd: folder,
    detached: true,
    env: inLargePages(process.env),
    stdio: ['ignore', 'ignore', log],
  })
  closeSync(log)
  const failure = await readyOrFailed(options, child)
  if (failure === undefined) {
    child.unref()
    const running = readPidFile(options)
    if (running !== undefined) return running
  }
  return `${failure ?? ''}${readFileSync(logFile, 'utf8').slice(logStart)}`
}

async function readyOrFailed(
  options: EmbeddedOptions,
  child: ChildProcess,
): Promise<string | undefined> {
  let failure: string | undefined
  child.once('error', (error) => {
    failure = error.message
  })
  child.once('exit', (code, signal) => {
    failure ??= `exit ${code ?? signal}\n`
  })
  const deadline = Date.now() + startMsMax
  while (failure === undefined) {
    if (readPidFile(options)?.ready === true) return undefined
    if (Date.now() > deadline) return 'it was not ready in time\n'
    await sleep(10)
  }
  return failure
}

function prepareLog(file: string): number {
  if (!existsSync(file)) return 0
  const { size } = statSync(file)
  if (size <= logBytesMax) return size
  truncateSync(file)
  return 0
}

function socketSettings(folder: string): readonly string[] {
  return [`unix_socket_directories=${mayUseSocket(folder) ? folder : ''}`]
}

function mayUseSocket(folder: string): boolean {
  return process.platform !== 'win32' && Buffer.byteLength(folder) <= socketFolderCharsMax
}

/** Lines of postmaster.pid: pid, folder, start, port, socket folder, host, shared memory, status. */
function readPidFile({
  folder,
  password,
}: Pick<EmbeddedOptions, 'folder' | 'password'>): (Running & { ready: boolean }) | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const process = identityOf(Number(lines[0]))
  const port = Number(lines[3])
  if (process === undefined || !port) return undefined
  const host = lines[4]?.trim() || '127.0.0.1'
  const address = { host, port, user, password, database: 'postgres' }
  return { process, address, ready: lines[7]?.trim() === 'ready' }
}

async function answers(address: ConnectionAddress): Promise<boolean> {
  const client = new pg.Client({ ...address, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A fast shutdown: running transactions are rolled back, everything committed is on disk. */
async function shutDown(server: ProcessIdentity): Promise<void> {
  if (!isAlive(server)) return
  process.kill(server.pid, 'SIGINT')
  const deadline = Date.now() + stopMsMax
  while (isAlive(server)) {
    if (Date.now() > deadline) throw new Error('PostgreSQL did not stop in time.')
    await sleep(20)
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer()
    server.on('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address === null || typeof address === 'string') failed(new Error('no free port'))
        else found(address.port)
      })
    })
  })
}
