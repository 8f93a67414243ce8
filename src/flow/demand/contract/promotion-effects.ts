/** What promotions did to demand, as it was learned. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { idWire, instantWire } from '#platform/wire'

const named = z.strictObject({ id: idWire, code: z.string(), name: z.string() }).nullable()

export const promotionEffectRow = z
  .strictObject({
    id: idWire,
    /** Of promotion: `discount`, `feature`, … */
    kind: z.string(),
    /** Learned for these alone; all null: from everything there is. */
    item: named,
    category: named,
    place: named,
    /** How many times the usual demand while one runs. */
    upliftFactor: z.number(),
    /** How many times the usual demand right after it: below 1 where demand was brought forward. */
    dipFactor: z.number(),
    /** A price lower by 1 % moves demand by about so many per cent the other way. */
    priceElasticity: z.number(),
    /** Weeks under promotion that it was learned from. */
    observedCount: z.int(),
    /** Uplift that the estimate may as well have been: about two of three times within. */
    upliftLow: z.number(),
    upliftHigh: z.number(),
    learnedAt: instantWire,
  })
  .meta({ id: 'PromotionEffect' })

export const promotionEffectPage = page(promotionEffectRow)

export const listPromotionEffectsQuery = listQuery({
  filters: {
    kind: z.string().min(1).max(40).optional(),
    itemId: idWire.optional(),
    categoryId: idWire.optional(),
    placeId: idWire.optional(),
    /** `kind`: only those learned from everything there is. */
    level: z.enum(['kind']).optional(),
  },
  sorts: ['kind', 'observedCount', 'upliftFactor'],
})

export type PromotionEffectRow = z.infer<typeof promotionEffectRow>
export type ListPromotionEffectsQuery = z.infer<typeof listPromotionEffectsQuery>
