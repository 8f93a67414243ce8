/** The only SQL that writes promotions and their scopes. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

import type { PromotionId, PromotionKind } from '../queries/promotions-between.ts'
import type { Scope } from '../rules/promotion-terms.ts'

export type PromotionFields = {
  readonly code: string
  readonly name: string
  readonly kind: PromotionKind
  readonly startsOn: string
  readonly endsOn: string
  readonly status: 'planned' | 'confirmed' | 'cancelled'
  readonly expectedUpliftBps: number | null
  readonly note: string
}

export type StoredPromotion = PromotionFields & {
  readonly id: PromotionId
  readonly version: number
}

/** @returns false when the code or the outside id is taken */
export async function insertPromotion(
  tx: Tx,
  given: PromotionFields & {
    readonly id: PromotionId
    readonly sourceSystem: string
    readonly externalId: string
  },
): Promise<boolean> {
  const { rows } = await sql`
    insert into promotion (id, code, name, kind, starts_on, ends_on, status, expected_uplift_bps,
                           note, source_system, external_id)
    values (${given.id}::uuid, ${given.code}, ${given.name}, ${given.kind},
            ${given.startsOn}::date, ${given.endsOn}::date, ${given.status},
            ${given.expectedUpliftBps}::int, ${given.note}, ${given.sourceSystem},
            ${given.externalId})
    on conflict do nothing returning id
  `.execute(tx.db)
  return rows.length === 1
}

export async function lockPromotion(
  tx: Tx,
  promotionId: PromotionId,
): Promise<StoredPromotion | undefined> {
  const { rows } = await sql<StoredPromotion>`
    select id, code, name, kind, starts_on as "startsOn", ends_on as "endsOn", status,
           expected_uplift_bps as "expectedUpliftBps", note, version
    from promotion where id = ${promotionId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function readScopes(tx: Tx, promotionId: PromotionId): Promise<readonly Scope[]> {
  const { rows } = await sql<Scope>`
    select item_id as "itemId", category_id as "categoryId", place_id as "placeId",
           channel_id as "channelId", price_ratio_bps as "priceRatioBps"
    from promotion_scope where promotion_id = ${promotionId}::uuid order by id
  `.execute(tx.db)
  return rows
}

/** @returns false when the code is taken by another */
export async function updatePromotion(tx: Tx, after: StoredPromotion): Promise<boolean> {
  const { rows } = await sql`
    update promotion
    set code = ${after.code}, name = ${after.name}, kind = ${after.kind},
        starts_on = ${after.startsOn}::date, ends_on = ${after.endsOn}::date,
        status = ${after.status}, expected_uplift_bps = ${after.expectedUpliftBps}::int,
        note = ${after.note}, version = version + 1
    where id = ${after.id}::uuid
      and not exists (select from promotion p where p.code = ${after.code} and p.id <> ${after.id}::uuid)
    returning id
  `.execute(tx.db)
  return rows.length === 1
}

/** Puts these scopes in place of those that are there. */
export async function replaceScopes(
  tx: Tx,
  promotionId: PromotionId,
  scopes: readonly Scope[],
): Promise<void> {
  await sql`delete from promotion_scope where promotion_id = ${promotionId}::uuid`.execute(tx.db)
  const rows = scopes.map((scope) => ({ ...scope, id: tx.newId<'PromotionScope'>() }))
  await sql`
    insert into promotion_scope (id, promotion_id, item_id, category_id, place_id, channel_id,
                                 price_ratio_bps)
    select g.id, ${promotionId}::uuid, g."itemId", g."categoryId", g."placeId", g."channelId",
           g."priceRatioBps"
    from json_to_recordset(${toJson(rows)}::json)
      as g (id uuid, "itemId" uuid, "categoryId" uuid, "placeId" uuid, "channelId" uuid,
            "priceRatioBps" int)
  `.execute(tx.db)
}

/** Which of the ids that the scopes name are there, by kind. */
export async function knownIds(tx: Tx, scopes: readonly Scope[]): Promise<ReadonlySet<string>> {
  const ids = (name: keyof Scope) => scopes.map((scope) => scope[name]).filter((id) => id !== null)
  const { rows } = await sql<{ readonly id: string }>`
    select id from item where id = any(${ids('itemId')}::uuid[])
    union all select id from item_category where id = any(${ids('categoryId')}::uuid[])
    union all select id from place where id = any(${ids('placeId')}::uuid[])
    union all select id from channel where id = any(${ids('channelId')}::uuid[])
  `.execute(tx.db)
  return new Set(rows.map(({ id }) => id))
}
