import { sql } from 'kysely'

import type { Ask } from '#platform/work'

export type LotOfItem = { readonly itemId: string; readonly code: string }

export type FoundLot = {
  readonly id: string
  readonly code: string
  readonly expiresOn: string | null
}

/** @returns in the order given; `undefined` where the item has no such lot */
export async function findLots(
  ask: Ask,
  lots: readonly LotOfItem[],
): Promise<readonly (FoundLot | undefined)[]> {
  if (lots.length === 0) return []
  const { rows } = await sql<FoundLot & LotOfItem>`
    select lot.id, lot.item_id as "itemId", lot.code, lot.expires_on as "expiresOn"
    from unnest(
      ${lots.map((lot) => lot.itemId)}::uuid[],
      ${lots.map((lot) => lot.code)}::text[]
    ) as given (item_id, code)
    join stock_lot lot on lot.item_id = given.item_id and lot.code = given.code
  `.execute(ask.db)
  const byKey = new Map(rows.map((row) => [`${row.itemId} ${row.code}`, row]))
  return lots.map((lot) => byKey.get(`${lot.itemId} ${lot.code}`))
}
