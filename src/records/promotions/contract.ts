import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { codeWire, noteWire, sourceWire } from '#platform/record-wire'
import { searchWire } from '#platform/search'
import { dayWire, idWire, textWire } from '#platform/wire'

export const promotionKindWire = z.enum([
  'discount',
  'feature',
  'deal',
  'bundle',
  'coupon',
  'campaign',
  'price_change',
  'holiday',
])

export const promotionStatusWire = z.enum(['planned', 'confirmed', 'cancelled'])

export const scopesMax = 1000

const scopeInput = z.strictObject({
  /** At most one of item and category; neither means everything. */
  itemId: idWire.nullable().optional(),
  categoryId: idWire.nullable().optional(),
  placeId: idWire.nullable().optional(),
  channelId: idWire.nullable().optional(),
  /** Price during it over the regular price, in ten-thousandths: 8000 is 20 % off. */
  priceRatioBps: z.int().min(1).max(100_000).nullable().optional(),
})

const fields = {
  code: codeWire,
  name: textWire(200),
  kind: promotionKindWire,
  startsOn: dayWire,
  endsOn: dayWire,
  /** What demand is expected to be multiplied by until it is learned, in ten-thousandths. */
  expectedUpliftBps: z.int().min(0).max(100_000).nullable(),
  note: noteWire(2000),
  scopes: z.array(scopeInput).max(scopesMax, {
    error: `Give at most ${scopesMax} scopes; a category or everything needs one.`,
  }),
}

export const createPromotionBody = z
  .strictObject({
    ...fields,
    expectedUpliftBps: fields.expectedUpliftBps.optional(),
    note: fields.note.optional(),
    status: promotionStatusWire.optional(),
    ...sourceWire,
  })
  .meta({ id: 'CreatePromotion' })

export const changePromotionBody = z
  .strictObject({ ...fields, status: promotionStatusWire })
  .partial()
  .meta({ id: 'ChangePromotion' })

const named = z.strictObject({ id: idWire, code: z.string(), name: z.string() }).nullable()

export const scopeView = z
  .strictObject({
    item: named,
    category: named,
    place: named,
    channel: named,
    priceRatioBps: z.int().nullable(),
  })
  .meta({ id: 'PromotionScope' })

const rowFields = {
  id: idWire,
  code: z.string(),
  name: z.string(),
  kind: promotionKindWire,
  status: promotionStatusWire,
  startsOn: dayWire,
  endsOn: dayWire,
  expectedUpliftBps: z.int().nullable(),
  scopeCount: z.int(),
  /** Of these, how many are of one item, and of one category; the others are of all items. */
  itemCount: z.int(),
  categoryCount: z.int(),
  version: z.int(),
}

export const promotionRow = z.strictObject(rowFields).meta({ id: 'PromotionRow' })

export const promotionView = z
  .strictObject({ ...rowFields, note: z.string(), scopes: z.array(scopeView) })
  .meta({ id: 'Promotion' })

export const promotionPage = page(promotionRow)
export const promotionParams = z.strictObject({ promotionId: idWire })

export const listPromotionsQuery = listQuery({
  filters: {
    /** The start of the code or name, upper or lower case. */
    q: searchWire.optional(),
    kind: promotionKindWire.optional(),
    status: promotionStatusWire.optional(),
    /** Those that have a day on or after this one. */
    endsFrom: dayWire.optional(),
    /** Those that have a day on or before this one. */
    startsTo: dayWire.optional(),
    itemId: idWire.optional(),
  },
  sorts: ['startsOn', 'endsOn', 'name'],
})

export type PromotionRow = z.infer<typeof promotionRow>
export type PromotionView = z.infer<typeof promotionView>
export type ListPromotionsQuery = z.infer<typeof listPromotionsQuery>
