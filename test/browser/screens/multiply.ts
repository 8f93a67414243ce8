import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * Writes a thousand copies of a row that is there, in one statement. Each copy has an id of its own where the table
 * has one; `change` says in SQL what else differs, where `n` counts from 1.
 */
export async function multiply<DB>(
  db: Kysely<DB>,
  table: string,
  from: RawBuilder<unknown>,
  change: Readonly<Record<string, string>> = {},
  times = 1000,
): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table}
      and is_generated = 'NEVER' and is_identity = 'NO'
    order by ordinal_position`.execute(db)
  const names = rows.map(({ name }) => name)
  const changes = names.includes('id') ? { id: 'gen_random_uuid()', ...change } : change
  const pairs = Object.entries(changes).map(([name, text]) => `'${name}', ${text}`)
  const columns = sql.join(names.map((name) => sql.ref(name)))
  const copied = sql.join(names.map((name) => sql`(copied.row).${sql.ref(name)}`))
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${copied}
    from (
      select jsonb_populate_record(null::${sql.table(table)},
        to_jsonb(first) || jsonb_build_object(${sql.raw(pairs.join(', '))})) as row
      from (select * from ${sql.table(table)} where ${from} limit 1) as first,
        generate_series(1, ${times}::integer) as n
      offset 0
    ) as copied`.execute(db)
}
