import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { searchWire } from '#platform/search'
import { dayWire, idWire, instantWire, moneyWire, textWire } from '#platform/wire'

export const policyStatusWire = z.enum(['draft', 'active', 'retired'])
export const targetKindWire = z.enum(['cycle_service', 'fill_rate'])
export const stockMethodWire = z.enum(['s_q', 's_S', 'r_S', 'min_max', 'none'])

const classPattern = /^(\*|[ABC][XYZ])$/
export const segmentWire = z.string().regex(classPattern, {
  error: 'Give a segment such as AX or CZ, or * for every other.',
})

const share = z.number().min(0).max(1)

/** What holds for all segments. */
export const policySettingsWire = z
  .strictObject({
    /** A ends where the values of a year's demand, largest first, add up to this share; B likewise. */
    valueShareA: share,
    valueShareB: share,
    /** X is up to this deviation over the mean by month, Y up to the next. */
    variationX: z.number().min(0).max(10),
    variationY: z.number().min(0).max(10),
    /** What an order costs, in the company's minor units. */
    orderCostMinor: z.int().min(0).max(1e9),
    /** What holding costs in a year, as a share of the goods' cost. */
    holdingRate: share,
  })
  .meta({ id: 'PolicySettings' })

const units = z.int().min(0).max(1e12)
const minor = z.int().min(0).max(1e15)

const ruleFields = {
  targetKind: targetKindWire,
  /** Of the promise that is named, in ten-thousandths. */
  targetBps: z.int().min(0).max(9_999),
  method: stockMethodWire,
  reviewDays: z.int().min(1).max(90),
  /** Base units. */
  minUnits: units.nullable(),
  maxUnits: units.nullable(),
  coverDaysMin: z.int().min(0).max(3_650),
  coverDaysMax: z.int().min(1).max(3_650).nullable(),
  /** At most so much money in one order line's stock, in the company's minor units. */
  cashMaxMinor: minor.nullable(),
  /** Orders up to this value go out without a person, in the company's minor units; null: none does. */
  releaseUpToMinor: minor.nullable(),
}

const placeRef = z.strictObject({ id: idWire, code: z.string(), name: z.string() })

export const policyRuleView = z
  .strictObject({
    id: idWire,
    segment: z.string(),
    /** Null: at every place that has no rule of its own. */
    place: placeRef.nullable(),
    ...ruleFields,
    /** The level as z, the standard normal quantile; null until a preview found it. */
    calibratedLevel: z.number().nullable(),
    calibratedAt: instantWire.nullable(),
    version: z.int(),
  })
  .meta({ id: 'PolicyRule' })

const outcomeWire = z.strictObject({
  /** By value: served over asked for. */
  fill: z.number(),
  /** Orders whose cycle saw no stock-out, over all. */
  cycleService: z.number(),
  /** On average, in the company's minor units. */
  stockValueMinor: z.int(),
  ordersPerYear: z.number(),
})

export const previewLineWire = z.strictObject({
  ruleId: idWire,
  segment: z.string(),
  placeId: idWire.nullable(),
  itemCount: z.int(),
  /** Of many items a sample is replayed, and the figures are raised to all of them. */
  replayedCount: z.int(),
  targetKind: targetKindWire,
  targetBps: z.int(),
  /** Null where too little is known, or nothing is kept. */
  calibratedLevel: z.number().nullable(),
  /** Whether the target can be reached at all by what the history shows. */
  calibration: z.enum(['reached', 'below_range', 'above_range', 'unknown']),
  draft: outcomeWire.nullable(),
  inForce: outcomeWire.nullable(),
})

export const policyPreviewWire = z.strictObject({
  status: z.enum(['queued', 'running', 'done', 'outdated', 'failed']),
  doneCount: z.int(),
  totalCount: z.int(),
  /** Of the policy as it was replayed. */
  policyVersion: z.int(),
  lines: z.array(previewLineWire),
  whole: z.strictObject({ draft: outcomeWire.nullable(), inForce: outcomeWire.nullable() }),
})

const rowFields = {
  id: idWire,
  no: z.int(),
  name: z.string(),
  status: policyStatusWire,
  note: z.string(),
  madeByName: z.string(),
  madeAt: instantWire,
  activatedAt: instantWire.nullable(),
  previewAt: instantWire.nullable(),
  /** A preview is done and nothing changed since: it may be activated. */
  isPreviewed: z.boolean(),
  version: z.int(),
}

export const policyRow = z.strictObject(rowFields).meta({ id: 'PolicyRow' })
export const policyPage = page(policyRow)

export const policyView = z
  .strictObject({
    ...rowFields,
    settings: policySettingsWire,
    rules: z.array(policyRuleView),
    preview: policyPreviewWire.nullable(),
  })
  .meta({ id: 'Policy' })

export const listPoliciesQuery = listQuery({
  filters: { status: policyStatusWire.optional() },
  sorts: ['-madeAt'],
})

export const policyParams = z.strictObject({ policyId: idWire })
export const policyRuleParams = z.strictObject({ policyId: idWire, ruleId: idWire })

export const draftPolicyBody = z
  .strictObject({
    name: textWire(200),
    note: z.string().max(2_000).optional(),
    /** The policy it starts as a copy of; absent: the one in force. */
    copyOf: idWire.optional(),
  })
  .meta({ id: 'DraftPolicy' })

export const changePolicyBody = z
  .strictObject({
    name: textWire(200),
    note: z.string().max(2_000),
    settings: policySettingsWire.partial(),
  })
  .partial()
  .meta({ id: 'ChangePolicy' })

export const addRuleBody = z
  .strictObject({
    segment: segmentWire,
    placeId: idWire.nullable().optional(),
    ...z.strictObject(ruleFields).partial().shape,
    targetKind: ruleFields.targetKind,
    targetBps: ruleFields.targetBps,
    method: ruleFields.method,
  })
  .meta({ id: 'AddPolicyRule' })

export const changeRuleBody = z.strictObject(ruleFields).partial().meta({ id: 'ChangePolicyRule' })

export const listSegmentsQuery = z.strictObject({ placeId: idWire.optional() })

export const segmentList = z.strictObject({
  items: z.array(
    z
      .strictObject({
        segment: z.string(),
        /** Items at places. */
        count: z.int(),
        /** What a year's demand costs, and the stock that is there; one row for each currency. */
        yearValue: moneyWire,
        stockValue: moneyWire,
      })
      .meta({ id: 'Segment' }),
  ),
})

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

export const planningItemView = z
  .strictObject({
    id: idWire,
    item: itemRef,
    place: placeRef,
    ...planningFields,
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
  },
  sorts: ['sku'],
})

export const planningItemParams = z.strictObject({ itemId: idWire, placeId: idWire })
export const putPlanningItemBody = z
  .strictObject(planningFields)
  .partial()
  .meta({ id: 'PutPlanningItem' })

export type PolicyRow = z.infer<typeof policyRow>
export type PolicyView = z.infer<typeof policyView>
export type PolicyRuleView = z.infer<typeof policyRuleView>
export type PolicyPreview = z.infer<typeof policyPreviewWire>
export type PreviewLine = z.infer<typeof previewLineWire>
export type PreviewOutcome = z.infer<typeof outcomeWire>
export type PlanningItemView = z.infer<typeof planningItemView>
export type SegmentRow = z.infer<typeof segmentList>['items'][number]
export type ListPoliciesQuery = z.infer<typeof listPoliciesQuery>
export type ListPlanningItemsQuery = z.infer<typeof listPlanningItemsQuery>
export type RuleFields = z.infer<typeof changeRuleBody>
