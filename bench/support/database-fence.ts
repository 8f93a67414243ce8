/** What the roles of the database may not do, tried as those roles. */
import type pg from 'pg'

import {
  addressOf,
  databaseNames,
  ownerAddressOf,
  type Server,
} from '#platform/organization-database'
import { withClient } from '#platform/postgres/roles'
import { readTableClasses } from '#platform/table-classes'

export type FenceResult = {
  readonly tried: number
  /** What was let through; nothing when the fence stands. */
  readonly through: readonly string[]
}

const insufficientPrivilege = '42501'

/** Another organization's database, and the one of the people, are closed to an application's role. */
export async function tryOtherDatabases(
  server: Server,
  own: string,
  other: string,
): Promise<FenceResult> {
  const { appRole, queueRole } = databaseNames(server.prefix, own)
  const controlRole = databaseNames(server.prefix, 'control').appRole
  const tries = [
    [appRole, other],
    [queueRole, other],
    [appRole, 'control'],
    [controlRole, own],
    [controlRole, other],
  ] as const
  const through: string[] = []
  for (const [role, slug] of tries) {
    const { database } = databaseNames(server.prefix, slug)
    const code = await codeOf(() =>
      withClient(addressOf(server, database, role), (client) => client.query('select 1')),
    )
    if (code !== insufficientPrivilege) through.push(`${role} at ${database}: ${code}`)
  }
  // The same roles do get in where they belong: it is not the password that was refused.
  const home = addressOf(server, databaseNames(server.prefix, own).database, appRole)
  await withClient(home, (client) => client.query('select 1'))
  return { tried: tries.length, through }
}

/** No posted row can be changed or taken away, nor the rules around it. */
export async function tryPostedRows(server: Server, slug: string): Promise<FenceResult> {
  const { database, appRole } = databaseNames(server.prefix, slug)
  const tables = await withClient(ownerAddressOf(server, database), readTableClasses)
  const posted = tables.filter((table) => table.class === 'append-only')
  const statements = [
    ...posted.flatMap(({ name, columns: [column] }) => [
      `update ${name} set ${column} = ${column}`,
      `delete from ${name}`,
      `truncate ${name}`,
      `alter table ${name} disable trigger all`,
    ]),
    'drop table journal_entry',
    'create table public.mine (id int)',
    'alter role current_user createdb',
    'set session_replication_role = replica',
  ]
  return withClient(addressOf(server, database, appRole), async (client) => {
    const through: string[] = []
    for (const statement of statements) {
      const code = await codeOf(() => client.query(statement))
      if (code !== insufficientPrivilege) through.push(`${statement}: ${code}`)
    }
    return { tried: statements.length, through }
  })
}

/** Of all login roles but the queue's, which owns its own schema alone. */
export async function ownedByRoles(server: Server): Promise<FenceResult> {
  const through: string[] = []
  let tried = 0
  const slugs = await withClient(server.owner, (owner) => slugsOf(owner, server.prefix))
  for (const slug of slugs) {
    const { database } = databaseNames(server.prefix, slug)
    const rows = await withClient(ownerAddressOf(server, database), async (owner) => {
      const found = await owner.query<{ role: string; owns: string }>(ownedSql, [server.prefix])
      return found.rows
    })
    tried += 1
    through.push(...rows.map(({ role, owns }) => `${role} owns ${owns} in ${database}`))
  }
  return { tried, through }
}

async function slugsOf(owner: pg.ClientBase, prefix: string): Promise<readonly string[]> {
  const { rows } = await owner.query<{ slug: string }>(
    'select substr(datname, length($1) + 2) as slug from pg_database where starts_with(datname, $1)',
    [prefix],
  )
  return rows.map(({ slug }) => slug)
}

const ownedSql = `
  select r.rolname as role, thing.name as owns
  from pg_roles r join (
    select relowner as owner, 'relation ' || relname as name from pg_class
    union all select proowner, 'function ' || proname from pg_proc
    union all select nspowner, 'schema ' || nspname from pg_namespace
    union all select typowner, 'type ' || typname from pg_type
    union all select datdba, 'database ' || datname from pg_database
  ) thing on thing.owner = r.oid
  where starts_with(r.rolname, $1) and r.rolname like '%\\_app'`

async function codeOf(attempt: () => Promise<unknown>): Promise<string> {
  try {
    await attempt()
    return 'done'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}
