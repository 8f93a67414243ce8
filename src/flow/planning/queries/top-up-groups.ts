import { sql } from 'kysely'

import type { ItemPlace } from '#books/inventory'
import type { Ask } from '#platform/work'

/** A supplier and the place its order goes to: one order has one minimum. */
export type SupplierPlace = { readonly supplierId: string; readonly placeId: string }

export type TopUpGroup = SupplierPlace & {
  /** Of the place, else of the supplier everywhere; null: it asks for none any more. */
  readonly minimum: GroupMinimum | null
  /** Of all that goes into it; equal ones are not topped up again. */
  readonly fingerprint: string
  readonly isChanged: boolean
}

export type GroupMinimum = {
  readonly currency: string
  readonly minimumMinor: number
  readonly loadName: string
  readonly loadVolumeCm3: number | null
  readonly loadWeightGrams: number | null
  /** Bits 0 (Monday) to 6. */
  readonly reviewDays: number
}

/**
 * Suppliers with a minimum or a load that something is proposed from, and those that were topped up
 * before, by place.
 *
 * @param supplierIds undefined: all
 */
export async function listTopUpGroups(
  ask: Ask,
  supplierIds?: readonly string[],
): Promise<readonly SupplierPlace[]> {
  const those =
    supplierIds === undefined ? sql`true` : sql`supplier_id = any(${supplierIds}::uuid[])`
  const { rows } = await sql<SupplierPlace>`
    with asking as (
      select distinct supplier_id from order_minimum
      where ${those} and (minimum_value_minor > 0 or load_volume_cm3 is not null
        or load_weight_grams is not null)
    )
    select a.supplier_id as "supplierId", p.place_id as "placeId"
    from asking a
    cross join lateral (
      select distinct place_id from proposal
      where supplier_id = a.supplier_id and status = 'open' and kind = 'buy') p
    union
    select supplier_id, place_id from order_top_up where ${those}
    order by 1, 2
  `.execute(ask.db)
  return rows
}

/** Newest rates of a currency, one way and the other: an order in another one is held against its minimum by them. */
const ratesOf = (currency: string, asOf: string) => sql`
  select distinct on (from_currency, to_currency) from_currency, to_currency, rate_e10
  from currency_rate
  where on_day <= ${asOf}::date
    and (from_currency = ${sql.ref(currency)} or to_currency = ${sql.ref(currency)})
  order by from_currency, to_currency, on_day desc`

/** In the order asked for. */
export async function readTopUpGroups(
  ask: Ask,
  groups: readonly SupplierPlace[],
  asOf: string,
): Promise<readonly TopUpGroup[]> {
  const { rows } = await sql<TopUpGroup>`
    with now as (
      select g.no, g.supplier_id, g.place_id, m.said as minimum,
             md5(concat_ws('|', ${asOf}::text, m.id, m.version, '-', (
               select string_agg(l.fingerprint, ',' order by l.item_id)
               from plan_position l
               where l.supplier_id = g.supplier_id and l.place_id = g.place_id), '-', (
               select string_agg(concat_ws('/', p.id, p.suggested_units,
                        coalesce(p.pulled_from_on, p.order_by)), ',' order by p.id)
               from proposal p
               where p.supplier_id = g.supplier_id and p.place_id = g.place_id
                 and p.status = 'open' and p.kind = 'buy' and p.suggested_units > 0), '-', (
               select string_agg(concat_ws('/', r.from_currency, r.to_currency, r.rate_e10), ','
                        order by r.from_currency, r.to_currency)
               from (${ratesOf('m.currency', asOf)}) r
               where exists (select from proposal p
                 where p.supplier_id = g.supplier_id and p.place_id = g.place_id
                   and p.status = 'open' and p.kind = 'buy' and p.currency <> m.currency)))) as fingerprint
      from unnest(${groups.map((one) => one.supplierId)}::uuid[],
                  ${groups.map((one) => one.placeId)}::uuid[])
        with ordinality as g (supplier_id, place_id, no)
      left join lateral (
        select m.id, m.version, m.currency, json_build_object('currency', m.currency,
                 'minimumMinor', m.minimum_value_minor, 'loadName', m.load_name,
                 'loadVolumeCm3', m.load_volume_cm3, 'loadWeightGrams', m.load_weight_grams,
                 'reviewDays', m.review_days) as said
        from order_minimum m
        where m.supplier_id = g.supplier_id and (m.place_id = g.place_id or m.place_id is null)
        order by m.place_id nulls last limit 1) m on true
    )
    select n.supplier_id as "supplierId", n.place_id as "placeId", n.minimum, n.fingerprint,
           t.fingerprint is distinct from n.fingerprint as "isChanged"
    from now n
    left join order_top_up t on (t.supplier_id, t.place_id) = (n.supplier_id, n.place_id)
    order by n.no
  `.execute(ask.db)
  return rows
}

/** What runs out later than so many others is not looked at. */
const itemsMax = 500

/** What may be in each group's order: what is proposed from the supplier, and what will run out next. */
export async function readTopUpItems(
  ask: Ask,
  groups: readonly SupplierPlace[],
): Promise<readonly (ItemPlace & { readonly supplierId: string })[]> {
  const { rows } = await sql<ItemPlace & { readonly supplierId: string }>`
    select g.supplier_id as "supplierId", i.item_id as "itemId", g.place_id as "placeId"
    from unnest(${groups.map((one) => one.supplierId)}::uuid[],
                ${groups.map((one) => one.placeId)}::uuid[]) as g (supplier_id, place_id)
    cross join lateral (
      (select l.item_id from plan_position l
       where l.supplier_id = g.supplier_id and l.place_id = g.place_id
       order by l.sells_out_on, l.item_id limit ${itemsMax}::int)
      union
      select p.item_id from proposal p
      where p.supplier_id = g.supplier_id and p.place_id = g.place_id
        and p.status = 'open' and p.kind = 'buy') i
    order by 2, 3
  `.execute(ask.db)
  return rows
}
