/**
 * A fresh organization for a test: a copy of the migrated template, with a clock set by hand and an
 * actor for each role.
 *
 *     const org = await testOrganization()
 *     await org.as('buyer').transact((tx) => createOrder(tx, command))
 */
import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
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
import { withClient } from '#platform/postgres/roles'
import { rememberSecret } from '#platform/secret'
import { type Actor, type ActorId, type Work, type WorkContext, workFor } from '#platform/work'

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
  readonly close: () => Promise<void>
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
  await copyTemplate(server, template.database, name, template.appRole)
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
    close: async () => {
      await database.close()
      await withClient(server.owner, (owner) =>
        owner.query(`drop database if exists ${owner.escapeIdentifier(name)} with (force)`),
      )
    },
  }
}

/** Rights on tables come with the copy; the right to connect belongs to the database and does not. */
async function copyTemplate(
  server: Server,
  template: string,
  name: string,
  appRole: string,
): Promise<void> {
  await withClient(server.owner, async (owner) => {
    const quoted = owner.escapeIdentifier(name)
    await owner.query(
      `create database ${quoted} template ${owner.escapeIdentifier(template)} strategy wal_log`,
    )
    await owner.query(`revoke all on database ${quoted} from public`)
    await owner.query(`grant connect on database ${quoted} to ${owner.escapeIdentifier(appRole)}`)
  })
}
