/** What each benchmark of documents shares: a server, a mail peer, the load, and what it left behind. */
import { setTimeout as sleep } from 'node:timers/promises'

import { cpuPerDocument, cpuSoFar } from './cpu.ts'
import { rounded } from './figures.ts'
import { leanClientOf } from './lean-client.ts'
import { freshFolder, removeFolder, startLive } from './live.ts'
import { runLoad } from './load.ts'
import { startMailPeer } from './mail-peer.ts'
import { type Inside, lookInside, type Rows } from './server-facts.ts'
import { linesPerDocument, makeWorld, type World } from './world.ts'

export type BenchOptions = {
  readonly isShort: boolean
  /** The larger of two sizes, where a benchmark has two. */
  readonly isLarge?: boolean
  /** Another size than the benchmark's own, to look at growth. */
  readonly items?: number | undefined
}

/** One line of JSON, and whether the counts were right. */
export type BenchResult = { readonly isRight: boolean; readonly [figure: string]: unknown }

export type DocumentBench = {
  readonly name: string
  readonly documents: number
  /** Made before the clock starts; what it gives is handed to each act. */
  readonly prepare: (world: World, documents: number) => Promise<readonly unknown[]>
  readonly act: (world: World, no: number, prepared: unknown) => Promise<void>
  /** Rows that the load must have added, by table. */
  readonly leaves: (documents: number) => Rows
  /** How many mails the whole run must have sent. */
  readonly mails: (documents: number) => number
}

export const clientCount = 8
const drainSecondsMax = 60
const countedTables = ['audit_event', 'outbox_event', 'idempotency_key', 'mail_message']

export async function runDocumentBench(bench: DocumentBench): Promise<BenchResult> {
  const { documents } = bench
  const peer = await startMailPeer()
  const dataFolder = freshFolder()
  const live = await startLive({ dataFolder, environment: { SMTP_URL: peer.url } })
  try {
    const world = await makeWorld(live, undefined, leanClientOf)
    const inside = await lookInside(dataFolder, world.organization)
    const prepared = await bench.prepare(world, documents)
    await drained(inside, peer.messageIds)
    const tables = [...new Set([...Object.keys(bench.leaves(documents)), ...countedTables])]
    const before = await inside.count(tables)
    const cpuBefore = cpuSoFar(dataFolder, live.process.pid)
    const load = await runLoad({
      clientCount,
      pieces: documents,
      act: (_, no) => bench.act(world, no, prepared[no]),
    })
    const cpuAfter = cpuSoFar(dataFolder, live.process.pid)
    const endedAt = performance.now()
    await drained(inside, peer.messageIds)
    const drainSeconds = (performance.now() - endedAt) / 1000
    const after = await inside.count(tables)
    const left = Object.fromEntries(
      tables.map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)]),
    )
    const wrong = Object.entries(bench.leaves(documents)).filter(
      ([table, count]) => left[table] !== count,
    )
    const mails = new Set(peer.messageIds).size
    const isRight =
      wrong.length === 0 &&
      mails === bench.mails(documents) &&
      peer.messageIds.length === mails &&
      drainSeconds <= drainSecondsMax
    const facts = await inside.facts()
    await inside.close()
    world.close()
    return {
      isRight,
      bench: bench.name,
      documents,
      lines: documents * linesPerDocument,
      clients: clientCount,
      linesPerSecond: rounded(load.perSecond * linesPerDocument),
      perSecond: load.perSecond,
      seconds: load.seconds,
      p50Ms: load.p50Ms,
      p95Ms: load.p95Ms,
      p99Ms: load.p99Ms,
      cpuMsPerDocument: cpuPerDocument(cpuBefore, cpuAfter, documents),
      ...facts,
      rows: left,
      mails,
      mailsArrived: peer.messageIds.length,
      drainSeconds: rounded(drainSeconds),
      ...(wrong.length === 0 ? {} : { wrong: Object.fromEntries(wrong) }),
    }
  } catch (error) {
    process.stderr.write(`${live.printed()}\n`)
    throw error
  } finally {
    await live.stop()
    await peer.close()
    removeFolder(dataFolder)
  }
}

/** Until no mail waits: as many messages arrived as the log has rows that are done. */
async function drained(inside: Inside, arrived: readonly string[]): Promise<void> {
  const until = Date.now() + 2 * drainSecondsMax * 1000
  for (let quietSince = Date.now(), seen = -1; Date.now() < until; await sleep(200)) {
    const waiting = await inside.mailWaiting()
    const { mail_message: logged = 0 } = await inside.count(['mail_message'])
    if (arrived.length !== seen || waiting > 0 || logged > arrived.length) {
      seen = arrived.length
      quietSince = Date.now()
    }
    if (Date.now() - quietSince > 1_500) return
  }
}
