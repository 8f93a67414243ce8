/** What the database of a running Landfall says of itself, asked as the application's own role. */
import { sql } from 'kysely'

import { readConfig } from '#platform/config'
import { createLogger } from '#platform/log'
import { type Installation, openInstallation } from '#platform/organizations'
import { openServer } from '#platform/postgres/server'

export type ServerFacts = {
  readonly fsync: string
  readonly synchronous_commit: string
  readonly user: string
}

export type Rows = Readonly<Record<string, number>>

export type Inside = {
  readonly facts: () => Promise<ServerFacts>
  /** How many rows each of these tables has. */
  readonly count: (tables: readonly string[]) => Promise<Rows>
  /** Rows of mail that have not been sent or kept yet. */
  readonly mailWaiting: () => Promise<number>
  readonly installation: Installation
  readonly close: () => Promise<void>
}

/** Beside the server that runs on this data folder. */
export async function lookInside(dataFolder: string, slug: string): Promise<Inside> {
  const config = readConfig(process.env, { dataFolder, databaseUrl: undefined })
  const postgres = await openServer(config, 'share')
  const log = createLogger({ logLevel: 'warn' }, 'bench')
  const installation = openInstallation({ server: postgres.server, log, connectionsMax: 2 })
  const organization = await installation.organization(slug)
  if (organization === undefined) throw new Error(`there is no organization ${slug}`)
  const { db } = organization
  return {
    installation,
    facts: async () => {
      const { rows } = await sql<ServerFacts>`
        select current_setting('fsync') as fsync,
               current_setting('synchronous_commit') as synchronous_commit,
               current_user as user
      `.execute(db)
      if (rows[0] === undefined) throw new Error('the server says nothing of itself')
      return rows[0]
    },
    count: async (tables) => {
      const counted: [string, number][] = []
      for (const table of tables) {
        const { rows } = await sql<{ n: string }>`
          select count(*)::text as n from ${sql.table(table)}
        `.execute(db)
        counted.push([table, Number(rows[0]?.n ?? 0)])
      }
      return Object.fromEntries(counted)
    },
    mailWaiting: async () => {
      const { rows } = await sql<{ n: string }>`
        select count(*)::text as n from mail_message where status = 'queued'
      `.execute(db)
      return Number(rows[0]?.n ?? 0)
    },
    close: async () => {
      await installation.close()
      await postgres.close()
    },
  }
}
