/** An installation: the control database, and each organization's database behind a pool of its own. */
import { randomFillSync } from 'node:crypto'
import type { Kysely } from 'kysely'

import { uuidV7 } from '#kernel/ids'
import { invariant } from '#kernel/invariant'
import { type Clock, wallClock } from '#platform/clock'
import type { ControlDatabase } from '#platform/control-database'
import type { Database } from '#platform/database'
import type { Logger } from '#platform/log'
import { readMigrations, schemaVersion } from '#platform/migrate'
import {
  addressOf,
  controlSlug,
  databaseNames,
  prepareControlDatabase,
  prepareOrganizationDatabase,
  type Server,
} from '#platform/organization-database'
import { addressFromUrl } from '#platform/postgres/address'
import { type ConnectionAddress, type DatabasePool, openPool } from '#platform/postgres/pool'
import { deriveSecret, rememberSecret } from '#platform/secret'
import { wakerFor } from '#platform/wake'
import { type Actor, type Work, type WorkContext, workFor } from '#platform/work'

export type Organization = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly db: Kysely<Database>
  readonly database: DatabasePool<Database>
  readonly work: (actor: Actor, context?: WorkContext) => Work
  /** Where the job queue's own role logs in. */
  readonly queueAddress: ConnectionAddress
}

export type OrganizationCreated =
  | { readonly kind: 'created'; readonly organization: Organization }
  | { readonly kind: 'refused'; readonly reason: 'slug_malformed' | 'slug_taken' }

export type Installation = {
  readonly server: Server
  readonly clock: Clock
  readonly control: Kysely<ControlDatabase>
  readonly controlPool: DatabasePool<ControlDatabase>
  /** Undefined when there is none of that name. */
  readonly organization: (slug: string) => Promise<Organization | undefined>
  readonly organizations: () => Promise<readonly OrganizationEntry[]>
  readonly createOrganization: (wanted: {
    readonly slug: string
    readonly name: string
  }) => Promise<OrganizationCreated>
  /** A secret for one purpose, such as signing sessions; the same at every start. */
  readonly secretFor: (purpose: string) => string
  readonly close: () => Promise<void>
}

export type OrganizationEntry = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly schemaVersion: string
  readonly databaseAddress: string | null
}

export type InstallationOptions = {
  readonly server: Server
  readonly log: Logger
  readonly clock?: Clock
  /** Connections to each organization's database; enough for the requests that run at once. */
  readonly connectionsMax?: number
  readonly applicationName?: string
}

const organizationsOpenMax = 200
const closeUnusedAfterMs = 120_000
const slugPattern = /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/
const reservedSlugs: ReadonlySet<string> = new Set([controlSlug, 'api', 'admin', 'auth', 'new'])

/** Brings the control database and every organization up to date, as the owner. */
export async function migrateInstallation(
  server: Server,
  onMigrated: (database: string, applied: readonly string[]) => void = () => undefined,
): Promise<void> {
  const names = databaseNames(server.prefix, controlSlug)
  onMigrated(names.database, await prepareControlDatabase(server))
  const control = openControl(server, 'landfall-migrate')
  const version = schemaVersion(readMigrations('organization'))
  try {
    for (const entry of await listOrganizations(control.db)) {
      if (entry.schemaVersion === version) continue
      const there = serverOf(server, entry)
      onMigrated(entry.slug, await prepareOrganizationDatabase(there, entry.slug))
      await control.db
        .updateTable('organization')
        .set({ schema_version: version })
        .where('id', '=', entry.id)
        .execute()
    }
  } finally {
    await control.close()
  }
}

