import { sql } from 'kysely'

import type { Ask, Tx } from '#platform/work'

export async function categoryExists(ask: Ask | Tx, categoryId: string): Promise<boolean> {
  const { rows } = await sql`
    select from item_category where id = ${categoryId}::uuid`.execute(ask.db)
  return rows.length > 0
}
