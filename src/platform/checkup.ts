/** Holds a database's catalog against what the house promises. Each check gives its problems, in words. */
import type pg from 'pg'

import type { Migration } from '#platform/migrate'
import type { DatabaseNames } from '#platform/organization-database'
import {
  auditTriggers,
  type ClassedTable,
  readTableClasses,
  rightsByClass,
  updateAuditOf,
} from '#platform/table-classes'

export type Check = {
  readonly name: string
  readonly problems: readonly string[]
}

/** Runs as the owner, in the database looked at. */
export async function checkDatabase(
  owner: pg.ClientBase,
  names: DatabaseNames,
  migrations: readonly Migration[],
): Promise<readonly Check[]> {
  const tables = await readTableClasses(owner)
  return [
    { name: 'durability', problems: await durabilityProblems(owner) },
    { name: 'migrations', problems: await migrationProblems(owner, migrations) },
    { name: 'roles', problems: await roleProblems(owner, names) },
    { name: 'rights', problems: await rightsProblems(owner, names.appRole, tables) },
    { name: 'audit triggers', problems: await triggerProblems(owner, tables) },
  ]
}

async function durabilityProblems(owner: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')",
  )
  return rows
    .filter(({ setting }) => setting === 'off')
    .map(({ name }) => `${name} is off: what was committed may be lost. Switch it on.`)
}

async function migrationProblems(
  owner: pg.ClientBase,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migration',
  )
  const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]))
  const missing = migrations.filter(({ name }) => !applied.has(name))
  const changed = migrations.filter(
    ({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum,
  )
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = rows.filter(({ name }) => !known.has(name))
  return [
    ...missing.map(({ name }) => `${name} was not run. Run landfall migrate.`),
    ...changed.map(({ name }) => `${name} was changed after this database had it.`),
    ...unknown.map(({ name }) => `${name} is of a newer Landfall than this one.`),
  ]
}

type RoleRow = {
  readonly name: string
  readonly is_mighty: boolean
  readonly owns: readonly string[]
}

async function roleProblems(owner: pg.ClientBase, names: DatabaseNames): Promise<string[]> {
  const { rows } = await owner.query<RoleRow>(
    `select r.rolname as name,
            r.rolsuper or r.rolcreatedb or r.rolcreaterole or r.rolbypassrls or r.rolreplication
              or exists (select from pg_auth_members m where m.member = r.oid) as is_mighty,
            array(
              select n.nspname || '.' || c.relname from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
              where c.relowner = r.oid and n.nspname <> 'pg_toast'
              union all
              select n.nspname || '.' || p.proname from pg_proc p
              join pg_namespace n on n.oid = p.pronamespace where p.proowner = r.oid
              union all
              select n.nspname || '.' from pg_namespace n where n.nspowner = r.oid
              union all
              select d.datname from pg_database d where d.datdba = r.oid
            ) as owns
     from pg_roles r where r.rolname in ($1, $2)`,
    [names.appRole, names.queueRole],
  )
  const strangers = await strangersWhoMayConnect(owner, names)
  return [
    ...rows.filter((role) => role.is_mighty).map((role) => `${role.name} has more than a login.`),
    ...rows.flatMap((role) =>
      role.owns
        .filter((thing) => role.name === names.appRole || !thing.startsWith('graphile_worker.'))
        .map((thing) => `${role.name} owns ${thing}, and should not.`),
    ),
    ...strangers.map((name) => `${name} may connect to ${names.database}, and should not.`),
  ]
}

async function strangersWhoMayConnect(
  owner: pg.ClientBase,
  names: DatabaseNames,
): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select r.rolname as name from pg_roles r
     where r.rolcanlogin and not r.rolsuper
       and r.rolname not in ($1, $2) and r.rolname <> current_user
       and has_database_privilege(r.oid, current_database(), 'connect')
       and not pg_has_role(r.oid, (select datdba from pg_database where datname = current_database()), 'member')`,
    [names.appRole, names.queueRole],
  )
  return rows.map(({ name }) => name)
}

async function rightsProblems(
  owner: pg.ClientBase,
  appRole: string,
  tables: readonly ClassedTable[],
): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string; rights: string[] }>(
    `select t.relname as name,
            array(select p from unnest(array['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER']) p
                  where has_table_privilege($1, t.oid, p)
                     or (p in ('SELECT','INSERT','UPDATE') and has_any_column_privilege($1, t.oid, p))) as rights
     from pg_class t
     where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p')`,
    [appRole],
  )
  const rightsOf = new Map(rows.map(({ name, rights }) => [name, rights.toSorted().join(' ')]))
  return tables.flatMap((table) => {
    const wanted = rightsByClass[table.class].toSorted().join(' ')
    const found = rightsOf.get(table.name) ?? ''
    if (found === wanted) return []
    return [`${appRole} may ${found || 'nothing'} on ${table.name}; it should be ${wanted}.`]
  })
}

async function triggerProblems(
  owner: pg.ClientBase,
  tables: readonly ClassedTable[],
): Promise<readonly string[]> {
  const { rows } = await owner.query(
    "select to_regproc('public.audit_insert') is not null as audits",
  )
  if (!rows[0].audits) return []
  const disabled = await owner.query<{ name: string }>(
    `select t.relname || '.' || g.tgname as name from pg_trigger g join pg_class t on t.oid = g.tgrelid
     where t.relnamespace = 'public'::regnamespace and g.tgname like 'audit\\_%' and g.tgenabled <> 'O'`,
  )
  const missing = tables
    .filter((table) => table.class === 'audited')
    .flatMap((table) =>
      auditTriggers
        .filter((trigger) => !table.triggers.includes(trigger))
        .map((trigger) => `${table.name} has no trigger ${trigger}. Run landfall migrate.`),
    )
  const stale = tables
    .filter((table) => table.class === 'audited' && table.updateAudit !== updateAuditOf(table))
    .map(({ name }) => `The audit of ${name} does not know all its columns. Run landfall migrate.`)
  return [
    ...missing,
    ...stale,
    ...disabled.rows.map(({ name }) => `The trigger ${name} is switched off.`),
  ]
}
