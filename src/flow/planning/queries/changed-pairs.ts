import { sql } from 'kysely'

import type { ItemPlace } from '#books/inventory'
import type { Ask } from '#platform/work'

export type ChangedPair = ItemPlace & {
  /** Of all that goes into its plan; what is planned from equal inputs is not planned again. */
  readonly fingerprint: string
}

export type PairRange = {
  readonly asOf: string
  /** Exactly these; absent: all there are, after the cursor, in order of item and place. */
  readonly pairs?: readonly ItemPlace[] | undefined
  readonly after?: ItemPlace | undefined
  readonly limit: number
}

export type PairsRead = {
  readonly changed: readonly ChangedPair[]
  readonly readCount: number
  readonly last: ItemPlace | undefined
}

const beforeAll = '00000000-0000-0000-0000-000000000000'

/** The next item-places whose rule, forecast, stock, supply, terms or decisions are not as planned with. */
export async function changedPairs(ask: Ask, range: PairRange): Promise<PairsRead> {
  const { asOf, pairs, after, limit } = range
  const those =
    pairs === undefined
      ? sql`true`
      : sql`(r.item_id, r.place_id) in (select * from unnest(
          ${pairs.map((one) => one.itemId)}::uuid[], ${pairs.map((one) => one.placeId)}::uuid[]))`
  const { rows } = await sql<ChangedPair & { readonly isChanged: boolean }>`
    with pair as materialized (
      select r.item_id, r.place_id, r.fingerprint from stock_rule r
      where ${those} and (r.item_id, r.place_id)
        > (${after?.itemId ?? beforeAll}::uuid, ${after?.placeId ?? beforeAll}::uuid)
      order by r.item_id, r.place_id limit ${limit}::int
    ), stock as (
      select b.item_id, b.place_id, string_agg(b.status || b.units, ',' order by b.id) as said
      from pair join stock_balance b using (item_id, place_id) group by 1, 2
    ), coming as (
      select e.item_id, e.place_id, string_agg(
               concat_ws('/', e.source_id, e.units, e.firmness, e.expected_on), ',' order by e.id) as said
      from pair join expectation e using (item_id, place_id)
      where e.units > 0 and e.firmness <> 'proposed' group by 1, 2
    ), owed as (
      select l.item_id, o.place_id,
             sum(l.ordered_units - l.cancelled_units - l.shipped_units) as units
      from pair p join customer_order_line l using (item_id)
      join customer_order o on o.id = l.order_id and o.place_id = p.place_id
      where l.ordered_units > l.cancelled_units + l.shipped_units
        and l.requested_on <= ${asOf}::date and o.lifecycle = 'open'
      group by 1, 2
    ), terms as (
      select t.item_id, string_agg(t.id || '/' || t.version, ',' order by t.id) as said
      from (select distinct item_id from pair) p join supplier_term t using (item_id) group by 1
    ), decided as (
      select d.item_id, d.place_id, string_agg(d.id || '/' || d.version, ',' order by d.id) as said
      from pair join proposal_decision d using (item_id, place_id) group by 1, 2
    ), now as (
      select p.item_id, p.place_id, md5(concat_ws('|', ${asOf}::text, p.fingerprint, f.computed_at,
        s.said, '-', c.said, '-', o.units, '-', t.said, '-', d.said)) as fingerprint
      from pair p
      left join forecast f on (f.item_id, f.place_id, f.period) = (p.item_id, p.place_id, 'week')
      left join stock s on (s.item_id, s.place_id) = (p.item_id, p.place_id)
      left join coming c on (c.item_id, c.place_id) = (p.item_id, p.place_id)
      left join owed o on (o.item_id, o.place_id) = (p.item_id, p.place_id)
      left join terms t on t.item_id = p.item_id
      left join decided d on (d.item_id, d.place_id) = (p.item_id, p.place_id)
    )
    select n.item_id as "itemId", n.place_id as "placeId", n.fingerprint,
           l.fingerprint is distinct from n.fingerprint as "isChanged"
    from now n left join plan_position l using (item_id, place_id)
    order by n.item_id, n.place_id
  `.execute(ask.db)
  const last = rows.at(-1)
  return {
    changed: rows.filter(({ isChanged }) => isChanged),
    readCount: rows.length,
    last: last && { itemId: last.itemId, placeId: last.placeId },
  }
}
