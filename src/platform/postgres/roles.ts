/** Databases and login roles: made by the owner, who may create both and need not be a superuser. */
import pg from 'pg'

import { deriveSecret } from '#platform/secret'

import type { ConnectionAddress } from './pool.ts'
import { valueTypes } from './values.ts'

export async function withClient<T>(
  address: ConnectionAddress,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    ...address,
    types: valueTypes,
    application_name: 'landfall-owner',
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** Makes a role that may log in and nothing else, or gives an existing one its password again. */
export async function ensureLoginRole(
  owner: pg.ClientBase,
  role: string,
  secret: string,
): Promise<void> {
  const name = pg.escapeIdentifier(role)
  const password = pg.escapeLiteral(deriveSecret(secret, role))
  const known = await owner.query('select from pg_roles where rolname = $1', [role])
  const verb = known.rowCount === 0 ? 'create' : 'alter'
  await owner.query(`${verb} role ${name} login password ${password}`)
}

const oldestVersion = 150_000

/**
 * Makes a database in which case folding knows Unicode and text sorts by code point, as the server
 * can: the builtin provider exists from 17 on, and before that the C library must have the locale.
 */
export async function ensureDatabase(owner: pg.ClientBase, name: string): Promise<void> {
  const known = await owner.query('select from pg_database where datname = $1', [name])
  if (known.rowCount !== 0) return
  const { rows } = await owner.query("select current_setting('server_version_num')::int as version")
  const version: number = rows[0].version
  if (version < oldestVersion) {
    throw new Error('This PostgreSQL is too old. Landfall needs version 15 or newer.')
  }
  const locales = [
    ...(version >= 170_000
      ? ["locale_provider builtin builtin_locale 'C.UTF-8' lc_collate 'C' lc_ctype 'C'"]
      : []),
    "locale_provider libc lc_collate 'C' lc_ctype 'C.UTF-8'",
    "locale_provider libc lc_collate 'C' lc_ctype 'C'",
  ]
  await createWithFirst(owner, name, locales)
}

async function createWithFirst(
  owner: pg.ClientBase,
  name: string,
  [locale, ...others]: readonly string[],
): Promise<void> {
  const quoted = pg.escapeIdentifier(name)
  try {
    await owner.query(`create database ${quoted} template template0 encoding 'UTF8' ${locale}`)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    const madeMeanwhile = error.code === '42P04' || error.code === '23505'
    if (madeMeanwhile) return
    const noSuchLocale = error.code === '42809' || error.code === '22023'
    if (!noSuchLocale || others.length === 0) throw error
    await createWithFirst(owner, name, others)
  }
}

/** Only the named roles, and the owner, may connect. */
export async function admitOnly(
  owner: pg.ClientBase,
  database: string,
  roles: readonly string[],
): Promise<void> {
  const quoted = pg.escapeIdentifier(database)
  await owner.query(`revoke all on database ${quoted} from public`)
  for (const role of roles) {
    await owner.query(`grant connect on database ${quoted} to ${pg.escapeIdentifier(role)}`)
  }
}
