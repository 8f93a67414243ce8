import { sql } from 'kysely'

import type { EntryId } from '#books/ledger'
import { invariant } from '#kernel/invariant'
import type { Ask, Tx } from '#platform/work'

import type { LastCost } from './rules/adjust.ts'
import type { Layer, LayerId, LayerKind } from './rules/layers.ts'
import type { ValuationPlan } from './rules/plan.ts'

type LayerRow = {
  readonly id: string
  readonly item_id: string
  readonly place_id: string
  readonly kind: LayerKind
  readonly status: string
  readonly lot_id: string | null
  readonly order_line_id: string | null
  readonly received_on: string
  readonly units_left: bigint
  readonly value_left_minor: bigint
  readonly held_statuses: readonly string[] | null
}

export type LockedLayers = {
  readonly layers: readonly Layer[]
  /** Statuses whose units may not be used. */
  readonly heldStatuses: ReadonlySet<string>
}

type ItemAtPlace = { readonly itemId: string; readonly placeId: string }

/** Layers with units left of these items at these places, locked by item, place and id. */
export async function lockLayers(
  tx: Tx,
  companyId: string,
  pools: readonly ItemAtPlace[],
): Promise<LockedLayers> {
  const { rows } = await sql<LayerRow>`
    select layer.id, layer.item_id, layer.place_id, layer.kind, layer.status, layer.lot_id,
      layer.order_line_id, layer.received_on, layer.units_left, layer.value_left_minor,
      (select array_agg(code) from stock_status where not is_usable) as held_statuses
    from stock_layer layer
    where layer.units_left > 0 and layer.company_id = ${companyId}
      and layer.item_id = any(${pools.map((pool) => pool.itemId)}::uuid[])
      and (layer.item_id, layer.place_id) in (
        select * from unnest(
          ${pools.map((pool) => pool.itemId)}::uuid[],
          ${pools.map((pool) => pool.placeId)}::uuid[]
        )
      )
    order by layer.item_id, layer.place_id, layer.id
    for update of layer
  `.execute(tx.db)
  return locked(rows)
}

/**
 * What bears a variance of these order lines: their own layers, and the pools of their items. Rejects
 * go back to the supplier at what they came in at, and bear none.
 *
 * @param use `look` for a preview, which locks nothing
 */
export async function readBearingLayers(
  ask: Pick<Ask, 'db'>,
  given: {
    readonly companyId: string
    readonly lines: readonly (ItemAtPlace & { readonly orderLineId: string })[]
    readonly use: 'lock' | 'look'
  },
): Promise<readonly Layer[]> {
  const { companyId, lines } = given
  const locking = sql.raw(given.use === 'lock' ? 'for update of layer' : '')
  const { rows } = await sql<LayerRow>`
    select layer.id, layer.item_id, layer.place_id, layer.kind, layer.status, layer.lot_id,
      layer.order_line_id, layer.received_on, layer.units_left, layer.value_left_minor,
      null::text[] as held_statuses
    from stock_layer layer
    where layer.units_left > 0 and layer.company_id = ${companyId}
      and layer.status <> 'rejected' and layer.id in (
      select own.id from stock_layer own
      where own.order_line_id = any(${lines.map((line) => line.orderLineId)}::uuid[])
      union all
      select pool.id from stock_layer pool
      where pool.kind = 'pool' and (pool.item_id, pool.place_id) in (
        select * from unnest(
          ${lines.map((line) => line.itemId)}::uuid[],
          ${lines.map((line) => line.placeId)}::uuid[]
        )
      )
    )
    order by layer.item_id, layer.place_id, layer.id
    ${locking}
  `.execute(ask.db)
  return rows.map(layerOf)
}

/** What the last units that came cost, by item and place, whether or not any are left. */
export async function readLastCosts(
  tx: Tx,
  companyId: string,
  itemIds: readonly string[],
): Promise<readonly LastCost[]> {
  const { rows } = await sql<{
    item_id: string
    place_id: string
    units_in: bigint
    value_in_minor: bigint
  }>`
    select distinct on (item_id, place_id) item_id, place_id, units_in, value_in_minor
    from stock_layer
    where company_id = ${companyId} and item_id = any(${itemIds}::uuid[]) and kind <> 'held'
    order by item_id, place_id, received_on desc, id desc
  `.execute(tx.db)
  return rows.map((row) => ({
    itemId: row.item_id,
    placeId: row.place_id,
    units: row.units_in,
    valueMinor: row.value_in_minor,
  }))
}

export type PlanCause = {
  readonly entryId: EntryId | null
  readonly valuedOn: string
  /** The document's table, such as `receipt`. */
  readonly causeKind: string
  readonly causeId: string
  readonly kind: 'receive' | 'issue' | 'return' | 'revalue' | 'transfer' | 'adjust' | 'opening'
}

