import { sql } from 'kysely'

import { pairRows } from '#platform/pair-ranges'
import type { Ask } from '#platform/work'

import type { Firmness } from '../store/expectations.ts'

export type ItemPlace = { readonly itemId: string; readonly placeId: string }

/** Something that is coming; its day may have passed. */
export type Coming = {
  readonly sourceKind: string
  readonly sourceId: string
  readonly documentId: string
  readonly units: bigint
  readonly firmness: Exclude<Firmness, 'done'>
  readonly requestedOn: string | null
  readonly expectedOn: string | null
}

export type StockOf = ItemPlace & {
  readonly usableUnits: bigint
  /** In quarantine, rejected, damaged: there, but nobody may take it. */
  readonly heldUnits: bigint
  /** In order of the day it is expected; `proposed` ones are left out. */
  readonly coming: readonly Coming[]
}

/**
 * What is there and what is coming, for whole sets of item and place: of every firmness but
 * `proposed`, so that a draft counts like an order and nothing is bought twice. Each is looked up by
 * itself: while little is known of tables just filled, they might be read whole.
 *
 * @returns one row for each pair that has stock or something coming
 */
export async function stockOf(ask: Ask, pairs: readonly ItemPlace[]): Promise<readonly StockOf[]> {
  if (pairs.length === 0) return []
  const { rows } = await sql<
    Omit<StockOf, 'coming' | 'usableUnits' | 'heldUnits'> & {
      readonly usable: string
      readonly held: string
      readonly coming: readonly (Omit<Coming, 'units'> & { readonly units: string })[] | null
    }
  >`
    select p.item_id as "itemId", p.place_id as "placeId", coalesce(s.usable, 0)::text as usable,
           coalesce(s.held, 0)::text as held, c.list as coming
    from ${pairRows(pairs)} as p (item_id, place_id)
    left join lateral (
      select sum(b.units) filter (where k.is_usable) as usable,
             sum(b.units) filter (where not k.is_usable) as held, count(*) as count
      from stock_balance b join stock_status k on k.code = b.status
      where b.item_id = p.item_id and b.place_id = p.place_id and b.units > 0) s on true
    left join lateral (
      select json_agg(json_build_object(
               'sourceKind', e.source_kind, 'sourceId', e.source_id, 'documentId', e.document_id,
               'units', e.units::text, 'firmness', e.firmness, 'requestedOn', e.requested_on,
               'expectedOn', e.expected_on)
             order by e.expected_on, e.source_id) as list
      from expectation e
      where e.item_id = p.item_id and e.place_id = p.place_id
        and e.units > 0 and e.firmness not in ('proposed', 'done')) c on true
    where s.count > 0 or c.list is not null
  `.execute(ask.db)
  return rows.map(({ itemId, placeId, usable, held, coming }) => ({
    itemId,
    placeId,
    usableUnits: BigInt(usable),
    heldUnits: BigInt(held),
    coming: (coming ?? []).map((one) => ({ ...one, units: BigInt(one.units) })),
  }))
}
