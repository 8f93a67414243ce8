/**
 * The relay: gives committed events their positions, in batches, and hands them to readers in that
 * order. One process at a time holds the lease of an organization's outbox. Positions are given after
 * commit, so an event that commits late comes later and is never skipped.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'

import type { Database } from '#platform/database'
import type { Logger } from '#platform/log'
import type { Organization } from '#platform/organizations'
import { ruleActor } from '#platform/rule-actor'
import { outboxChannel } from '#platform/wake'
import type { Tx } from '#platform/work'

export type OutboxEvent = {
  readonly id: string
  readonly position: bigint
  readonly type: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly payload: unknown
  readonly occurredAt: Date
}

/** A reader of the outbox. What it writes commits together with its new position. */
export type Subscription = {
  /** Its name in `outbox_reader`; never changed, or it reads from the beginning again. */
  readonly reader: string
  readonly types: readonly string[]
  readonly handle: (tx: Tx, event: OutboxEvent) => Promise<void>
}

export function subscribe(
  reader: string,
  types: readonly string[],
  handle: Subscription['handle'],
): Subscription {
  return { reader, types, handle }
}

export type Relay = { readonly stop: () => Promise<void> }

const leaseName = 'outbox'
const leaseMs = 5_000
const leaseRenewMs = 1_500
const assignMax = 1_000
const deliverMax = 100
const idlePollMs = 1_000
const failedWaitMsMax = 60_000

export function startRelay(
  organization: Organization,
  subscriptions: readonly Subscription[],
  log: Logger,
): Relay {
  const holder = randomUUID()
  const stopping = new AbortController()
  const bell = listen(organization, stopping.signal)
  const readers = subscriptions.map((subscription) => readerOf(organization, subscription, log))
  let leaseUntil = 0

  const round = async (): Promise<boolean> => {
    if (Date.now() > leaseUntil - leaseMs + leaseRenewMs) {
      if (!(await takeLease(organization.db, holder))) return false
      leaseUntil = Date.now() + leaseMs
    }
    const assigned = await assignPositions(organization.db, holder)
    if (assigned < 0) leaseUntil = 0
    const delivered = await Promise.all(readers.map((deliver) => deliver()))
    return assigned === assignMax || delivered.includes(true)
  }

  const loop = async () => {
    while (!stopping.signal.aborted) {
      const rung = bell.wait(idlePollMs)
      const more = await round().catch((error: unknown) => {
        log.warn({ err: error, organization: organization.slug }, 'the relay stumbled')
        return false
      })
      if (!more) await rung
    }
    await dropLease(organization.db, holder).catch(() => undefined)
  }
  const running = loop()
  return {
    stop: async () => {
      stopping.abort()
      bell.ring()
      await running
      await bell.closed
    },
  }
}

