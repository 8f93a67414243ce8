import { type RawBuilder, sql } from 'kysely'

export type Named = { readonly id: string; readonly code: string; readonly name: string }

/** A record as lists show it. */
export function named(
  table: 'item' | 'place' | 'channel',
  code: 'sku' | 'code' = 'code',
): RawBuilder<Named> {
  const [id, codeOf, name] = ['id', code, 'name'].map((column) => sql.ref(`${table}.${column}`))
  return sql<Named>`json_build_object('id', ${id}, 'code', ${codeOf}, 'name', ${name})`
}
