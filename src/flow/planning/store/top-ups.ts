/** The only SQL that writes what orders come to beside their minimums. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

import type { SupplierPlace } from '../queries/top-up-groups.ts'
import type { Proposal, ProposalId } from './proposals.ts'

export type OrderTopUp = SupplierPlace & {
  readonly status: 'idle' | 'reached' | 'topped' | 'short' | 'no_rate'
  readonly orderOn: string
  readonly currency: string
  readonly minimumMinor: number
  /** As the supplier asks for it. */
  readonly askedCurrency: string
  readonly askedMinor: number
  readonly dueMinor: number
  readonly valueMinor: number
  readonly mostMinor: number
  readonly takesDays: number | null
  readonly loadCount: number
  readonly loadBps: number
  readonly fingerprint: string
}

export async function putTopUps(tx: Tx, topUps: readonly OrderTopUp[]): Promise<void> {
  if (topUps.length === 0) return
  await sql`
    insert into order_top_up (supplier_id, place_id, status, order_on, currency, minimum_minor,
      asked_currency, asked_minor, due_minor, value_minor, most_minor, takes_days, load_count, load_bps, fingerprint, computed_at)
    select g."supplierId", g."placeId", g.status, g."orderOn", g.currency, g."minimumMinor",
           g."askedCurrency", g."askedMinor", g."dueMinor", g."valueMinor", g."mostMinor", g."takesDays", g."loadCount", g."loadBps",
           g.fingerprint, ${tx.now}::timestamptz
    from json_to_recordset(${toJson(topUps)}::json) as g ("supplierId" uuid, "placeId" uuid,
      status text, "orderOn" date, currency text, "minimumMinor" bigint,
      "askedCurrency" text, "askedMinor" bigint, "dueMinor" bigint,
      "valueMinor" bigint, "mostMinor" bigint, "takesDays" int, "loadCount" int, "loadBps" int,
      fingerprint text)
    order by 1, 2
    on conflict (supplier_id, place_id) do update set
      status = excluded.status, order_on = excluded.order_on, currency = excluded.currency,
      asked_currency = excluded.asked_currency, asked_minor = excluded.asked_minor,
      minimum_minor = excluded.minimum_minor, due_minor = excluded.due_minor,
      value_minor = excluded.value_minor, most_minor = excluded.most_minor,
      takes_days = excluded.takes_days, load_count = excluded.load_count,
      load_bps = excluded.load_bps, fingerprint = excluded.fingerprint,
      computed_at = excluded.computed_at
  `.execute(tx.db)
}

/** They ask for nothing any more. */
export async function dropTopUps(tx: Tx, groups: readonly SupplierPlace[]): Promise<void> {
  if (groups.length === 0) return
  await sql`
    delete from order_top_up where (supplier_id, place_id) in (
      select * from unnest(${groups.map((one) => one.supplierId)}::uuid[],
                           ${groups.map((one) => one.placeId)}::uuid[]))
  `.execute(tx.db)
}

/** All that is to be bought from them, as it is kept, locked in order of id. */
export async function lockToBuy(
  tx: Tx,
  groups: readonly SupplierPlace[],
): Promise<readonly (Proposal & { readonly id: ProposalId })[]> {
  const { rows } = await sql<Proposal & { readonly id: ProposalId }>`
    select p.id, p.key, p.kind, p.item_id as "itemId", p.place_id as "placeId",
           p.supplier_id as "supplierId", p.term_id as "termId",
           p.from_place_id as "fromPlaceId", p.order_id as "orderId",
           p.order_line_id as "orderLineId", p.needed_units as "neededUnits",
           p.suggested_units as "suggestedUnits", p.ordered_units as "orderedUnits",
           p.topped_units as "toppedUnits", p.price_e4 as "priceE4",
           p.priced_units as "pricedUnits", p.currency, p.value_minor as "valueMinor",
           p.company_value_minor as "companyValueMinor", p.order_by as "orderBy",
           p.pulled_from_on as "pulledFromOn", p.arrives_on as "arrivesOn",
           p.sells_out_on as "sellsOutOn", p.urgency, p.urgency_kind as "urgencyKind",
           p.is_expedited as "isExpedited", p.is_switched as "isSwitched", p.why, p.alternatives
    from unnest(${groups.map((one) => one.supplierId)}::uuid[],
                ${groups.map((one) => one.placeId)}::uuid[]) as g (supplier_id, place_id)
    join proposal p on p.supplier_id = g.supplier_id and p.place_id = g.place_id
      and p.status = 'open' and p.kind = 'buy'
    order by p.id for update of p
  `.execute(tx.db)
  return rows
}
