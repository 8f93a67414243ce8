/**
 * Landfall within this process, on a PostgreSQL of its own that nothing else writes to: what a request
 * left behind can then be told to the row.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { startServer } from '#edge/http/server'
import { serveOrganization } from '#edge/worker/serve-organization'
import { tasks } from '#edge/worker/tasks'
import { type Config, readConfig } from '#platform/config'
import { createLogger } from '#platform/log'
import type { Server } from '#platform/organization-database'
import { type Installation, migrateInstallation, openInstallation } from '#platform/organizations'
import { withClient } from '#platform/postgres/roles'
import { startThrowAway } from '#platform/postgres/throw-away'

export type Within = {
  readonly address: string
  readonly server: Server
  readonly installation: Installation
  /** Lets the jobs of an organization run until `done`, and no longer. */
  readonly runJobs: (slug: string, done: () => Promise<boolean>) => Promise<void>
  readonly close: () => Promise<void>
}

const jobsMsMax = 20_000

export async function startWithin(): Promise<Within> {
  const scratch = mkdtempSync(join(tmpdir(), 'landfall-within-'))
  const postgres = await startThrowAway(join(tmpdir(), 'landfall-within'))
  await withClient(postgres.address, async (owner) => {
    // It would write statistics between two looks.
    await owner.query('alter system set autovacuum = off')
    await owner.query("alter system set wal_writer_delay = '10ms'")
    await owner.query('select pg_reload_conf()')
  })
  const server = {
    owner: postgres.address,
    secret: 'of a throw-away installation',
    prefix: 'prove',
  }
  await migrateInstallation(server)
  const config = readConfig({}, { port: 0, host: '127.0.0.1', dataFolder: scratch })
  const log = createLogger({ logLevel: process.env['LOG_LEVEL'] ?? 'fatal' }, 'within')
  const installation = openInstallation({ server, log, connectionsMax: 6 })
  const http = await startServer({ config, installation, log })
  return {
    address: http.address,
    server,
    installation,
    runJobs: (slug, done) => runJobs({ installation, config, slug }, done),
    close: async () => {
      await http.close()
      await installation.close()
      await postgres.stop()
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}

async function runJobs(
  given: { readonly installation: Installation; readonly config: Config; readonly slug: string },
  done: () => Promise<boolean>,
): Promise<void> {
  const { installation, config, slug } = given
  const organization = await installation.organization(slug)
  if (organization === undefined) throw new Error(`there is no organization ${slug}`)
  const { secretFor } = installation
  const log = createLogger({ logLevel: 'silent' }, 'within')
  const surroundings = { config, secretFor, log, tasks, subscriptions: [] }
  const serving = await serveOrganization(organization, surroundings)
  for (const until = Date.now() + jobsMsMax; !(await done()); await sleep(50)) {
    if (Date.now() > until) throw new Error('the jobs did not end')
  }
  await serving.stop()
}
