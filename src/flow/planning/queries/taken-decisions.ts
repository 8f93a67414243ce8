import { sql } from 'kysely'

import { type QuantityWire, quantityToWire } from '#platform/wire'
import type { Ask } from '#platform/work'

/** What was suggested for a line of an order, and what a planner made of it. */
export type TakenDecision = {
  readonly sku: string
  readonly itemName: string
  readonly suggested: QuantityWire
  readonly ordered: QuantityWire
  readonly supplierName: string
  /** The supplier that was suggested, or the place to move it from, where another was chosen. */
  readonly insteadOf: string | null
  readonly reason: string
  readonly byName: string
  readonly at: string
}

type Row = Omit<TakenDecision, 'suggested' | 'ordered' | 'at'> & {
  readonly orderId: string
  readonly orderLineId: string
  readonly suggestedUnits: bigint
  readonly orderedUnits: bigint
  readonly unit: string
  readonly unitDecimals: number
  readonly decidedAt: Date
}

export type LineDecision = {
  readonly orderId: string
  readonly orderLineId: string
  readonly decision: TakenDecision
}

/** Of all lines of some orders that a planner had decided about, in order of SKU. */
export async function takenDecisions(
  ask: Pick<Ask, 'db'>,
  orderIds: readonly string[],
): Promise<readonly LineDecision[]> {
  const { rows } = await sql<Row>`
    select d.order_id as "orderId", d.order_line_id as "orderLineId", i.sku, i.name as "itemName",
           d.suggested_units as "suggestedUnits", d.ordered_units as "orderedUnits",
           i.unit, i.unit_decimals as "unitDecimals", s.name as "supplierName",
           coalesce(usual.name, place.name) as "insteadOf", d.reason,
           d.decided_by_name as "byName", d.decided_at as "decidedAt"
    from taken_decision d
    join item i on i.id = d.item_id
    join supplier s on s.id = d.supplier_id
    left join supplier usual on usual.id = d.usual_supplier_id
    left join place on place.id = d.usual_place_id
    where d.order_id = any(${orderIds}::uuid[])
    order by i.sku, d.order_line_id
  `.execute(ask.db)
  return rows.map(({ orderId, orderLineId, ...row }) => {
    const { suggestedUnits, orderedUnits, unit: _, unitDecimals: __, decidedAt, ...said } = row
    return {
      orderId,
      orderLineId,
      decision: {
        ...said,
        suggested: quantityToWire(suggestedUnits, row),
        ordered: quantityToWire(orderedUnits, row),
        at: decidedAt.toISOString(),
      },
    }
  })
}
