/** The only SQL that writes proposals. What people decide about them is in decisions.ts. */
import { sql } from 'kysely'

import type { ItemPlace } from '#books/inventory'
import type { Id } from '#kernel/brand'
import { bigintColumn, idColumn, jsonColumn, type Plain, plainColumn } from '#platform/columns'
import { pairRows } from '#platform/pair-ranges'
import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

import type { UrgencyKind } from '../rules/plan-item.ts'
import type { Term, TopCode } from '../rules/why.ts'

export type ProposalId = Id<'Proposal'>
export type ProposalKind = 'buy' | 'transfer' | 'expedite' | 'defer' | 'reduce' | 'cancel'

export type Proposal = ItemPlace & {
  /** Stable over runs: while it is open there is one row for it. */
  readonly key: string
  readonly kind: ProposalKind
  readonly supplierId: string | null
  readonly termId: string | null
  readonly fromPlaceId: string | null
  readonly orderId: string | null
  readonly orderLineId: string | null
  readonly neededUnits: bigint
  readonly suggestedUnits: bigint
  /** As suggested and topped up, or as a person decided; price and value are of it. */
  readonly orderedUnits: bigint
  /** Added to reach the supplier's minimum or to fill a load. */
  readonly toppedUnits: bigint
  readonly priceE4: bigint
  readonly pricedUnits: bigint
  readonly currency: string
  readonly valueMinor: bigint
  readonly companyValueMinor: bigint
  readonly orderBy: string
  /** Its own day to order by, where it is ordered earlier together with others. */
  readonly pulledFromOn: string | null
  readonly arrivesOn: string
  readonly sellsOutOn: string | null
  readonly urgency: number
  readonly urgencyKind: UrgencyKind
  readonly isExpedited: boolean
  /** From another supplier than its rule names. */
  readonly isSwitched: boolean
  readonly why: unknown
  readonly alternatives: unknown
}

export type OpenProposal = {
  readonly id: ProposalId
  readonly key: string
  readonly itemId: string
  readonly placeId: string
  readonly kind: ProposalKind
  readonly supplierId: string | null
  readonly suggestedUnits: bigint
  readonly toppedUnits: bigint
  readonly orderBy: string
  readonly pulledFromOn: string | null
  readonly arrivesOn: string
  /** The terms of what was added; null where nothing was. */
  readonly top: readonly Term<TopCode>[] | null
}

/**
 * Open proposals of these item-places, locked so that two runs agree. Each is looked up by its item, then by
 * its id: what is wrapped here no index answers, else one of all that are open might be read for each
 * pair while little is known of a table just filled.
 */
export async function lockOpenProposals(
  tx: Tx,
  pairs: readonly ItemPlace[],
): Promise<readonly OpenProposal[]> {
  const { rows } = await sql<OpenProposal>`
    select p.*
    from (
      select o.id
      from ${pairRows(pairs)} as g (item_id, place_id)
      cross join lateral (
        select id from proposal
        where item_id = g.item_id and coalesce(place_id = g.place_id and status = 'open', false)) o
      order by o.id) as found
    cross join lateral (
      select p.id, p.key, p.item_id as "itemId", p.place_id as "placeId", p.kind,
             p.supplier_id as "supplierId", p.suggested_units as "suggestedUnits",
             p.topped_units as "toppedUnits", p.order_by as "orderBy",
             p.pulled_from_on as "pulledFromOn", p.arrives_on as "arrivesOn",
             case when p.topped_units > 0 then p.why -> 'top' end as top
      from proposal p
      where p.id = found.id and coalesce(p.status = 'open', false) for update) p
  `.execute(tx.db)
  return rows
}

