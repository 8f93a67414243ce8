import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { searchWire } from '#platform/search'
import { dayWire, idWire } from '#platform/wire'

export const criticalityWire = z.enum(['normal', 'high', 'critical'])

const planningFields = {
  criticality: criticalityWire,
  shelfLifeDays: z.int().min(1).max(36_500).nullable(),
  /** Planned from the item it resembles until it has a history of its own. */
  analogItemId: idWire.nullable(),
  launchOn: dayWire.nullable(),
  endOn: dayWire.nullable(),
  isPlanned: z.boolean(),
}

const itemRef = z.strictObject({ id: idWire, sku: z.string(), name: z.string() })
const placeRef = z.strictObject({ id: idWire, code: z.string(), name: z.string() })

export const planningItemView = z
  .strictObject({
    id: idWire,
    item: itemRef,
    place: placeRef,
    ...planningFields,
    analogItem: itemRef.nullable(),
    version: z.int(),
  })
  .meta({ id: 'PlanningItem' })

export const planningItemPage = page(planningItemView)

export const listPlanningItemsQuery = listQuery({
  filters: {
    /** The start of the SKU or name, upper or lower case. */
    q: searchWire.optional(),
    itemId: idWire.optional(),
    placeId: idWire.optional(),
    criticality: criticalityWire.optional(),
    isPlanned: z.enum(['true', 'false']).optional(),
    /** With a day of launch or a last day. */
    hasLife: z.literal('true').optional(),
  },
  sorts: ['sku'],
})

export const planningItemParams = z.strictObject({ itemId: idWire, placeId: idWire })
export const putPlanningItemBody = z
  .strictObject(planningFields)
  .partial()
  .meta({ id: 'PutPlanningItem' })

export const changePlanningItemsBody = z
  .strictObject({
    pairs: z
      .array(z.strictObject({ itemId: idWire, placeId: idWire }))
      .min(1)
      .max(200),
    /** What is left out stays as it is. */
    changes: z.strictObject(planningFields).partial(),
  })
  .meta({ id: 'ChangePlanningItems' })

export const changedPlanningItems = z
  .strictObject({ items: z.array(planningItemView) })
  .meta({ id: 'ChangedPlanningItems' })

export type PlanningItemView = z.infer<typeof planningItemView>
export type ListPlanningItemsQuery = z.infer<typeof listPlanningItemsQuery>
