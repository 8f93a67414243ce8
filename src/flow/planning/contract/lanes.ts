/** Lanes between places, and what suppliers ask for at least. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { activityWire, noteWire } from '#platform/record-wire'
import { currencyWire, idWire, moneyWire } from '#platform/wire'

const unitsMax = Number.MAX_SAFE_INTEGER

const lane = {
  /** Preferred before others of a greater rank. */
  rank: z.int().min(1).max(1_000),
  leadTimeDays: z.int().min(0).max(365),
  /** Base units moved in whole multiples of this. */
  multipleUnits: z.int().min(1).max(unitsMax),
  /** Of each transfer, in the company's currency. */
  fixedCost: moneyWire,
  costPerKg: moneyWire,
}

export const createSourceLaneBody = z
  .strictObject({
    fromPlaceId: idWire,
    toPlaceId: idWire,
    /** One item, or a category; both left out: everything. */
    itemId: idWire.nullable().optional(),
    categoryId: idWire.nullable().optional(),
    leadTimeDays: lane.leadTimeDays,
    rank: lane.rank.optional(),
    multipleUnits: lane.multipleUnits.optional(),
    fixedCost: moneyWire.optional(),
    costPerKg: moneyWire.optional(),
  })
  .meta({ id: 'CreateSourceLane' })

export const changeSourceLaneBody = z
  .strictObject({ ...lane, status: activityWire })
  .partial()
  .meta({ id: 'ChangeSourceLane' })

export const sourceLaneView = z
  .strictObject({
    id: idWire,
    fromPlaceId: idWire,
    fromPlaceCode: z.string(),
    fromPlaceName: z.string(),
    toPlaceId: idWire,
    toPlaceCode: z.string(),
    toPlaceName: z.string(),
    itemId: idWire.nullable(),
    sku: z.string().nullable(),
    itemName: z.string().nullable(),
    categoryId: idWire.nullable(),
    categoryName: z.string().nullable(),
    ...lane,
    status: activityWire,
    version: z.int(),
  })
  .meta({ id: 'SourceLane' })

export const sourceLanePage = page(sourceLaneView)
export const sourceLaneParams = z.strictObject({ sourceLaneId: idWire })
export const listSourceLanesQuery = listQuery({
  filters: {
    fromPlaceId: idWire.optional(),
    toPlaceId: idWire.optional(),
    itemId: idWire.optional(),
    status: activityWire.optional(),
  },
  sorts: ['id'],
})

const minimum = {
  /** What an order is to be worth at least. */
  minimumValue: moneyWire,
  /** A container or truck to fill; empty for none. */
  loadName: noteWire(60),
  loadVolumeCm3: z.int().min(1).max(unitsMax).nullable(),
  loadWeightGrams: z.int().min(1).max(unitsMax).nullable(),
  /** Days orders are made on: bits 0 (Monday) to 6; 127 is any day. */
  reviewDays: z.int().min(1).max(127),
}

export const createOrderMinimumBody = z
  .strictObject({
    supplierId: idWire,
    /** Left out or null: at every place. */
    placeId: idWire.nullable().optional(),
    minimumValue: moneyWire,
    loadName: minimum.loadName.optional(),
    loadVolumeCm3: minimum.loadVolumeCm3.optional(),
    loadWeightGrams: minimum.loadWeightGrams.optional(),
    reviewDays: minimum.reviewDays.optional(),
  })
  .meta({ id: 'CreateOrderMinimum' })

export const changeOrderMinimumBody = z
  .strictObject(minimum)
  .partial()
  .meta({ id: 'ChangeOrderMinimum' })

export const orderMinimumView = z
  .strictObject({
    id: idWire,
    supplierId: idWire,
    supplierName: z.string(),
    placeId: idWire.nullable(),
    placeCode: z.string().nullable(),
    placeName: z.string().nullable(),
    currency: currencyWire,
    ...minimum,
    version: z.int(),
  })
  .meta({ id: 'OrderMinimum' })

export const orderMinimumPage = page(orderMinimumView)
export const orderMinimumParams = z.strictObject({ orderMinimumId: idWire })
export const listOrderMinimumsQuery = listQuery({
  filters: { supplierId: idWire.optional(), placeId: idWire.optional() },
  sorts: ['id'],
})

export type SourceLaneView = z.infer<typeof sourceLaneView>
export type ListSourceLanesQuery = z.infer<typeof listSourceLanesQuery>
export type OrderMinimumView = z.infer<typeof orderMinimumView>
export type ListOrderMinimumsQuery = z.infer<typeof listOrderMinimumsQuery>
