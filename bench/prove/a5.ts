/**
 * kill -9 under a load of receipts: what was answered with 2xx is there afterwards, every time; the books
 * tie; the doctor finds nothing.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'

import { booksChecks } from '#edge/cli/doctor-checks'

import { killCluster } from '../support/cluster.ts'
import { freshFolder, type Live, removeFolder, startLive } from '../support/live.ts'
import { lookInside } from '../support/server-facts.ts'
import { makeWorld, type World } from '../support/world.ts'
import type { Proof } from './proof.ts'

const clientCount = 8
const backMsMax = 60_000

type Order = { readonly id: string; readonly lineId: string }

/** What dies: the server, PostgreSQL beneath a server that goes on, or both at once. */
type Victim = 'server' | 'postgres' | 'both'

type Round = {
  readonly victim: Victim
  readonly logged: number
  readonly killed: number
  readonly seconds: number
}

export const proof: Proof = async ({ isShort }) => {
  if (!existsSync('/proc/self/stat')) return { holds: false, measured: false }
  const dataFolder = freshFolder()
  let live = await startLive({ dataFolder })
  const { port } = live
  try {
    const world = await makeWorld(live, { suppliers: 1, items: clientCount })
    const orders = await largeOrders(world)
    const ids: string[] = []
    const rounds: Round[] = []
    const wrong: string[] = []
    const count = isShort ? 2 : 20
    const each = isShort ? 100 : 1_000
    for (let no = 1; no <= count && wrong.length === 0; no += 1) {
      const victim = victimOf(no)
      const before = ids.length
      const current = live
      let killed = 0
      await loadUntil({ world, orders, ids, until: before + each }, async () => {
        killed = await kill(victim, current)
      })
      const killedAt = performance.now()
      live = victim === 'postgres' ? current : await startLive({ dataFolder, port })
      await answersAgain(world)
      const seconds = Number(((performance.now() - killedAt) / 1000).toFixed(1))
      rounds.push({ victim, logged: ids.length - before, killed, seconds })
      wrong.push(...(await complaints(live, world, ids)))
    }
    world.close()
    const least = Math.min(...rounds.map(({ logged }) => logged))
    return {
      holds: wrong.length === 0 && rounds.length === count && least >= each,
      measured: true,
      rounds: rounds.length,
      kills: countBy(rounds.map(({ victim }) => victim)),
      processesKilled: rounds.reduce((sum, { killed }) => sum + killed, 0),
      logged: ids.length,
      loggedBeforeEachKillAtLeast: least,
      readBack: wrong.length === 0 ? ids.length : 'see wrong',
      backAfterSecondsAtMost: Math.max(...rounds.map(({ seconds }) => seconds)),
      ...(wrong.length === 0 ? {} : { wrong: wrong.slice(0, 10) }),
    }
  } catch (error) {
    process.stderr.write(`${live.printed()}\n`)
    throw error
  } finally {
    await live.stop()
    removeFolder(dataFolder)
  }
}

function victimOf(no: number): Victim {
  if (no % 2 === 1) return 'server'
  return no % 4 === 0 ? 'both' : 'postgres'
}

async function kill(victim: Victim, live: Live): Promise<number> {
  const killed = victim === 'server' ? 0 : killCluster(live.dataFolder)
  if (victim === 'postgres') return killed
  await live.kill()
  return killed + 1
}

/** One for each client, of one line so long that it never fills. */
async function largeOrders({ buyer, approver, at, ...world }: World): Promise<readonly Order[]> {
  const orders: Order[] = []
  for (const itemId of world.itemIds) {
    const { id, lineIds } = await buyer.json<{ id: string; lineIds: string[] }>(
      at('/purchase-orders'),
      {
        body: {
          supplierId: world.supplierIds[0],
          placeId: world.placeId,
          requestedOn: day,
          submit: true,
          lines: [
            {
              itemId,
              quantity: pieces(10_000_000),
              price: { amount: '1.37', currency: 'USD', per: '1', unit: 'EA' },
            },
          ],
        },
      },
    )
    await approver.json(at(`/purchase-orders/${id}/approvals`), { body: { decision: 'approved' } })
    await buyer.json(at(`/purchase-orders/${id}/release`), { method: 'POST' })
    orders.push({ id, lineId: lineIds[0] ?? '' })
  }
  return orders
}