export function openInstallation(options: InstallationOptions): Installation {
  const { server, log, clock = wallClock } = options
  rememberSecret(server.secret)
  const applicationName = options.applicationName ?? 'landfall'
  const controlPool = openControl(server, applicationName, (error) =>
    log.warn({ reason: error.message }, 'lost a connection to the control database'),
  )
  const open = new Map<string, { organization: Organization; usedAt: number }>()

  const openOrganization = (entry: OrganizationEntry): Organization => {
    const there = serverOf(server, entry)
    const names = databaseNames(server.prefix, entry.slug)
    const database = openPool<Database>(addressOf(there, names.database, names.appRole), {
      applicationName,
      ...(options.connectionsMax === undefined ? {} : { connectionsMax: options.connectionsMax }),
      onError: (error) =>
        log.warn({ reason: error.message, organization: entry.slug }, 'lost a database connection'),
    })
    const wake = wakerFor(database.pool)
    const services = {
      organization: entry.slug,
      database,
      clock,
      onCommitted: ({ events }: { events: number }) => {
        if (events > 0) wake()
      },
    }
    return {
      id: entry.id,
      slug: entry.slug,
      name: entry.name,
      db: database.db,
      database,
      work: (actor, context) => workFor(services, actor, context),
      queueAddress: addressOf(there, names.database, names.queueRole),
    }
  }

  const remember = (entry: OrganizationEntry): Organization => {
    const already = open.get(entry.slug)
    if (already !== undefined) return already.organization
    const organization = openOrganization(entry)
    open.set(entry.slug, { organization, usedAt: Date.now() })
    closeUnused()
    return organization
  }

  const closeUnused = () => {
    for (const [slug, { organization, usedAt }] of open) {
      if (open.size <= organizationsOpenMax) return
      if (Date.now() - usedAt < closeUnusedAfterMs) return
      open.delete(slug)
      organization.database.close().catch(() => undefined)
    }
  }

  const findOrganization = async (slug: string): Promise<Organization | undefined> => {
    const known = open.get(slug)
    if (known !== undefined) {
      known.usedAt = Date.now()
      // The map keeps the order of use, so that the longest unused comes first.
      open.delete(slug)
      open.set(slug, known)
      return known.organization
    }
    if (!slugPattern.test(slug)) return undefined
    const entry = await readOrganization(controlPool.db, slug)
    return entry === undefined ? undefined : remember(entry)
  }

  return {
    server,
    clock,
    control: controlPool.db,
    controlPool,
    organization: findOrganization,
    organizations: () => listOrganizations(controlPool.db),
    createOrganization: async ({ slug, name }) => {
      if (!slugPattern.test(slug) || reservedSlugs.has(slug)) {
        return { kind: 'refused', reason: 'slug_malformed' }
      }
      const entry = await createEntry(server, controlPool.db, clock, { slug, name })
      if (entry === undefined) return { kind: 'refused', reason: 'slug_taken' }
      return { kind: 'created', organization: remember(entry) }
    },
    secretFor: (purpose) => deriveSecret(server.secret, purpose),
    close: async () => {
      const closing = [...open.values()].map(({ organization }) => organization.database.close())
      open.clear()
      await Promise.all([...closing, controlPool.close()])
    },
  }
}

/** The database comes first: a crash between leaves one without an entry, which a new try takes up. */
async function createEntry(
  server: Server,
  control: Kysely<ControlDatabase>,
  clock: Clock,
  wanted: { readonly slug: string; readonly name: string },
): Promise<OrganizationEntry | undefined> {
  if ((await readOrganization(control, wanted.slug)) !== undefined) return undefined
  await prepareOrganizationDatabase(server, wanted.slug)
  const now = clock()
  const made = await control
    .insertInto('organization')
    .values({
      id: uuidV7(now.getTime(), randomFillSync(new Uint8Array(10))),
      slug: wanted.slug,
      name: wanted.name,
      schema_version: schemaVersion(readMigrations('organization')),
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made === undefined) return undefined
  const entry = await readOrganization(control, wanted.slug)
  invariant(entry !== undefined, `organization ${wanted.slug} was just written`)
  return entry
}

function openControl(
  server: Server,
  applicationName: string,
  onError: (error: Error) => void = () => undefined,
): DatabasePool<ControlDatabase> {
  const { database, appRole } = databaseNames(server.prefix, controlSlug)
  return openPool(addressOf(server, database, appRole), { applicationName, onError })
}

/** Organizations may lie on other servers than the control database, by their address. */
function serverOf(server: Server, entry: Pick<OrganizationEntry, 'databaseAddress'>): Server {
  if (entry.databaseAddress === null) return server
  return { ...server, owner: addressFromUrl(entry.databaseAddress) }
}

async function listOrganizations(
  control: Kysely<ControlDatabase>,
): Promise<readonly OrganizationEntry[]> {
  return selectEntries(control).orderBy('slug').execute()
}

async function readOrganization(
  control: Kysely<ControlDatabase>,
  slug: string,
): Promise<OrganizationEntry | undefined> {
  return selectEntries(control).where('slug', '=', slug).executeTakeFirst()
}

function selectEntries(control: Kysely<ControlDatabase>) {
  return control
    .selectFrom('organization')
    .select([
      'id',
      'slug',
      'name',
      'schema_version as schemaVersion',
      'database_address as databaseAddress',
    ])
}
