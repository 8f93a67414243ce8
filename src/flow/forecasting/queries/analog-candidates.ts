import { sql } from 'kysely'

import { type Ask, requirePermission } from '#platform/work'

import type { AnalogCandidates } from '../contract.ts'

type Row = {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly levelUnits: number
  readonly historyWeeks: number
  readonly priceRatio: number | null
}

const shownCandidates = 8
/** An item that sold for so long may be an analog. */
const historyWeeksMin = 13

/** Money per stocking unit by the best terms there are; no row where nobody sells it. */
const priceOf = (item: string) => sql`
  lateral (
    select b.price_e4::float8 / b.priced_units * 10.0 ^ x.unit_decimals as price
    from supplier_term t join supplier_term_break b on b.term_id = t.id
    join item x on x.id = t.item_id
    where t.item_id = ${sql.ref(item)}
    order by t.rank, t.id, b.from_units limit 1)`

/**
 * Items of the same category that sell at a place, nearest in price first, then those that sold for longest:
 * a person chooses one, or none.
 *
 * @returns undefined where there is no such item or place
 * @throws {PermissionError} when the actor may not read plans
 */
export async function analogCandidates(
  ask: Ask,
  { itemId, placeId }: { readonly itemId: string; readonly placeId: string },
): Promise<AnalogCandidates | undefined> {
  requirePermission(ask, 'plans.read')

  const { rows: known } = await sql<{ readonly category: AnalogCandidates['category'] }>`
    select case when c.id is not null then
      json_build_object('id', c.id, 'code', c.code, 'name', c.name) end as category
    from place, item left join item_category c on c.id = item.category_id
    where item.id = ${itemId}::uuid and place.id = ${placeId}::uuid
  `.execute(ask.db)
  const [named] = known
  if (named === undefined) return undefined
  const alike = sql`
    item i
    join item c on c.category_id is not distinct from i.category_id and c.id <> i.id
      and c.status = 'active'
    join demand_series s on s.item_id = c.id and s.place_id = ${placeId}::uuid
      and s.channel_id is null and s.period = 'week'
    join forecast f on f.item_id = c.id and f.place_id = s.place_id and f.period = 'week'
      and f.analog_item_id is null
    where i.id = ${itemId}::uuid and cardinality(s.raw_units) >= ${historyWeeksMin}::int`
  const { rows } = await sql<Row>`
    select a.id, a.sku, a.name, a."levelUnits", a."historyWeeks",
           theirs.price / nullif(own.price, 0) as "priceRatio"
    from (
      select c.id, c.sku, c.name, f.level_units * 10.0 ^ -c.unit_decimals as "levelUnits",
             cardinality(s.raw_units) as "historyWeeks"
      from ${alike}
      order by s.units_52w desc, c.id limit 500) a
    left join ${priceOf('a.id')} theirs on true
    left join (select p.price from item i cross join ${priceOf('i.id')} p
      where i.id = ${itemId}::uuid) own on true
    order by abs(ln(nullif(theirs.price, 0) / nullif(own.price, 0))) nulls last,
             a."historyWeeks" desc, a.sku
    limit ${shownCandidates}::int
  `.execute(ask.db)
  const usual = await sql<{ readonly units: number | null }>`
    select percentile_cont(0.5) within group (
      order by f.level_units * 10.0 ^ -c.unit_decimals) as units
    from ${alike}
  `.execute(ask.db)
  return {
    category: named.category,
    items: rows.map(({ id, sku, name, ...rest }) => ({ item: { id, sku, name }, ...rest })),
    categoryLevelUnits: usual.rows[0]?.units ?? null,
  }
}
