/**
 * One unit of work: one transaction, one instant, one actor, with its audit, its events, its jobs and
 * the answer it keeps for a twin. Only routes, jobs and the command line open one.
 */
import { randomFillSync } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import pg from 'pg'

import type { Id } from '#kernel/brand'
import { uuidV7 } from '#kernel/ids'
import type { Clock } from '#platform/clock'
import type { Database } from '#platform/database'
import { type Pending, toJson } from '#platform/pending'
import type { Permission } from '#platform/permissions'
import type { DatabasePool } from '#platform/postgres/pool'

export type ActorId = Id<'Actor'>

/** Who does it: a person, a rule of ours, an outside system, a supplier by link; audit rows keep which. */
export type Actor = {
  readonly id: ActorId
  readonly kind: 'person' | 'rule' | 'integration' | 'supplier'
  readonly name: string
  readonly permissions: ReadonlySet<Permission>
}

/** One database transaction, one instant, one actor: all that is written inside shares all three. */
export type Tx = {
  readonly db: Transaction<Database>
  readonly now: Date
  readonly actor: Actor
  /** A new UUIDv7 at `now`; later ones of the same transaction sort after earlier ones. */
  readonly newId: <Kind extends string>() => Id<Kind>
  readonly pending: Pending
}

/** What a question needs. A `Tx` is one too. */
export type Ask = {
  readonly db: Kysely<Database>
  readonly now: Date
  readonly actor: Actor
}

/** Where a request came from, for the audit. */
export type WorkContext = { readonly requestId?: string; readonly address?: string }

export type Idempotency = { readonly key: string; readonly requestHash: string }

export type TransactOptions<T> = {
  /** With a key, a twin waits and then gets the first result again, by way of JSON. */
  readonly idempotency?: Idempotency | undefined
  /** False for a refusal: everything is rolled back and nothing is stored, but the result is given. */
  readonly keep?: (result: T) => boolean
  readonly onReplay?: () => void
}

export type Work = {
  readonly actor: Actor
  /** Commits when `body` resolves, rolls back when it throws. `body` has no effect outside its Tx. */
  readonly transact: <T>(body: (tx: Tx) => Promise<T>, options?: TransactOptions<T>) => Promise<T>
  readonly ask: () => Ask
  /** The same organization in another's name: a job acts for whoever asked for it. */
  readonly as: (actor: Actor) => Work
}

/** Tells the edge to answer 403; it names the missing permission, never the record. */
export class PermissionError extends Error {
  override readonly name = 'PermissionError'
  readonly permission: Permission

  constructor(permission: Permission) {
    super(`This needs the permission ${permission}. Ask an owner of the organization for it.`)
    this.permission = permission
  }
}

/** Tells the edge to answer 422: the key was already used for another request. */
export class IdempotencyKeyReusedError extends Error {
  override readonly name = 'IdempotencyKeyReusedError'

  constructor() {
    super('This Idempotency-Key was used for a different request. Send a new key.')
  }
}

/**
 * The first line of every action, so that an action called by another action is checked as well.
 *
 * @throws {PermissionError} when the actor lacks the permission
 */
export function requirePermission(tx: Pick<Ask, 'actor'>, permission: Permission): void {
  if (!tx.actor.permissions.has(permission)) throw new PermissionError(permission)
}

export type WorkServices = {
  readonly organization: string
  readonly database: DatabasePool<Database>
  readonly clock: Clock
  /** Told after a commit that left events or jobs, to wake whoever waits for them. */
  readonly onCommitted?: (told: { readonly events: number; readonly jobs: number }) => void
}

export function workFor(services: WorkServices, actor: Actor, context: WorkContext = {}): Work {
  return {
    actor,
    transact: (body, options = {}) =>
      retrying(() => attempt(services, actor, context, body, options)),
    ask: () => ({ db: services.database.db, now: services.clock(), actor }),
    as: (other) => workFor(services, other, context),
  }
}

const retriesMax = 3
const retryMsBase = 20
/** Serialization failure, deadlock, lock not available: another try may well succeed. */
const retryableCodes: ReadonlySet<unknown> = new Set(['40001', '40P01', '55P03'])

async function retrying<T>(run: () => Promise<T>): Promise<T> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await run()
    } catch (error) {
      if (retries === retriesMax || !isRetryable(error)) throw error
      await sleep(retryMsBase * 2 ** retries * (0.5 + Math.random()))
    }
  }
}

function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && retryableCodes.has(error.code)
}