/** Writes a plan: layers made and changed, and a movement for each, in one statement. */
export async function applyPlan(tx: Tx, plan: ValuationPlan, cause: PlanCause): Promise<void> {
  const { newLayers, poolReceipts, changes } = plan
  if (newLayers.length + poolReceipts.length + changes.length === 0) return
  const newIds = newLayers.map(() => tx.newId<'StockLayer'>())
  const moved: readonly { layerId: LayerId; units: bigint; valueMinor: bigint }[] = [
    ...newLayers.map((layer, index) => ({ ...layer, layerId: newIds[index] as LayerId })),
    ...changes,
  ]
  const { rows } = await sql<{ changed: bigint }>`
    with made as (
      insert into stock_layer (id, company_id, item_id, place_id, kind, status, lot_id,
        order_line_id, received_on, units_in, value_in_minor, units_left, value_left_minor)
      select given.id, ${plan.companyId}::uuid, given.item_id, given.place_id, given.kind,
        given.status, given.lot_id, given.order_line_id, given.received_on, given.units,
        given.value_minor, given.units, given.value_minor
      from unnest(
        ${newIds}::uuid[],
        ${newLayers.map((layer) => layer.itemId)}::uuid[],
        ${newLayers.map((layer) => layer.placeId)}::uuid[],
        ${newLayers.map((layer) => layer.kind)}::text[],
        ${newLayers.map((layer) => layer.status)}::text[],
        ${newLayers.map((layer) => layer.lotId)}::uuid[],
        ${newLayers.map((layer) => layer.orderLineId)}::uuid[],
        ${newLayers.map((layer) => layer.receivedOn)}::date[],
        ${newLayers.map((layer) => layer.units)}::bigint[],
        ${newLayers.map((layer) => layer.valueMinor)}::bigint[]
      ) as given (id, item_id, place_id, kind, status, lot_id, order_line_id, received_on, units,
        value_minor)
    ), pool_receipt as (
      select * from unnest(
        ${poolReceipts.map(() => tx.newId())}::uuid[],
        ${poolReceipts.map(() => tx.newId())}::uuid[],
        ${poolReceipts.map((pool) => pool.itemId)}::uuid[],
        ${poolReceipts.map((pool) => pool.placeId)}::uuid[],
        ${poolReceipts.map((pool) => pool.status)}::text[],
        ${poolReceipts.map((pool) => pool.receivedOn)}::date[],
        ${poolReceipts.map((pool) => pool.units)}::bigint[],
        ${poolReceipts.map((pool) => pool.valueMinor)}::bigint[]
      ) as pool (id, movement_id, item_id, place_id, status, received_on, units, value_minor)
    ), pooled as (
      insert into stock_layer as pool (id, company_id, item_id, place_id, kind, status,
        received_on, units_in, value_in_minor, units_left, value_left_minor)
      select id, ${plan.companyId}::uuid, item_id, place_id, 'pool', status, received_on, units,
        value_minor, units, value_minor
      from pool_receipt order by item_id, place_id
      on conflict (item_id, place_id, company_id) where kind = 'pool' do update set
        units_in = pool.units_in + excluded.units_in,
        value_in_minor = pool.value_in_minor + excluded.value_in_minor,
        units_left = pool.units_left + excluded.units_left,
        value_left_minor = pool.value_left_minor + excluded.value_left_minor
      returning id, item_id, place_id
    ), changed as (
      update stock_layer layer set
        units_left = layer.units_left + given.units,
        value_left_minor = layer.value_left_minor + given.value_minor
      from unnest(
        ${changes.map((change) => change.layerId)}::uuid[],
        ${changes.map((change) => change.units)}::bigint[],
        ${changes.map((change) => change.valueMinor)}::bigint[]
      ) as given (id, units, value_minor)
      where layer.id = given.id
      returning 1
    ), movement as (
      insert into layer_movement (id, layer_id, entry_id, kind, units, value_minor, valued_on,
        cause_kind, cause_id, posted_at)
      select moved.id, moved.layer_id, ${cause.entryId}::uuid, ${cause.kind}::text, moved.units,
        moved.value_minor, ${cause.valuedOn}::date, ${cause.causeKind}::text,
        ${cause.causeId}::uuid, ${tx.now}::timestamptz
      from (
        select * from unnest(
          ${moved.map(() => tx.newId())}::uuid[],
          ${moved.map((each) => each.layerId)}::uuid[],
          ${moved.map((each) => each.units)}::bigint[],
          ${moved.map((each) => each.valueMinor)}::bigint[]
        ) as given (id, layer_id, units, value_minor)
        union all
        select pool_receipt.movement_id, pooled.id, pool_receipt.units, pool_receipt.value_minor
        from pool_receipt join pooled using (item_id, place_id)
      ) moved
    )
    select count(*) as changed from changed
  `.execute(tx.db)
  invariant(rows[0]?.changed === BigInt(changes.length), 'each layer of a plan is there to change')
}

function locked(rows: readonly LayerRow[]): LockedLayers {
  return {
    layers: rows.map(layerOf),
    heldStatuses: new Set(rows[0]?.held_statuses ?? []),
  }
}

function layerOf(row: LayerRow): Layer {
  return {
    id: row.id as LayerId,
    itemId: row.item_id,
    placeId: row.place_id,
    kind: row.kind,
    status: row.status,
    lotId: row.lot_id,
    orderLineId: row.order_line_id,
    receivedOn: row.received_on,
    unitsLeft: row.units_left,
    valueLeftMinor: row.value_left_minor,
  }
}