const day = new Date().toISOString().slice(0, 10)
const pieces = (quantity: number) => ({ quantity: `${quantity}`, unit: 'EA' })

type Load = {
  readonly world: World
  readonly orders: readonly Order[]
  /** Of the receipts that were answered with 201, as the clients write them down. */
  readonly ids: string[]
  readonly until: number
}

/** Eight go on receiving while the deed is done, and try a little longer. */
async function loadUntil(load: Load, deed: () => Promise<void>): Promise<void> {
  const { world, orders, ids } = load
  let isDone = false
  const client = async (order: Order): Promise<void> => {
    for (let triesAfter = 0; triesAfter < 3; ) {
      const id = await receive(world, order)
      if (id !== undefined) ids.push(id)
      if (isDone) triesAfter += 1
    }
  }
  const clients = orders.map(client)
  for (const deadline = Date.now() + 10 * backMsMax; ids.length < load.until; await sleep(2)) {
    if (Date.now() > deadline) throw new Error(`only ${ids.length} receipts were taken in time`)
  }
  await deed()
  isDone = true
  await Promise.all(clients)
}

async function receive({ buyer, at }: World, order: Order): Promise<string | undefined> {
  const body = {
    orderId: order.id,
    receivedOn: day,
    lines: [{ orderLineId: order.lineId, accepted: pieces(1) }],
  }
  const answer = await buyer.send(at('/receipts'), { body }).catch(() => undefined)
  if (answer?.status !== 201) return undefined
  return (JSON.parse(answer.text) as { id: string }).id
}

async function answersAgain({ buyer, at }: World): Promise<void> {
  for (const deadline = Date.now() + backMsMax; Date.now() < deadline; await sleep(50)) {
    const answer = await buyer.send(at('/receipts?limit=1')).catch(() => undefined)
    if (answer?.status === 200) return
  }
  throw new Error('the server did not come back')
}

async function complaints(
  live: Live,
  world: World,
  ids: readonly string[],
): Promise<readonly string[]> {
  const inside = await lookInside(live.dataFolder, world.organization)
  try {
    const organization = await inside.installation.organization(world.organization)
    if (organization === undefined) return ['the organization is gone']
    const { rows } = await sql<{ found: string; units: string }>`
      select count(distinct receipt.id)::text as found, sum(line.accepted_units)::text as units
      from receipt join receipt_line line on line.receipt_id = receipt.id
      where receipt.id = any(${ids}::uuid[])
    `.execute(organization.db)
    const isThere = rows[0]?.found === `${ids.length}` && rows[0].units === `${ids.length}`
    const books: string[] = []
    for (const check of booksChecks) books.push(...(await check.run(organization.db)))
    return [
      ...(isThere ? [] : [`${ids.length} were logged, ${JSON.stringify(rows[0])} are there`]),
      ...(await unread(live, world, ids.slice(-clientCount))),
      ...books,
      ...(await doctorSays(live.dataFolder)),
    ]
  } finally {
    await inside.close()
  }
}

/** The last ones, which were closest to the kill, over HTTP as well. */
async function unread(
  live: Live,
  { buyer, at }: World,
  ids: readonly string[],
): Promise<readonly string[]> {
  const answers = await Promise.all(ids.map((id) => buyer.send(at(`/receipts/${id}`))))
  return answers
    .filter(({ status }) => status !== 200)
    .map(({ status }) => `a receipt is answered with ${status} at ${live.address}`)
}

/** Readers of the outbox may take their time on a busy machine; that they never catch up is a fault. */
const catchUpMsMax = 300_000

async function doctorSays(dataFolder: string): Promise<readonly string[]> {
  for (const until = Date.now() + catchUpMsMax; ; await sleep(2_000)) {
    const says = askDoctor(dataFolder)
    if (Date.now() > until || !says.some((text) => text.includes('is behind by'))) return says
  }
}

function askDoctor(dataFolder: string): readonly string[] {
  const doctor = spawnSync(process.execPath, ['bin/landfall.mjs', 'doctor'], {
    encoding: 'utf8',
    env: { ...process.env, LANDFALL_DATA: dataFolder, LOG_LEVEL: 'silent' },
  })
  if (doctor.status === 0) return []
  return [`doctor ended with ${doctor.status}: ${doctor.stdout}${doctor.stderr}`.slice(0, 1_000)]
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
