/**
 * Brings a database up to date: numbered SQL files, forward only, each in a transaction of its own, its
 * checksum kept. Afterwards rights and audit triggers are set by each table's class, so that a new
 * table can't be forgotten.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'

import { applyTableClasses } from '#platform/table-classes'

export type Migration = { readonly name: string; readonly text: string; readonly checksum: string }

const databaseFolder = join(import.meta.dirname, '../../db')

/** In the order of their numbers. */
export function readMigrations(kind: 'control' | 'organization'): readonly Migration[] {
  const folder = join(databaseFolder, kind, 'migrations')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      const checksum = createHash('sha256').update(text).digest('hex')
      return { name: name.replace(/\.sql$/, ''), text, checksum }
    })
}

/** What the control database keeps to know whether an organization is up to date. */
export function schemaVersion(migrations: readonly Migration[]): string {
  const all = createHash('sha256')
  for (const { checksum } of migrations) all.update(checksum)
  const last = migrations.at(-1)?.name.slice(0, 4) ?? '0000'
  return `${last}-${all.digest('hex').slice(0, 12)}`
}

/**
 * @param owner connected to the database as its owner
 * @param appRole the role that will own nothing and gets the rights of each table's class
 * @returns the names of the migrations that were run
 */
export async function migrate(
  owner: pg.ClientBase,
  migrations: readonly Migration[],
  appRole: string,
): Promise<readonly string[]> {
  await owner.query(`
    create table if not exists schema_migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default clock_timestamp()
    );
    comment on table schema_migration is '@sealed Which numbered migrations this database has had.'`)
  const applied: string[] = []
  for (const migration of migrations) {
    if (await applyOnce(owner, migration)) applied.push(migration.name)
  }
  await applyTableClasses(owner, appRole)
  return applied
}

/** The row goes in first: a second migrator waits on it, and then finds the work done. */
async function applyOnce(owner: pg.ClientBase, migration: Migration): Promise<boolean> {
  await owner.query('begin')
  try {
    const taken = await owner.query(
      'insert into schema_migration (name, checksum) values ($1, $2) on conflict do nothing',
      [migration.name, migration.checksum],
    )
    if (taken.rowCount === 1) await owner.query(migration.text)
    else await checkUnchanged(owner, migration)
    await owner.query('commit')
    return taken.rowCount === 1
  } catch (error) {
    await owner.query('rollback')
    if (error instanceof Error) error.message = `Migration ${migration.name}: ${error.message}`
    throw error
  }
}

async function checkUnchanged(owner: pg.ClientBase, migration: Migration): Promise<void> {
  const { rows } = await owner.query<{ checksum: string }>(
    'select checksum from schema_migration where name = $1',
    [migration.name],
  )
  if (rows[0]?.checksum === migration.checksum) return
  throw new Error(
    'it was changed after this database had it. Put the file back as it was and write a new one.',
  )
}
