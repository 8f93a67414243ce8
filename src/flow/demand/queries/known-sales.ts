import { sql } from 'kysely'

import type { Ask, Tx } from '#platform/work'

/** Which rows of sales files were taken before, as demand or set aside. */
export async function readKnownSales(
  ask: Ask | Tx,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ readonly key: string }>`
    select key from demand_entry where key = any(${keys}::text[])
    union all
    select key from demand_set_aside where key = any(${keys}::text[])
  `.execute(ask.db)
  return new Set(rows.map(({ key }) => key))
}
