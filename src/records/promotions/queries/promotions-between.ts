import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import type { Ask } from '#platform/work'

export type PromotionId = Id<'Promotion'>
export type PromotionKind =
  | 'discount'
  | 'feature'
  | 'deal'
  | 'bundle'
  | 'coupon'
  | 'campaign'
  | 'price_change'
  | 'holiday'

/** One scope of a promotion with its days; null speaks of all. */
export type PromotionSpan = {
  readonly promotionId: PromotionId
  readonly name: string
  readonly kind: PromotionKind
  readonly startsOn: string
  readonly endsOn: string
  readonly itemId: string | null
  readonly categoryId: string | null
  readonly placeId: string | null
  readonly channelId: string | null
  readonly priceRatioBps: number | null
  readonly expectedUpliftBps: number | null
}

/** All scopes of promotions that are not cancelled and have a day within [from, to]. */
export async function promotionsBetween(
  ask: Ask,
  days: { readonly from: string; readonly to: string },
): Promise<readonly PromotionSpan[]> {
  const { rows } = await sql<PromotionSpan>`
    select p.id as "promotionId", p.name, p.kind, p.starts_on as "startsOn", p.ends_on as "endsOn",
           s.item_id as "itemId", s.category_id as "categoryId", s.place_id as "placeId",
           s.channel_id as "channelId", s.price_ratio_bps as "priceRatioBps",
           p.expected_uplift_bps as "expectedUpliftBps"
    from promotion p
    join promotion_scope s on s.promotion_id = p.id
    where p.status <> 'cancelled' and p.starts_on <= ${days.to}::date and p.ends_on >= ${days.from}::date
    order by p.starts_on, p.id, s.id
  `.execute(ask.db)
  return rows
}
