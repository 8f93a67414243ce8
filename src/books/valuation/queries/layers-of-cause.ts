import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** A layer of its own that a document brought; units that joined a pool can't be told apart. */
export type LayerOfCause = {
  readonly layerId: string
  readonly orderLineId: string | null
  readonly status: string
  readonly lotId: string | null
  readonly unitsLeft: bigint
}

/** The layers with units left that a document brought, by the id it gave as its cause. */
export async function layersOfCause(ask: Ask, causeId: string): Promise<readonly LayerOfCause[]> {
  const { rows } = await sql<LayerOfCause>`
    select layer.id as "layerId", layer.order_line_id as "orderLineId", layer.status,
      layer.lot_id as "lotId", layer.units_left as "unitsLeft"
    from stock_layer layer
    where layer.kind <> 'pool' and layer.units_left > 0 and layer.id in (
      select layer_id from layer_movement where cause_id = ${causeId}::uuid and units > 0
    )
    order by layer.id
  `.execute(ask.db)
  return rows
}