/** Adds those that are new, and puts the rest in place of what was there; equal ones are left alone. */
export async function putProposals(
  tx: Tx,
  runId: string,
  proposals: readonly (Proposal & { readonly id: ProposalId })[],
): Promise<void> {
  if (proposals.length === 0) return
  const column = (pick: (one: (typeof proposals)[number]) => Plain) => plainColumn(proposals, pick)
  const bigints = (pick: (one: (typeof proposals)[number]) => bigint | number | null) =>
    bigintColumn(proposals, pick)
  const ids = (pick: (one: (typeof proposals)[number]) => string | null) =>
    idColumn(proposals, pick)
  await sql`
    insert into proposal as before (id, key, kind, status, item_id, place_id, supplier_id, term_id,
      from_place_id, order_id, order_line_id, needed_units, suggested_units,
      ordered_units, topped_units, pulled_from_on, price_e4, priced_units, currency, value_minor, company_value_minor, order_by, arrives_on, sells_out_on, urgency,
      urgency_kind, is_expedited, is_switched, why, alternatives, run_id, proposed_at)
    select g.id, g.key, g.kind, 'open', g.item_id, g.place_id, g.supplier_id, g.term_id,
           g.from_place_id, g.order_id, g.order_line_id, g.needed, g.suggested, g.ordered, g.topped,
           g.pulled_from_on, g.price_e4, g.priced, g.currency, g.value_minor, g.company_minor,
           g.order_by, g.arrives_on, g.sells_out_on, g.urgency, g.urgency_kind, g.is_expedited,
           g.is_switched, g.why, g.alternatives, ${runId}::uuid, ${tx.now}::timestamptz
    from unnest(
      ${ids((one) => one.id)}::uuid[], ${column((one) => one.key)}::text[],
      ${column((one) => one.kind)}::text[], ${ids((one) => one.itemId)}::uuid[],
      ${ids((one) => one.placeId)}::uuid[], ${ids((one) => one.supplierId)}::uuid[],
      ${ids((one) => one.termId)}::uuid[], ${ids((one) => one.fromPlaceId)}::uuid[],
      ${ids((one) => one.orderId)}::uuid[], ${ids((one) => one.orderLineId)}::uuid[],
      ${bigints((one) => one.neededUnits)}::bigint[],
      ${bigints((one) => one.suggestedUnits)}::bigint[],
      ${bigints((one) => one.orderedUnits)}::bigint[], ${bigints((one) => one.toppedUnits)}::bigint[],
      ${column((one) => one.pulledFromOn)}::date[], ${bigints((one) => one.priceE4)}::bigint[],
      ${bigints((one) => one.pricedUnits)}::bigint[],
      ${proposals.map((one) => one.currency)}::text[],
      ${bigints((one) => one.valueMinor)}::bigint[],
      ${bigints((one) => one.companyValueMinor)}::bigint[], ${column((one) => one.orderBy)}::date[],
      ${column((one) => one.arrivesOn)}::date[], ${column((one) => one.sellsOutOn)}::date[],
      ${column((one) => one.urgency)}::smallint[], ${column((one) => one.urgencyKind)}::text[],
      ${column((one) => one.isExpedited)}::boolean[], ${column((one) => one.isSwitched)}::boolean[],
      ${jsonColumn(proposals, (one) => JSON.stringify(one.why))}::jsonb[],
      ${jsonColumn(proposals, (one) => toJson(one.alternatives))}::jsonb[]
    ) as g (id, key, kind, item_id, place_id, supplier_id, term_id, from_place_id, order_id,
      order_line_id, needed, suggested, ordered, topped, pulled_from_on, price_e4, priced, currency,
      value_minor, company_minor, order_by, arrives_on, sells_out_on, urgency, urgency_kind,
      is_expedited, is_switched, why, alternatives)
    on conflict (id) do update set
      kind = excluded.kind, supplier_id = excluded.supplier_id, term_id = excluded.term_id,
      from_place_id = excluded.from_place_id, needed_units = excluded.needed_units,
      suggested_units = excluded.suggested_units, ordered_units = excluded.ordered_units,
      topped_units = excluded.topped_units, pulled_from_on = excluded.pulled_from_on, price_e4 = excluded.price_e4,
      priced_units = excluded.priced_units, currency = excluded.currency,
      value_minor = excluded.value_minor, company_value_minor = excluded.company_value_minor,
      order_by = excluded.order_by, arrives_on = excluded.arrives_on,
      sells_out_on = excluded.sells_out_on, urgency = excluded.urgency,
      urgency_kind = excluded.urgency_kind, is_expedited = excluded.is_expedited,
      is_switched = excluded.is_switched,
      why = excluded.why, alternatives = excluded.alternatives, run_id = excluded.run_id,
      proposed_at = excluded.proposed_at, version = before.version + 1
    where (before.kind, before.supplier_id, before.term_id, before.from_place_id,
        before.needed_units, before.suggested_units, before.ordered_units, before.topped_units,
        before.pulled_from_on, before.price_e4,
        before.priced_units, before.currency, before.value_minor, before.company_value_minor,
        before.order_by, before.arrives_on, before.sells_out_on, before.urgency,
        before.urgency_kind, before.is_expedited, before.is_switched, before.why,
        before.alternatives)
      is distinct from (excluded.kind, excluded.supplier_id, excluded.term_id,
        excluded.from_place_id, excluded.needed_units, excluded.suggested_units,
        excluded.ordered_units, excluded.topped_units, excluded.pulled_from_on,
        excluded.price_e4, excluded.priced_units, excluded.currency,
        excluded.value_minor, excluded.company_value_minor, excluded.order_by,
        excluded.arrives_on, excluded.sells_out_on, excluded.urgency, excluded.urgency_kind,
        excluded.is_expedited, excluded.is_switched, excluded.why, excluded.alternatives)
  `.execute(tx.db)
}

/** Nothing of it is needed any more. */
export async function closeProposals(tx: Tx, ids: readonly ProposalId[]): Promise<void> {
  if (ids.length === 0) return
  await sql`
    update proposal set status = 'gone', version = version + 1 where id = any(${ids}::uuid[])
  `.execute(tx.db)
}

/** They became these orders' lines, each the one at its own place in the list. */
export async function markTaken(
  tx: Tx,
  ids: readonly ProposalId[],
  orderIds: readonly string[],
): Promise<void> {
  await sql`
    update proposal p
    set status = 'taken', taken_order_id = g.order_id, taken_at = ${tx.now}::timestamptz,
        version = p.version + 1
    from unnest(${ids}::uuid[], ${orderIds}::uuid[]) as g (id, order_id)
    where p.id = g.id
  `.execute(tx.db)
}
