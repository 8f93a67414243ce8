import { type RawBuilder, sql } from 'kysely'

import type { ItemPlace } from '#books/inventory'
import { type PairRange, pairRows } from '#platform/pair-ranges'
import type { Ask } from '#platform/work'

import { lanesSaid } from './networks.ts'

export type ChangedPair = ItemPlace & {
  /** Of all that goes into its plan; what is planned from equal inputs is not planned again. */
  readonly fingerprint: string
}

export type PairsAsked = {
  readonly asOf: string
  /** Exactly these, or all there are in a range. */
  readonly pairs: readonly ItemPlace[] | PairRange
}

export type PairsRead = {
  readonly changed: readonly ChangedPair[]
  /** The unchanged ones with them. */
  readonly all: readonly ChangedPair[]
  readonly readCount: number
}

/** Of rows told apart by an id, whatever their order: neither sorting nor text, for each of a hundred thousand. */
const saidBy = (columns: RawBuilder<unknown>) =>
  sql`bit_xor(hash_record_extended(row(${columns}), 0))`

/**
 * Item-places whose rule, forecast, stock, supply, terms or decisions are not as planned with.
 * Each is looked up by itself: however little the database knows of tables just filled, that takes as
 * long as there are pairs.
 */
export async function changedPairs(ask: Ask, asked: PairsAsked): Promise<PairsRead> {
  const { asOf, pairs } = asked
  const those =
    'after' in pairs
      ? sql`(r.item_id, r.place_id) > (${pairs.after.itemId}::uuid, ${pairs.after.placeId}::uuid)
          and (r.item_id, r.place_id) <= (${pairs.until.itemId}::uuid, ${pairs.until.placeId}::uuid)`
      : sql`(r.item_id, r.place_id) in (select * from ${pairRows(pairs)})`
  const { rows } = await sql<ChangedPair & { readonly isChanged: boolean }>`
    with pair as materialized (
      select r.item_id, r.place_id, r.supplier_id, r.fingerprint from stock_rule r
      where ${those}
    ), now as (
      select p.item_id, p.place_id, md5(concat_ws('|', ${asOf}::text, p.fingerprint, f.computed_at,
        s.said, '-', c.said, '-', o.said, '-', t.said, '-', d.said, w.said, v.said)) as fingerprint
      from pair p
      left join lateral (
        select computed_at from forecast
        where item_id = p.item_id and place_id = p.place_id and period = 'week' limit 1) f on true
      left join lateral (
        select ${saidBy(sql`b.id, b.status, b.units`)} as said
        from stock_balance b where b.item_id = p.item_id and b.place_id = p.place_id) s on true
      left join lateral (
        select ${saidBy(sql`e.source_id, e.units, e.firmness, e.expected_on`)} as said
        from expectation e where e.item_id = p.item_id and e.place_id = p.place_id
          and e.units > 0 and e.firmness <> 'proposed') c on true
      left join lateral (
        select concat_ws('/', sum(l.ordered_units - l.cancelled_units - l.shipped_units)
                   filter (where l.requested_on <= ${asOf}::date),
                 string_agg(concat_ws('/', l.requested_on,
                     l.ordered_units - l.cancelled_units - l.shipped_units), ',' order by l.id)
                   filter (where l.requested_on > ${asOf}::date)) as said
        from customer_order_line l join customer_order o on o.id = l.order_id
        where l.item_id = p.item_id and o.place_id = p.place_id and o.lifecycle = 'open'
          and l.ordered_units > l.cancelled_units + l.shipped_units) o on true
      left join lateral (
        select ${saidBy(sql`t.id, t.version`)} as said
        from supplier_term t where t.item_id = p.item_id) t on true
      left join lateral (
        select ${saidBy(sql`d.id, d.version`)} as said,
               array_agg(d.supplier_id) as suppliers
        from proposal_decision d
        where d.item_id = p.item_id and d.place_id = p.place_id) d on true
      left join lateral (
        select ${saidBy(sql`m.id, m.review_days`)} as said
        from order_minimum m
        where m.supplier_id = any(array_append(d.suppliers, p.supplier_id))
          and (m.place_id = p.place_id or m.place_id is null and m.review_days <> 127)) w on true
      ${lanesSaid}
    )
    select n.item_id as "itemId", n.place_id as "placeId", n.fingerprint,
           l.fingerprint is distinct from n.fingerprint as "isChanged"
    from now n
    left join lateral (
      select fingerprint from plan_position
      where item_id = n.item_id and place_id = n.place_id limit 1) l on true
    order by n.item_id, n.place_id
  `.execute(ask.db)
  const changed = rows.filter(({ isChanged }) => isChanged)
  return { changed, all: rows, readCount: rows.length }
}
