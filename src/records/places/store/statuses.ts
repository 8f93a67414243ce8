/** The only SQL that writes stock statuses. */
import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import type { Tx } from '#platform/work'

import type { StockStatus } from '../queries/stock-statuses.ts'

export type StockStatusId = Id<'StockStatus'>
export type StoredStatus = StockStatus & { readonly id: StockStatusId; readonly version: number }

/** @returns false when the code is taken */
export async function insertStatus(
  tx: Tx,
  id: StockStatusId,
  status: StockStatus,
): Promise<boolean> {
  const { rows } = await sql`
    insert into stock_status (id, code, name, is_usable)
    values (${id}::uuid, ${status.code}, ${status.name}, ${status.isUsable})
    on conflict (code) do nothing returning id
  `.execute(tx.db)
  return rows.length === 1
}

export async function lockStatus(tx: Tx, id: StockStatusId): Promise<StoredStatus | undefined> {
  const { rows } = await sql<StoredStatus>`
    select id, code, name, is_usable as "isUsable", version
    from stock_status where id = ${id}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function updateStatus(tx: Tx, status: StoredStatus): Promise<void> {
  await sql`
    update stock_status set name = ${status.name}, version = version + 1
    where id = ${status.id}::uuid
  `.execute(tx.db)
}
