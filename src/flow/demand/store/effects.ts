/** The only SQL that writes what promotions were learned to do. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

export type NewEffect = {
  readonly kind: string
  readonly categoryId: string | null
  readonly itemId: string | null
  readonly placeId: string | null
  readonly upliftFactor: number
  readonly dipFactor: number
  readonly priceElasticity: number
  readonly observedCount: number
  readonly standardError: number
}

/**
 * Keeps effects of categories and of items at places, and from the categories those of each kind as a
 * whole. A part of a category that says less than half of what was known of it leaves that as it is.
 */
export async function upsertEffects(tx: Tx, effects: readonly NewEffect[]): Promise<void> {
  if (effects.length === 0) return
  const given = effects.map((effect) => ({ ...effect, id: tx.newId<'PromotionEffect'>() }))
  await sql`
    insert into promotion_effect as kept (id, kind, category_id, item_id, place_id, uplift_factor,
      dip_factor, price_elasticity, observed_count, standard_error, learned_at)
    select g.id, g.kind, g."categoryId", g."itemId", g."placeId", g."upliftFactor", g."dipFactor",
           g."priceElasticity", g."observedCount", g."standardError", ${tx.now}::timestamptz
    from json_to_recordset(${toJson(given)}::json)
      as g (id uuid, kind text, "categoryId" uuid, "itemId" uuid, "placeId" uuid,
            "upliftFactor" float8, "dipFactor" float8, "priceElasticity" float8,
            "observedCount" int, "standardError" float8)
    order by g.kind, g."categoryId", g."itemId", g."placeId"
    on conflict (kind, category_id, item_id, place_id) do update
      set uplift_factor = excluded.uplift_factor, dip_factor = excluded.dip_factor,
          price_elasticity = excluded.price_elasticity, observed_count = excluded.observed_count,
          standard_error = excluded.standard_error, learned_at = excluded.learned_at
      where 2 * excluded.observed_count >= kept.observed_count
  `.execute(tx.db)
  await upsertWholes(tx, [...new Set(effects.map(({ kind }) => kind))])
}

async function upsertWholes(tx: Tx, kinds: readonly string[]): Promise<void> {
  const ids = kinds.map(() => tx.newId<'PromotionEffect'>())
  await sql`
    insert into promotion_effect as kept (id, kind, uplift_factor, dip_factor, price_elasticity,
      observed_count, standard_error, learned_at)
    select g.id, g.kind, sum(e.uplift_factor * e.observed_count) / sum(e.observed_count),
           sum(e.dip_factor * e.observed_count) / sum(e.observed_count),
           sum(e.price_elasticity * e.observed_count) / sum(e.observed_count),
           sum(e.observed_count)::int,
           sqrt(sum((e.standard_error * e.observed_count) ^ 2)) / sum(e.observed_count),
           ${tx.now}::timestamptz
    from unnest(${ids}::uuid[], ${kinds}::text[]) as g (id, kind)
    join promotion_effect e on e.kind = g.kind
    left join item i on i.id = e.item_id
    where e.category_id is not null or (e.item_id is not null and i.category_id is null)
    group by g.id, g.kind order by g.kind
    on conflict (kind, category_id, item_id, place_id) do update
      set uplift_factor = excluded.uplift_factor, dip_factor = excluded.dip_factor,
          price_elasticity = excluded.price_elasticity, observed_count = excluded.observed_count,
          standard_error = excluded.standard_error, learned_at = excluded.learned_at
  `.execute(tx.db)
}
