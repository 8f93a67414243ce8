import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'

import { type Check, checkDatabase } from '#platform/checkup'
import { type Config, readConfig } from '#platform/config'
import type { Database } from '#platform/database'
import { createLogger } from '#platform/log'
import { readMigrations } from '#platform/migrate'
import {
  controlSlug,
  databaseNames,
  ownerAddressOf,
  type Server,
} from '#platform/organization-database'
import { type Organization, openInstallation } from '#platform/organizations'
import { withClient } from '#platform/postgres/roles'
import { openServer } from '#platform/postgres/server'

import { type Command, print, UsageError } from './command.ts'
import { booksChecks } from './doctor-checks.ts'

export const doctor: Command = {
  usage: 'doctor',
  run: async () => {
    const config = readConfig(process.env)
    refuseEmptyFolder(config)
    const postgres = await openServer(config, 'share')
    const log = createLogger({ logLevel: 'silent' }, 'doctor')
    try {
      const installation = openInstallation({ server: postgres.server, log })
      try {
        report('control', await checkCatalog(postgres.server, 'control', controlSlug))
        for (const { slug } of await installation.organizations()) {
          const organization = await installation.organization(slug)
          if (organization === undefined) continue
          report(slug, await checkCatalog(postgres.server, 'organization', slug))
          report(slug, await checkOutbox(organization))
          report(slug, await checkBooks(organization.db))
        }
      } finally {
        await installation.close()
      }
    } finally {
      await postgres.close()
    }
    print(process.exitCode === 1 ? 'There are problems.' : 'All is well.')
  },
}

/** To look for faults must not lay down a new installation. */
function refuseEmptyFolder({ databaseUrl, dataFolder }: Config): void {
  if (databaseUrl !== undefined || existsSync(join(dataFolder, 'postgres/PG_VERSION'))) return
  throw new UsageError(
    `There is no installation in ${dataFolder} yet. Run "npm start" first, or set LANDFALL_DATA.`,
  )
}

function checkCatalog(
  server: Server,
  kind: 'control' | 'organization',
  slug: string,
): Promise<readonly Check[]> {
  const names = databaseNames(server.prefix, slug)
  return withClient(ownerAddressOf(server, names.database), (owner) =>
    checkDatabase(owner, names, readMigrations(kind)),
  )
}

/** Events without a position, and readers behind, for longer than a relay ever takes. */
async function checkOutbox({ db }: Organization): Promise<readonly Check[]> {
  const { rows } = await sql<{ problem: string }>`
    select 'reader ' || r.name || ' is behind by ' || (last.position - r.position) || ' positions' as problem
    from outbox_reader r, (select coalesce(max(position), 0) as position from outbox_event) last
    where last.position - r.position > 10000`.execute(db)
  return [{ name: 'outbox', problems: rows.map(({ problem }) => problem) }]
}

async function checkBooks(db: Kysely<Database>): Promise<readonly Check[]> {
  const checks: Check[] = []
  for (const { name, run } of booksChecks) checks.push({ name, problems: await run(db) })
  return checks
}

function report(where: string, checks: readonly Check[]): void {
  for (const { name, problems } of checks) {
    print(`${problems.length === 0 ? 'ok     ' : 'PROBLEM'} ${where}: ${name}`)
    for (const problem of problems) print(`        ${problem}`)
    if (problems.length > 0) process.exitCode = 1
  }
}
