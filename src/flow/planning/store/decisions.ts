/** The only SQL that writes what people decided about proposals. */
import { sql } from 'kysely'

import type { ItemPlace } from '#books/inventory'
import type { Tx } from '#platform/work'

import type { ProposalId } from './proposals.ts'

export type Decision = ItemPlace & {
  readonly key: string
  /** Null: as suggested. */
  readonly units: bigint | null
  /** At most one of the two; both null: from where it is planned. */
  readonly supplierId: string | null
  readonly laneId: string | null
  readonly snoozedUntil: string | null
  readonly reason: string
  /** What was suggested when it was decided. */
  readonly suggestedUnits: bigint
}

/** Puts each in place of what was decided before about the same. */
export async function putDecisions(tx: Tx, decisions: readonly Decision[]): Promise<void> {
  await sql`
    insert into proposal_decision as before (id, proposal_key, item_id, place_id, units,
      supplier_id, lane_id, snoozed_until, reason, decided_by, decided_by_name, decided_at,
      suggested_units)
    select g.id, g.key, g.item_id, g.place_id, g.units, g.supplier_id, g.lane_id, g.snoozed_until,
           g.reason, ${tx.actor.id}, ${tx.actor.name}, ${tx.now}::timestamptz, g.suggested
    from unnest(
      ${decisions.map(() => tx.newId())}::uuid[], ${decisions.map((one) => one.key)}::text[],
      ${decisions.map((one) => one.itemId)}::uuid[], ${decisions.map((one) => one.placeId)}::uuid[],
      ${decisions.map((one) => one.units)}::bigint[],
      ${decisions.map((one) => one.supplierId)}::uuid[],
      ${decisions.map((one) => one.laneId)}::uuid[],
      ${decisions.map((one) => one.snoozedUntil)}::date[],
      ${decisions.map((one) => one.reason)}::text[],
      ${decisions.map((one) => one.suggestedUnits)}::bigint[]
    ) as g (id, key, item_id, place_id, units, supplier_id, lane_id, snoozed_until, reason,
      suggested)
    order by g.key
    on conflict (proposal_key) do update set
      units = excluded.units, supplier_id = excluded.supplier_id, lane_id = excluded.lane_id,
      snoozed_until = excluded.snoozed_until, reason = excluded.reason,
      decided_by = excluded.decided_by, decided_by_name = excluded.decided_by_name,
      decided_at = excluded.decided_at, suggested_units = excluded.suggested_units,
      version = before.version + 1
  `.execute(tx.db)
}

/** A decision is about the suggestion that came of it, such as by another supplier's sizes. */
export async function settleDecisions(tx: Tx, keys: readonly string[]): Promise<void> {
  await sql`
    update proposal_decision d set suggested_units = p.suggested_units
    from proposal p
    where d.proposal_key = any(${keys}::text[]) and p.key = d.proposal_key and p.status = 'open'
      and p.suggested_units <> d.suggested_units
  `.execute(tx.db)
}

/** They were used, or taken back. */
export async function dropDecisions(tx: Tx, keys: readonly string[]): Promise<number> {
  const { rows } = await sql`
    delete from proposal_decision where proposal_key = any(${keys}::text[]) returning id
  `.execute(tx.db)
  return rows.length
}

/** The lane is no more: what else was decided stays, and those that said nothing else are taken back. */
export async function releaseLane(tx: Tx, laneId: string): Promise<void> {
  await sql`
    delete from proposal_decision
    where lane_id = ${laneId}::uuid and units is null and snoozed_until is null
  `.execute(tx.db)
  await sql`
    update proposal_decision set lane_id = null, version = version + 1
    where lane_id = ${laneId}::uuid
  `.execute(tx.db)
}

/** What is shown of them changed, beyond what planning changed itself. */
export async function touchProposals(tx: Tx, ids: readonly ProposalId[]): Promise<void> {
  await sql`
    update proposal set version = version + 1 where id = any(${ids}::uuid[])
  `.execute(tx.db)
}