async function attempt<T>(
  services: WorkServices,
  actor: Actor,
  context: WorkContext,
  body: (tx: Tx) => Promise<T>,
  options: TransactOptions<T>,
): Promise<T> {
  const client = await services.database.pool.connect()
  let broken: Error | undefined
  try {
    const now = services.clock()
    const begun = await begin(client, { actor, context, now, idempotency: options.idempotency })
    if (begun.outcome !== 'run') {
      await client.query('rollback')
      return answerAgain(begun, options)
    }
    const tx: Tx = {
      db: services.database.transactionOn(client),
      now,
      actor,
      newId: idsAt(now),
      pending: { events: [], jobs: [] },
    }
    const result = await body(tx)
    if (options.keep?.(result) === false) {
      await client.query('rollback')
      return result
    }
    await commit(client, services, tx.pending, options.idempotency, result)
    return result
  } catch (error) {
    broken = await rollBack(client)
    throw error
  } finally {
    client.release(broken)
  }
}

type Begun = {
  readonly outcome: 'run' | 'replay' | 'reused'
  readonly response: string | null
}

/** Begins, says who acts and takes the key in one round trip. */
async function begin(
  client: pg.PoolClient,
  opening: {
    readonly actor: Actor
    readonly context: WorkContext
    readonly now: Date
    readonly idempotency: Idempotency | undefined
  },
): Promise<Begun> {
  const { actor, context, now, idempotency } = opening
  const values = [
    actor.id,
    actor.kind,
    actor.name,
    context.requestId,
    context.address,
    now.toISOString(),
    idempotency?.key,
    idempotency?.requestHash,
  ]
  // One text of two statements can't carry parameters; each value is quoted by the driver instead.
  const results = await client.query(
    `begin isolation level read committed; select * from work_begin(${values.map(literal).join(', ')})`,
  )
  const [, opened] = results as unknown as readonly pg.QueryResult<Begun>[]
  return opened?.rows[0] ?? { outcome: 'run', response: null }
}

function answerAgain<T>(begun: Begun, options: TransactOptions<T>): T {
  if (begun.outcome === 'reused' || begun.response === null) throw new IdempotencyKeyReusedError()
  options.onReplay?.()
  return JSON.parse(begun.response) as T
}

/** Writes events, jobs and the answer, and commits, in one round trip. */
async function commit(
  client: pg.PoolClient,
  services: WorkServices,
  pending: Pending,
  idempotency: Idempotency | undefined,
  result: unknown,
): Promise<void> {
  const { events, jobs } = pending
  const nothingToTell = events.length === 0 && jobs.length === 0 && idempotency === undefined
  const response = idempotency === undefined ? undefined : toJson(result ?? null)
  const values = [
    eventsJson(pending),
    jobsJson(pending, services.organization),
    idempotency?.key,
    response,
  ]
  const flush = nothingToTell ? '' : `select work_flush(${values.map(literal).join(', ')}); `
  const results = await client.query(`${flush}commit`)
  const last = Array.isArray(results) ? results.at(-1) : results
  // PostgreSQL answers ROLLBACK to the commit of a transaction that had failed before.
  if (last?.command !== 'COMMIT') throw new Error('The transaction had failed and was rolled back.')
  if (events.length > 0 || jobs.length > 0) {
    services.onCommitted?.({ events: events.length, jobs: jobs.length })
  }
}

function eventsJson({ events }: Pending): string | undefined {
  if (events.length === 0) return undefined
  return toJson(
    events.map((event) => ({
      id: event.id,
      type: event.type,
      subject_kind: event.subject.kind,
      subject_id: event.subject.id,
      payload: event.payload,
    })),
  )
}

function jobsJson({ jobs }: Pending, organization: string): string | undefined {
  if (jobs.length === 0) return undefined
  return toJson(jobs.map((job) => ({ ...job, payload: { ...job.payload, organization } })))
}

function literal(value: string | undefined): string {
  return value === undefined ? 'null' : pg.escapeLiteral(value)
}

/** Gives the error when the connection itself is lost and must not be lent again. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

const randomBytesPerId = 10
/** Random bytes are asked for in bulk: a call for each id would cost more than all the rest of it. */
const randomPool = new Uint8Array(randomBytesPerId * 400)
let randomUsed = randomPool.length

function freshRandom(): Uint8Array {
  if (randomUsed === randomPool.length) {
    randomFillSync(randomPool)
    randomUsed = 0
  }
  randomUsed += randomBytesPerId
  return randomPool.subarray(randomUsed - randomBytesPerId, randomUsed)
}

/** UUIDv7 with the twelve bits beside the time counting up, so ids of one transaction keep their order. */
function idsAt(now: Date): <Kind extends string>() => Id<Kind> {
  const unixMs = now.getTime()
  let count = 0
  return () => {
    const random = freshRandom()
    random[0] = (count >> 8) & 0x0f
    random[1] = count & 0xff
    count = (count + 1) & 0xfff
    return uuidV7(unixMs, random)
  }
}
