/** Locks on proposals, always after those on their item-places, as a run takes them. */
import { sql } from 'kysely'

import type { ItemPlace } from '#books/inventory'
import type { Tx } from '#platform/work'

import type { ProposalId, ProposalKind } from './proposals.ts'

export type LockedProposal = ItemPlace & {
  readonly id: ProposalId
  readonly key: string
  readonly kind: ProposalKind
  readonly status: 'open' | 'taken' | 'gone'
  readonly supplierId: string | null
  readonly currency: string
  readonly suggestedUnits: bigint
  readonly orderedUnits: bigint
  readonly arrivesOn: string
  readonly takenOrderId: string | null
  readonly version: number
}

/** In order of id; those that do not exist are missing. */
export async function lockProposals(
  tx: Tx,
  ids: readonly ProposalId[],
): Promise<readonly LockedProposal[]> {
  // With lanes, what is decided at one place is planned at all places of the item.
  await sql`
    select 1 from plan_position where (item_id, place_id) in (
      select item_id, place_id from proposal where id = any(${ids}::uuid[])
      union
      select l.item_id, l.place_id from proposal p join plan_position l on l.item_id = p.item_id
      where p.id = any(${ids}::uuid[])
        and (select exists(select from source_lane where status = 'active')))
    order by item_id, place_id for update
  `.execute(tx.db)
  const { rows } = await sql<LockedProposal>`
    select id, key, kind, status, item_id as "itemId", place_id as "placeId",
           supplier_id as "supplierId", currency, suggested_units as "suggestedUnits",
           ordered_units as "orderedUnits", arrives_on as "arrivesOn",
           taken_order_id as "takenOrderId", version
    from proposal where id = any(${ids}::uuid[]) order by id for update
  `.execute(tx.db)
  return rows
}
