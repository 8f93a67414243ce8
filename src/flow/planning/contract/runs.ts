/** Runs, and where item-places stand after them. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { searchWire } from '#platform/search'
import { dayWire, idWire, instantWire, quantityWire } from '#platform/wire'

export const runStatusWire = z.enum(['queued', 'running', 'done', 'stopped', 'failed'])

export const startRunBody = z
  .strictObject({
    /** The day it plans from; nothing later is read. Today when left out. */
    asOf: dayWire.optional(),
  })
  .meta({ id: 'StartPlanRun' })

export const planRunView = z
  .strictObject({
    id: idWire,
    status: runStatusWire,
    asOf: dayWire,
    /** What it is at, and how many item-places of that step it has looked at. */
    step: z.string(),
    doneCount: z.int(),
    totalCount: z.int(),
    isStopping: z.boolean(),
    /** What became of them so far, by name. */
    result: z.record(z.string(), z.number()),
    problem: z.string(),
    startedByName: z.string(),
    queuedAt: instantWire,
    startedAt: instantWire.nullable(),
    endedAt: instantWire.nullable(),
  })
  .meta({ id: 'PlanRun' })

export const planRunPage = page(planRunView)
export const planRunParams = z.strictObject({ planRunId: idWire })
export const listPlanRunsQuery = listQuery({
  filters: { status: runStatusWire.optional() },
  sorts: ['-queuedAt'],
})

export const urgencyKindWire = z.enum([
  'out_now',
  'out_before_arrival',
  'order_today',
  'order_soon',
  'covered',
])

export const itemWire = z.strictObject({
  id: idWire,
  sku: z.string(),
  name: z.string(),
  unit: z.string(),
  unitDecimals: z.int(),
})
export const placeWire = z.strictObject({ id: idWire, code: z.string(), name: z.string() })
export const supplierWire = z.strictObject({ id: idWire, name: z.string() })

export const planPositionRow = z.strictObject({
  item: itemWire,
  place: placeWire,
  /** Null where no supplier is known. */
  supplier: supplierWire.nullable(),
  segment: z.string(),
  onHand: quantityWire,
  /** Usable, less what is owed to customers. */
  available: quantityWire,
  coming: quantityWire,
  safety: quantityWire,
  /** Whole days the stock lasts, by the forecast. */
  coverDays: z.int(),
  sellsOutOn: dayWire.nullable(),
  orderBy: dayWire.nullable(),
  /** 0 is most urgent, 100 least. */
  urgency: z.int(),
  urgencyKind: urgencyKindWire,
  plannedAt: instantWire,
})
export const planPositionPage = page(planPositionRow)

export const listPlanPositionsQuery = listQuery({
  filters: {
    /** The start of the SKU or name, upper or lower case. */
    q: searchWire.optional(),
    itemId: idWire.optional(),
    placeId: idWire.optional(),
    supplierId: idWire.optional(),
    urgencyKind: urgencyKindWire.optional(),
    segment: z.string().min(1).max(40).optional(),
  },
  sorts: ['urgency', 'sellsOutOn'],
})

export type PlanRunView = z.infer<typeof planRunView>
export type ListPlanRunsQuery = z.infer<typeof listPlanRunsQuery>
export type PlanPositionRow = z.infer<typeof planPositionRow>
export type ListPlanPositionsQuery = z.infer<typeof listPlanPositionsQuery>
export type UrgencyKindWire = z.infer<typeof urgencyKindWire>
