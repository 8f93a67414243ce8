/** The only SQL that writes where item-places stand. */
import { sql } from 'kysely'

import type { ItemPlace } from '#books/inventory'
import { bigintColumn, idColumn, integerColumn, type Plain, plainColumn } from '#platform/columns'
import { packReals } from '#platform/packed'
import { pairRows } from '#platform/pair-ranges'
import type { Tx } from '#platform/work'

import type { UrgencyKind } from '../rules/plan-item.ts'

export type Position = ItemPlace & {
  readonly segment: string
  readonly supplierId: string | null
  readonly onHandUnits: bigint
  readonly usableUnits: bigint
  readonly comingUnits: bigint
  readonly committedUnits: bigint
  readonly safetyUnits: bigint
  readonly coverDays: number
  readonly sellsOutOn: string | null
  readonly orderBy: string | null
  readonly urgency: number
  readonly urgencyKind: UrgencyKind
  /** Stock at the end of each week from the planning day on, with what is proposed. */
  readonly projectionUnits: Float64Array
  readonly fingerprint: string
}

/** Whoever plans or takes what is proposed there goes one after the other. */
export async function lockPositions(tx: Tx, pairs: readonly ItemPlace[]): Promise<void> {
  await sql`
    select 1 from (
      select * from ${pairRows(pairs)} as g (item_id, place_id)
      order by item_id, place_id) as g
    cross join lateral (
      select 1 from plan_position p
      where p.item_id = g.item_id and p.place_id = g.place_id for update) as locked
  `.execute(tx.db)
}

/** Puts each in place of what was there. */
export async function putPositions(
  tx: Tx,
  runId: string,
  positions: readonly Position[],
): Promise<void> {
  if (positions.length === 0) return
  const column = (pick: (position: Position) => Plain) => plainColumn(positions, pick)
  const bigints = (pick: (position: Position) => bigint | number | null) =>
    bigintColumn(positions, pick)
  const integers = (pick: (position: Position) => number | null) => integerColumn(positions, pick)
  const ids = (pick: (position: Position) => string | null) => idColumn(positions, pick)
  const projection = packReals(positions, (one) => one.projectionUnits)
  await sql`
    insert into plan_position as before (item_id, place_id, segment, supplier_id, on_hand_units,
      usable_units, coming_units, committed_units, safety_units, cover_days, sells_out_on, order_by,
      urgency, urgency_kind, projection_units, fingerprint, planned_at, run_id)
    select g.item_id, g.place_id, g.segment, g.supplier_id, g.on_hand, g.usable, g.coming,
           g.committed, g.safety, g.cover_days, g.sells_out_on, g.order_by, g.urgency,
           g.urgency_kind, (${projection.bytes}::real[])[g.projection_from:g.projection_to], g.fingerprint, ${tx.now}::timestamptz,
           ${runId}::uuid
    from unnest(
      ${ids((one) => one.itemId)}::uuid[], ${ids((one) => one.placeId)}::uuid[],
      ${column((one) => one.segment)}::text[], ${ids((one) => one.supplierId)}::uuid[],
      ${bigints((one) => one.onHandUnits)}::bigint[], ${bigints((one) => one.usableUnits)}::bigint[],
      ${bigints((one) => one.comingUnits)}::bigint[], ${bigints((one) => one.committedUnits)}::bigint[],
      ${bigints((one) => one.safetyUnits)}::bigint[], ${integers((one) => one.coverDays)}::int[],
      ${column((one) => one.sellsOutOn)}::date[], ${column((one) => one.orderBy)}::date[],
      ${column((one) => one.urgency)}::smallint[], ${column((one) => one.urgencyKind)}::text[],
      ${projection.from}::int[], ${projection.to}::int[],
      ${column((one) => one.fingerprint)}::text[]
    ) as g (item_id, place_id, segment, supplier_id, on_hand, usable, coming, committed, safety,
      cover_days, sells_out_on, order_by, urgency, urgency_kind, projection_from, projection_to,
      fingerprint)
    order by g.item_id, g.place_id
    on conflict (item_id, place_id) do update set
      segment = excluded.segment, supplier_id = excluded.supplier_id,
      on_hand_units = excluded.on_hand_units, usable_units = excluded.usable_units,
      coming_units = excluded.coming_units, committed_units = excluded.committed_units,
      safety_units = excluded.safety_units, cover_days = excluded.cover_days,
      sells_out_on = excluded.sells_out_on, order_by = excluded.order_by,
      urgency = excluded.urgency, urgency_kind = excluded.urgency_kind,
      projection_units = excluded.projection_units, fingerprint = excluded.fingerprint,
      planned_at = excluded.planned_at, run_id = excluded.run_id
  `.execute(tx.db)
}

/** Of item-places that are not planned any more. */
export async function dropPositions(tx: Tx, pairs: readonly ItemPlace[]): Promise<void> {
  await sql`
    delete from plan_position p
    using ${pairRows(pairs)}
      as g (item_id, place_id)
    where p.item_id = g.item_id and p.place_id = g.place_id
  `.execute(tx.db)
}
