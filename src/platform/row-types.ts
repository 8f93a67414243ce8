/** Writes the TypeScript types of rows from the catalog of a migrated database. */
import type pg from 'pg'

type Column = {
  readonly table_name: string
  readonly column_name: string
  readonly type_name: string
  readonly is_array: boolean
  readonly is_nullable: boolean
  readonly has_default: boolean
  readonly is_always_generated: boolean
}

const plainTypes: Readonly<Record<string, string>> = {
  bool: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  float4: 'number',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'bigint',
  text: 'string',
  uuid: 'string',
}

/** Types that are read as one thing and may be written as another. */
const twoSidedTypes: Readonly<Record<string, readonly [read: string, write: string]>> = {
  json: ['unknown', 'string'],
  jsonb: ['unknown', 'string'],
  numeric: ['string', 'string | bigint'],
  timestamptz: ['Date', 'Date | string'],
}

/** @param typeName of the whole: `Database` or `ControlDatabase` */
export async function rowTypes(client: pg.ClientBase, typeName: string): Promise<string> {
  const { rows } = await client.query<Column>(`
    select t.relname as table_name,
           a.attname as column_name,
           coalesce(element.typname, type.typname) as type_name,
           element.oid is not null as is_array,
           not a.attnotnull and t.relkind <> 'v' as is_nullable,
           a.atthasdef or a.attidentity <> '' as has_default,
           a.attidentity = 'a' or a.attgenerated <> '' as is_always_generated
    from pg_class t
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    join pg_type type on type.oid = a.atttypid
    left join pg_type element on element.oid = type.typelem and type.typcategory = 'A'
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p', 'v')
    order by t.relname collate "C", a.attnum`)
  const body = [...Map.groupBy(rows, (row) => row.table_name)].map(
    ([table, columns]) => `  ${table}: {\n${columns.map(line).join('\n')}\n  }`,
  )
  const text = `export type ${typeName} = {\n${body.join('\n')}\n}\n`
  const used = ['ColumnType', 'Generated', 'GeneratedAlways'].filter((name) =>
    text.includes(`${name}<`),
  )
  return (
    `import type { ${used.join(', ')} } from 'kysely'\n\n` +
    '/** The tables as PostgreSQL has them. Written by `npm run db:types`; do not edit. */\n' +
    text
  )
}

function line(column: Column): string {
  const name = /^[a-z_][a-zA-Z0-9_]*$/.test(column.column_name)
    ? column.column_name
    : `'${column.column_name}'`
  return `    ${name}: ${typeOf(column)}`
}

function typeOf(column: Column): string {
  const twoSided = twoSidedTypes[column.type_name]
  if (twoSided !== undefined && !column.is_array) return twoSidedType(column, twoSided)
  const plain = plainTypes[column.type_name] ?? twoSided?.[0]
  if (plain === undefined) {
    throw new Error(
      `Column ${column.table_name}.${column.column_name} has type ${column.type_name}, which row-types.ts does not know.`,
    )
  }
  return wrapped(column, `${column.is_array ? `${plain}[]` : plain}${orNull(column)}`)
}

/** Generated<ColumnType<…>> would lose the difference between its sides, so the sides are spelled out. */
function twoSidedType(column: Column, [read, write]: readonly [string, string]): string {
  if (column.is_always_generated) return `GeneratedAlways<${read}>`
  const nullable = orNull(column)
  const inserted = column.has_default ? `${write}${nullable} | undefined` : `${write}${nullable}`
  const selected = read === 'unknown' ? read : `${read}${nullable}`
  return `ColumnType<${selected}, ${inserted}, ${write}${nullable}>`
}

function wrapped(column: Column, type: string): string {
  if (column.is_always_generated) return `GeneratedAlways<${type}>`
  return column.has_default ? `Generated<${type}>` : type
}

function orNull(column: Column): string {
  return column.is_nullable ? ' | null' : ''
}
