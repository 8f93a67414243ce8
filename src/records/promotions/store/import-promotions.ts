/** The only SQL that writes many promotions at once. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

import type { PromotionId } from '../queries/promotions-between.ts'
import type { Scope } from '../rules/promotion-terms.ts'
import type { StoredPromotion } from './promotions.ts'

/** As a file names it: codes in place of ids; empty for all. */
export type NamedScope = Scope & {
  readonly item: string
  readonly category: string
  readonly place: string
  readonly channel: string
}

export type WholePromotion = StoredPromotion & { readonly scopes: readonly NamedScope[] }

/** Those that exist, by code, with all they are about. */
export async function readWholePromotions(
  tx: Tx,
  codes: readonly string[],
  { lock }: { readonly lock: boolean },
): Promise<ReadonlyMap<string, WholePromotion>> {
  const { rows } = await sql<StoredPromotion>`
    select p.id, p.code, p.name, p.kind, p.starts_on as "startsOn", p.ends_on as "endsOn", p.status,
           p.expected_uplift_bps as "expectedUpliftBps", p.note, p.version
    from promotion p where p.code = any(${codes}::text[])
    order by p.id ${lock ? sql`for update` : sql``}
  `.execute(tx.db)
  const scopes = await readNamedScopes(
    tx,
    rows.map(({ id }) => id),
  )
  return new Map(rows.map((row) => [row.code, { ...row, scopes: scopes.get(row.id) ?? [] }]))
}

async function readNamedScopes(
  tx: Tx,
  promotionIds: readonly PromotionId[],
): Promise<ReadonlyMap<string, readonly NamedScope[]>> {
  const { rows } = await sql<NamedScope & { readonly promotionId: string }>`
    select s.promotion_id as "promotionId", s.item_id as "itemId", s.category_id as "categoryId",
           s.place_id as "placeId", s.channel_id as "channelId",
           s.price_ratio_bps as "priceRatioBps", coalesce(i.sku, '') as item,
           coalesce(c.code, '') as category, coalesce(p.code, '') as place,
           coalesce(ch.code, '') as channel
    from promotion_scope s
    left join item i on i.id = s.item_id
    left join item_category c on c.id = s.category_id
    left join place p on p.id = s.place_id
    left join channel ch on ch.id = s.channel_id
    where s.promotion_id = any(${promotionIds}::uuid[]) order by s.id
  `.execute(tx.db)
  return Map.groupBy(rows, ({ promotionId }) => promotionId)
}

/** Categories by code, of those that exist. */
export async function readCategoryIds(
  tx: Tx,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ readonly code: string; readonly id: string }>`
    select code, id from item_category where code = any(${codes}::text[])
  `.execute(tx.db)
  return new Map(rows.map(({ code, id }) => [code, id]))
}

/** Writes heads and scopes whole, new ones and those that were there; the caller holds the locks. */
export async function writePromotions(
  tx: Tx,
  promotions: readonly WholePromotion[],
): Promise<void> {
  if (promotions.length === 0) return
  await sql`
    insert into promotion as there (id, code, name, kind, starts_on, ends_on, status,
                                    expected_uplift_bps, note)
    select g.id, g.code, g.name, g.kind, g."startsOn", g."endsOn", g.status, g."expectedUpliftBps",
           g.note
    from json_to_recordset(${toJson(promotions.map(({ scopes: _, ...head }) => head))}::json)
      as g (id uuid, code text, name text, kind text, "startsOn" date, "endsOn" date, status text,
            "expectedUpliftBps" int, note text)
    on conflict (id) do update
      set name = excluded.name, kind = excluded.kind, starts_on = excluded.starts_on,
          ends_on = excluded.ends_on, status = excluded.status,
          expected_uplift_bps = excluded.expected_uplift_bps, note = excluded.note,
          version = there.version + 1
  `.execute(tx.db)
  const ids = promotions.map(({ id }) => id)
  await sql`
    delete from promotion_scope where promotion_id = any(${ids}::uuid[])
  `.execute(tx.db)
  const scopes = promotions.flatMap((promotion) =>
    promotion.scopes.map((scope) => ({
      ...scope,
      id: tx.newId<'PromotionScope'>(),
      promotionId: promotion.id,
    })),
  )
  await sql`
    insert into promotion_scope (id, promotion_id, item_id, category_id, place_id, channel_id,
                                 price_ratio_bps)
    select g.id, g."promotionId", g."itemId", g."categoryId", g."placeId", g."channelId",
           g."priceRatioBps"
    from json_to_recordset(${toJson(scopes)}::json)
      as g (id uuid, "promotionId" uuid, "itemId" uuid, "categoryId" uuid, "placeId" uuid,
            "channelId" uuid, "priceRatioBps" int)
  `.execute(tx.db)
}
