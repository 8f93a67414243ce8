/**
 * What the application role may do with each table, said by the first word of the table's comment:
 * nothing (audited), `@append-only`, `@derived` or `@sealed`; see 0001-platform.sql.
 */
import pg from 'pg'

export type TableClass = 'audited' | 'append-only' | 'derived' | 'sealed'

export type ClassedTable = {
  readonly name: string
  readonly class: TableClass
  readonly hasUuidId: boolean
  readonly columns: readonly string[]
  /** Of our audit triggers, those the table has. */
  readonly triggers: readonly string[]
  /** The body of its audit of updates; empty when there is none. */
  readonly updateAudit: string
}

export const rightsByClass: Readonly<Record<TableClass, readonly string[]>> = {
  audited: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  'append-only': ['SELECT', 'INSERT'],
  derived: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  sealed: ['SELECT'],
}

export const auditTriggers = ['audit_insert', 'audit_update', 'audit_delete'] as const

const transitionTables: Readonly<Record<(typeof auditTriggers)[number], string>> = {
  audit_insert: 'after insert on %s referencing new table as new_rows',
  audit_update: 'after update on %s referencing old table as old_rows new table as new_rows',
  audit_delete: 'after delete on %s referencing old table as old_rows',
}

export async function readTableClasses(client: pg.ClientBase): Promise<readonly ClassedTable[]> {
  const { rows } = await client.query<{
    name: string
    comment: string | null
    has_uuid_id: boolean
    columns: string[]
    triggers: string[]
    update_audit: string
  }>(`
    select t.relname as name,
           obj_description(t.oid, 'pg_class') as comment,
           exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'id'
                   and a.atttypid = 'uuid'::regtype) as has_uuid_id,
           array(select a.attname::text from pg_attribute a where a.attrelid = t.oid
                 and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
           coalesce((select p.prosrc from pg_proc p
                     where p.pronamespace = t.relnamespace and p.proname = 'audit_update_' || t.relname), '') as update_audit,
           array(select g.tgname::text from pg_trigger g where g.tgrelid = t.oid
                 and g.tgname like 'audit\\_%' order by g.tgname) as triggers
    from pg_class t
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p')
    order by t.relname collate "C"`)
  return rows.map((row) => ({
    name: row.name,
    class: classOf(row.name, row.comment),
    hasUuidId: row.has_uuid_id,
    columns: row.columns,
    triggers: row.triggers,
    updateAudit: row.update_audit,
  }))
}

function classOf(table: string, comment: string | null): TableClass {
  const word = /^@(\S+)/.exec(comment ?? '')?.[1] ?? 'audited'
  if (word in rightsByClass) return word as TableClass
  throw new Error(`The comment of table ${table} names an unknown class @${word}.`)
}

/** Sets rights and triggers anew. A database without the audit functions has no audited tables. */
export async function applyTableClasses(owner: pg.ClientBase, appRole: string): Promise<void> {
  const tables = await readTableClasses(owner)
  const { rows } = await owner.query(
    "select to_regproc('public.audit_insert') is not null as audits",
  )
  const audits: boolean = rows[0].audits
  const role = pg.escapeIdentifier(appRole)
  const statements = tables.flatMap((table) => [
    ...rightsOf(table, role),
    ...(audits ? triggersOf(table) : []),
  ])
  await owner.query(
    [
      'begin',
      'revoke all on schema public from public',
      `grant usage on schema public to ${role}`,
      `grant usage on all sequences in schema public to ${role}`,
      ...statements,
      'commit',
    ].join(';\n'),
  )
}

function rightsOf(table: ClassedTable, role: string): readonly string[] {
  const name = pg.escapeIdentifier(table.name)
  return [
    `revoke all on table ${name} from ${role}`,
    `grant ${rightsByClass[table.class].join(', ')} on table ${name} to ${role}`,
  ]
}

function triggersOf(table: ClassedTable): readonly string[] {
  const name = pg.escapeIdentifier(table.name)
  const dropped = table.triggers.map((trigger) => `drop trigger ${trigger} on ${name}`)
  if (table.class !== 'audited') return dropped
  if (!table.hasUuidId) {
    throw new Error(
      `Table ${table.name} is audited and so needs "id uuid primary key", or a class in its comment.`,
    )
  }
  const made = auditTriggers.map((trigger) => {
    const when = transitionTables[trigger].replace('%s', name)
    const run = trigger === 'audit_update' ? `audit_update_${table.name}` : trigger
    return `create trigger ${trigger} ${when} for each statement execute function ${run}()`
  })
  return [...dropped, updateAuditFunction(table), ...made]
}

function updateAuditFunction(table: ClassedTable): string {
  return `
    create or replace function ${pg.escapeIdentifier(`audit_update_${table.name}`)}() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan
    as $audit$${updateAuditOf(table)}$audit$`
}

/**
 * The generic audit of an update, written out for one table: comparing column by column takes a
 * twentieth of the time of taking both rows apart as JSON, and orders are updated all day. The few
 * changes are put together as text and read as JSON once.
 */
export function updateAuditOf(table: Pick<ClassedTable, 'columns'>): string {
  const changes = table.columns.map((column) => {
    const name = pg.escapeIdentifier(column)
    const key = pg.escapeLiteral(`${JSON.stringify(column)}:`)
    return `case when n.${name} is distinct from o.${name} then ${key} || jsonb_build_array(o.${name}, n.${name})::text end`
  })
  return `
begin
  insert into audit_event (at, actor_id, actor_kind, actor_name, request_id, address,
                           table_name, row_id, action, changes)
  select coalesce(nullif(current_setting('landfall.now', true), '')::timestamptz, clock_timestamp()),
         coalesce(nullif(current_setting('landfall.actor_id', true), ''), 'database:' || session_user),
         coalesce(nullif(current_setting('landfall.actor_kind', true), ''), 'rule'),
         coalesce(nullif(current_setting('landfall.actor_name', true), ''), session_user),
         nullif(current_setting('landfall.request_id', true), ''),
         nullif(current_setting('landfall.address', true), ''),
         tg_table_name, pair.id, 'update', ('{' || pair.changes || '}')::jsonb
  from (
    select n.id, concat_ws(',',
      ${changes.join(',\n      ')}) as changes
    from new_rows n join old_rows o using (id)
    offset 0
  ) pair
  where pair.changes <> '';
  return null;
end
`
}
