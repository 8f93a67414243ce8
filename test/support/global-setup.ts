/** Once for each run: a PostgreSQL of its own, or the one of DATABASE_URL, with a migrated template. */
import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'

import {
  databaseNames,
  prepareOrganizationDatabase,
  type Server,
} from '#platform/organization-database'
import { addressFromUrl } from '#platform/postgres/address'
import { withClient } from '#platform/postgres/roles'
import { startThrowAway } from '#platform/postgres/throw-away'

import { dropDatabase } from './drop-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testServer: Server
  }
}

export const templateSlug = 'template'

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env['DATABASE_URL']
  const embedded = url === undefined ? await startThrowAway('.cache/test') : undefined
  const owner = embedded?.address ?? addressFromUrl(url ?? '')
  const run = randomBytes(4).toString('hex')
  const server: Server = { owner, secret: `test secret of run ${run}`, prefix: `lf_test_${run}` }
  await prepareOrganizationDatabase(server, templateSlug)
  project.provide('testServer', server)
  return async () => {
    if (embedded === undefined) await dropAll(server)
    await embedded?.stop()
  }
}

async function dropAll(server: Server): Promise<void> {
  const { database } = databaseNames(server.prefix, '')
  await withClient(server.owner, async (owner) => {
    const databases = await owner.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [database],
    )
    for (const { name } of databases.rows) {
      await dropDatabase(owner, name)
    }
    const roles = await owner.query<{ name: string }>(
      'select rolname as name from pg_roles where starts_with(rolname, $1)',
      [database],
    )
    for (const { name } of roles.rows) {
      await owner.query(`drop role ${owner.escapeIdentifier(name)}`)
    }
  })
}
