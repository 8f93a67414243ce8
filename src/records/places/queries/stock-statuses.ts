import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** Every organization has `available`, `quarantine`, `rejected` and `damaged`; more may be added. */
export type StockStatus = {
  readonly code: string
  readonly name: string
  /** Usable stock may be promised, issued and costed to sales; held stock may not. */
  readonly isUsable: boolean
}

/** All, usable ones first. */
export async function stockStatuses(ask: Ask): Promise<readonly StockStatus[]> {
  const { rows } = await sql<StockStatus>`
    select code, name, is_usable as "isUsable" from stock_status order by is_usable desc, code
  `.execute(ask.db)
  return rows
}