export async function takeLease(db: Kysely<Database>, holder: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select relay_lease_take(${leaseName}, ${holder}::uuid, ${leaseMs}::int) as taken`.execute(db)
  return rows[0]?.taken ?? false
}

/** @returns how many events got a position, or -1 when the lease is not ours */
export async function assignPositions(db: Kysely<Database>, holder: string): Promise<number> {
  const { rows } = await sql<{ assigned: number }>`
    select relay_assign(${leaseName}, ${holder}::uuid, ${assignMax}::int) as assigned`.execute(db)
  return rows[0]?.assigned ?? -1
}

async function dropLease(db: Kysely<Database>, holder: string): Promise<void> {
  await db
    .deleteFrom('relay_lease')
    .where('name', '=', leaseName)
    .where('holder', '=', holder)
    .execute()
}

/** Delivers one batch at a time; gives true when there may be more. A failing reader waits, the others go on. */
function readerOf(
  organization: Organization,
  subscription: Subscription,
  log: Logger,
): () => Promise<boolean> {
  let failures = 0
  let waitUntil = 0
  return async () => {
    if (Date.now() < waitUntil) return false
    try {
      const more = await deliverBatch(organization, subscription)
      failures = 0
      return more
    } catch (error) {
      failures += 1
      waitUntil = Date.now() + Math.min(failedWaitMsMax, 500 * 2 ** failures)
      const { reader } = subscription
      log.error({ err: error, organization: organization.slug, reader }, 'a reader failed')
      return false
    }
  }
}

export async function deliverBatch(
  organization: Pick<Organization, 'work' | 'db'>,
  subscription: Subscription,
): Promise<boolean> {
  if (!(await hasNews(organization.db, subscription.reader))) return false
  return organization.work(ruleActor(subscription.reader)).transact(async (tx) => {
    const { from, upTo } = await lockReader(tx, subscription.reader)
    const events = await readEvents(tx, subscription.types, from, upTo)
    for (const event of events) await subscription.handle(tx, event)
    const isFull = events.length === deliverMax
    const position = isFull ? (events.at(-1)?.position ?? upTo) : upTo
    await tx.db
      .updateTable('outbox_reader')
      .set({ position })
      .where('name', '=', subscription.reader)
      .execute()
    return isFull
  })
}

async function hasNews(db: Kysely<Database>, reader: string): Promise<boolean> {
  const { rows } = await sql<{ news: boolean }>`
    select coalesce((select max(position) from outbox_event), 0)
      > coalesce((select position from outbox_reader where name = ${reader}), 0) as news`.execute(
    db,
  )
  return rows[0]?.news ?? false
}

async function lockReader(tx: Tx, reader: string): Promise<{ from: bigint; upTo: bigint }> {
  await tx.db
    .insertInto('outbox_reader')
    .values({ name: reader, position: 0n })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { position } = await tx.db
    .selectFrom('outbox_reader')
    .select('position')
    .where('name', '=', reader)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const last = await tx.db
    .selectFrom('outbox_event')
    .select(({ fn }) => fn.max('position').as('position'))
    .executeTakeFirst()
  return { from: position, upTo: last?.position ?? position }
}

async function readEvents(
  tx: Tx,
  types: readonly string[],
  from: bigint,
  upTo: bigint,
): Promise<readonly OutboxEvent[]> {
  const { rows } = await sql<{
    id: string
    position: bigint
    type: string
    subject_kind: string
    subject_id: string
    payload: unknown
    occurred_at: Date
  }>`
    select id, position, type, subject_kind, subject_id, payload, occurred_at
    from outbox_event
    where position > ${from} and position <= ${upTo} and type = any(${types})
    order by position limit ${deliverMax}`.execute(tx.db)
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    type: row.type,
    subject: { kind: row.subject_kind, id: row.subject_id },
    payload: row.payload,
    occurredAt: row.occurred_at,
  }))
}

type Bell = {
  readonly wait: (ms: number) => Promise<void>
  readonly ring: () => void
  readonly closed: Promise<void>
}

/** Rings when a process of ours says that events wait; a lost connection is opened again. */
function listen(organization: Organization, stopping: AbortSignal): Bell {
  let rung = Promise.withResolvers<void>()
  const ring = () => {
    rung.resolve()
    rung = Promise.withResolvers<void>()
  }
  const stopped = new Promise<void>((resolve) => {
    stopping.addEventListener('abort', () => resolve(), { once: true })
  })

  const listenOnce = async () => {
    const client = new pg.Client({
      ...organization.database.address,
      application_name: 'landfall-relay',
      keepAlive: true,
    })
    const lost = new Promise<void>((resolve) => client.once('end', () => resolve()))
    client.on('error', () => undefined)
    client.on('notification', ring)
    await client.connect()
    await client.query(`listen ${outboxChannel}`)
    await Promise.race([lost, stopped])
    await client.end()
  }

  const keepListening = async () => {
    while (!stopping.aborted) {
      await listenOnce().catch(() => undefined)
      if (!stopping.aborted) await Promise.race([sleep(idlePollMs), stopped])
    }
  }
  return {
    ring,
    wait: async (ms) => {
      const timer = new AbortController()
      const pause = sleep(ms, undefined, { signal: timer.signal }).catch(() => undefined)
      await Promise.race([rung.promise, pause])
      timer.abort()
    },
    closed: keepListening(),
  }
}
