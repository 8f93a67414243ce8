import { sql } from 'kysely'

import type { Tx } from '#platform/work'

/** Adds the currencies that are not there yet, with their English names. */
export async function ensureCurrencies(tx: Tx, codes: readonly string[]): Promise<void> {
  const sorted = [...new Set(codes)].sort()
  const names = new Intl.DisplayNames('en', { type: 'currency' })
  await sql`
    insert into currency (id, code, name)
    select * from unnest(
      ${sorted.map(() => tx.newId<'Currency'>())}::uuid[],
      ${sorted}::text[],
      ${sorted.map((code) => names.of(code) ?? code)}::text[])
    on conflict (code) do nothing
  `.execute(tx.db)
}
