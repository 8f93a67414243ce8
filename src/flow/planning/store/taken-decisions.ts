/** The only SQL that writes what had been decided about lines of orders when these were made. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { ProposalId } from './proposals.ts'

export type TakenLine = {
  readonly proposalId: ProposalId
  readonly orderId: string
  readonly orderLineId: string
}

/**
 * Keeps quantities that were decided, and sources that were chosen in place of the usual one; a look that was put
 * off is over. What the usual source would have brought is among the alternatives.
 */
export async function keepTakenDecisions(tx: Tx, lines: readonly TakenLine[]): Promise<void> {
  await sql`
    insert into taken_decision (order_line_id, order_id, proposal_id, item_id, suggested_units,
      ordered_units, supplier_id, usual_supplier_id, usual_place_id, reason, decided_by,
      decided_by_name, decided_at)
    select g.line_id, g.order_id, p.id, p.item_id,
           coalesce((usual.way ->> 'units')::bigint, p.suggested_units),
           p.ordered_units, p.supplier_id, usual.supplier_id, usual.place_id,
           d.reason, d.decided_by, d.decided_by_name, d.decided_at
    from unnest(${lines.map((one) => one.proposalId)}::uuid[],
      ${lines.map((one) => one.orderId)}::uuid[], ${lines.map((one) => one.orderLineId)}::uuid[]
    ) as g (proposal_id, order_id, line_id)
    join proposal p on p.id = g.proposal_id
    join proposal_decision d on d.proposal_key = p.key
    left join lateral (
      select r.supplier_id, case when r.supplier_id is null then r.from_place_id end as place_id, (
        select way from jsonb_array_elements(p.alternatives) way
        where way ->> 'supplierId' = r.supplier_id::text or r.supplier_id is null
          and way ->> 'fromPlaceId' = r.from_place_id::text limit 1) as way
      from stock_rule r
      where (r.item_id, r.place_id) = (p.item_id, p.place_id) and d.supplier_id = p.supplier_id
        and coalesce(r.supplier_id, r.from_place_id) is distinct from p.supplier_id
        and coalesce(r.supplier_id, r.from_place_id) is not null
    ) usual on true
    where d.units is not null or usual.supplier_id is not null or usual.place_id is not null
  `.execute(tx.db)
}
