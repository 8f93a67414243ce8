/** The database of one organization, and the one control database: their names, roles and making. */
import { setTimeout as sleep } from 'node:timers/promises'

import { migrateJobQueue } from '#platform/job-queue'
import { migrate, readMigrations } from '#platform/migrate'
import type { ConnectionAddress } from '#platform/postgres/pool'
import { admitOnly, ensureDatabase, ensureLoginRole, withClient } from '#platform/postgres/roles'
import { deriveSecret } from '#platform/secret'

/** A PostgreSQL and what we need to make databases in it. */
export type Server = {
  /** Of the owner, in a maintenance database. */
  readonly owner: ConnectionAddress
  readonly secret: string
  /** Database and role names start with it. */
  readonly prefix: string
}

export type DatabaseNames = {
  readonly database: string
  /** Logs in for the application; owns nothing. */
  readonly appRole: string
  /** Owns schema graphile_worker and nothing else. Absent in the control database. */
  readonly queueRole: string
}

export const controlSlug = 'control'

export function databaseNames(prefix: string, slug: string): DatabaseNames {
  const database = `${prefix}_${slug}`
  return { database, appRole: `${database}_app`, queueRole: `${database}_queue` }
}

/** Where the application or the queue logs in. */
export function addressOf(server: Server, database: string, role: string): ConnectionAddress {
  return { ...server.owner, database, user: role, password: deriveSecret(server.secret, role) }
}

export function ownerAddressOf(server: Server, database: string): ConnectionAddress {
  return { ...server.owner, database }
}

/** Makes the control database, or brings it up to date. */
export function prepareControlDatabase(server: Server): Promise<readonly string[]> {
  return besideOthers(() => prepareControl(server))
}

async function prepareControl(server: Server): Promise<readonly string[]> {
  const { database, appRole } = databaseNames(server.prefix, controlSlug)
  await withClient(server.owner, async (owner) => {
    await ensureLoginRole(owner, appRole, server.secret)
    await ensureDatabase(owner, database)
    await admitOnly(owner, database, [appRole])
  })
  return withClient(ownerAddressOf(server, database), (owner) =>
    migrate(owner, readMigrations('control'), appRole),
  )
}

/** Makes an organization's database, or brings it up to date. Safe to call again after a crash. */
export function prepareOrganizationDatabase(
  server: Server,
  slug: string,
): Promise<readonly string[]> {
  return besideOthers(() => prepareOrganization(server, slug))
}

async function prepareOrganization(server: Server, slug: string): Promise<readonly string[]> {
  const { database, appRole, queueRole } = databaseNames(server.prefix, slug)
  await withClient(server.owner, async (owner) => {
    await ensureLoginRole(owner, appRole, server.secret)
    await ensureLoginRole(owner, queueRole, server.secret)
    await ensureDatabase(owner, database)
    await admitOnly(owner, database, [appRole, queueRole])
  })
  return withClient(ownerAddressOf(server, database), async (owner) => {
    const applied = await migrate(owner, readMigrations('organization'), appRole)
    await migrateJobQueue(owner, addressOf(server, database, queueRole))
    return applied
  })
}

const triesMax = 8
/** Made meanwhile, changed meanwhile ("tuple concurrently updated"), deadlock. */
const clashCodes: ReadonlySet<unknown> = new Set([
  '23505',
  '42710',
  '42P04',
  '42P07',
  'XX000',
  '40P01',
])

/** Two processes may prepare at once. Each step can be done twice, so whoever loses does them again. */
async function besideOthers<T>(prepare: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await prepare()
    } catch (error) {
      const isClash = error instanceof Error && 'code' in error && clashCodes.has(error.code)
      if (!isClash || tries === triesMax) throw error
      await sleep(100 * tries * (0.5 + Math.random()))
    }
  }
}
