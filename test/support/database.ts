/**
 * A fresh organization for a test: a copy of the migrated template, with a clock set by hand and an
 * actor for each role.
 *
 *     const org = await testOrganization()
 *     await org.as('buyer').transact((tx) => createOrder(tx, command))
 */
import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { inject } from 'vitest'

import { type HandClock, handClock } from '#platform/clock'
import type { Database } from '#platform/database'
import {
  addressOf,
  databaseNames,
  ownerAddressOf,
  type Server,
} from '#platform/organization-database'
import { permissionsOf, type Role, roles } from '#platform/permissions'
import { type DatabasePool, openPool } from '#platform/postgres/pool'
import { admitOnly, withClient } from '#platform/postgres/roles'
import { rememberSecret } from '#platform/secret'
import { type Actor, type ActorId, type Work, type WorkContext, workFor } from '#platform/work'

import { dropDatabase } from './drop-database.ts'

export type TestOrganization = {
  readonly slug: string
  readonly server: Server
  readonly database: DatabasePool<Database>
  /** As the application's role. */
  readonly db: Kysely<Database>
  /** Stands still at 2026-01-05T09:00Z, a Monday, until it is set. */
  readonly clock: HandClock
  readonly work: (actor: Actor, context?: WorkContext) => Work
  readonly as: (role: Role) => Work
  /** Runs as the owner of the database, to arrange or look at what the application may not. */
  readonly asOwner: <T>(use: Parameters<typeof withClient<T>>[1]) => Promise<T>
  /** The jobs that wait, as the queue has them. */
  readonly jobs: () => Promise<readonly QueuedJob[]>
  readonly close: () => Promise<void>
}

export type QueuedJob = {
  readonly task: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly jobKey: string | null
}

export const testStart = '2026-01-05T09:00:00.000Z'

/** The same person for each role in every test, so that ids can be written down. */
export function actorFor(role: Role): Actor {
  const last = String(roles.indexOf(role) + 1).padStart(12, '0')
  return {
    id: `00000000-0000-7000-8000-${last}` as ActorId,
    kind: 'person',
    name: `Test ${role}`,
    permissions: permissionsOf(role),
  }
}

export async function testOrganization(): Promise<TestOrganization> {
  const server = inject('testServer')
  rememberSecret(server.secret)
  const template = databaseNames(server.prefix, 'template')
  const slug = `t${randomBytes(5).toString('hex')}`
  const { database: name } = databaseNames(server.prefix, slug)
  await copyTemplate(server, template.database, name, [template.appRole, template.queueRole])
  const database = openPool<Database>(addressOf(server, name, template.appRole), {
    connectionsMax: 20,
  })
  const clock = handClock(testStart)
  const work = (actor: Actor, context: WorkContext = {}) =>
    workFor({ organization: slug, database, clock }, actor, context)
  return {
    slug,
    server,
    database,
    db: database.db,
    clock,
    work,
    as: (role) => work(actorFor(role)),
    asOwner: (use) => withClient(ownerAddressOf(server, name), use),
    jobs: () => withClient(addressOf(server, name, template.queueRole), readJobs),
    close: async () => {
      await database.close()
      await withClient(server.owner, (owner) => dropDatabase(owner, name))
    },
  }
}

/** Rights on tables come with the copy; the right to connect belongs to the database and does not. */
async function copyTemplate(
  server: Server,
  template: string,
  name: string,
  roles: readonly string[],
): Promise<void> {
  await withClient(server.owner, async (owner) => {
    const quoted = owner.escapeIdentifier(name)
    await owner.query(
      `create database ${quoted} template ${owner.escapeIdentifier(template)} strategy wal_log`,
    )
    await admitOnly(owner, name, roles)
  })
}

async function readJobs(queue: pg.Client): Promise<readonly QueuedJob[]> {
  const { rows } = await queue.query<QueuedJob>(
    `select task.identifier as task, job.payload, job.key as "jobKey"
     from graphile_worker._private_jobs job
     join graphile_worker._private_tasks task on task.id = job.task_id
     order by job.id`,
  )
  return rows
}
