/** What lead times give over the wire. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { dayWire, idWire, instantWire } from '#platform/wire'

import { leadTimeParts } from './rules/lead-time-parts.ts'

const days = z.number().nullable()

const lane = {
  id: idWire,
  /** Null: lines of all suppliers together. */
  supplierId: idWire.nullable(),
  supplierName: z.string().nullable(),
  /** Null: lines to all places. */
  placeId: idWire.nullable(),
  placeCode: z.string().nullable(),
  placeName: z.string().nullable(),
  /** Lines of this lane that were seen; what is shown leans on its class too. */
  lineCount: z.int(),
  lastKnownOn: dayWire.nullable(),
  /** Of the whole lead time: sent to received. */
  meanDays: days,
  sdDays: days,
  p50Days: z.int().nullable(),
  p80Days: z.int().nullable(),
  p95Days: z.int().nullable(),
  /** Mean days after the first promise; below zero is early. */
  lateDays: days,
  /** Share of lines not later than the first promise, in percent. */
  onTimePercent: z.number().nullable(),
  learnedAt: instantWire.nullable(),
}

export const leadTimeRow = z.strictObject(lane)
export const leadTimePage = page(leadTimeRow)

export const leadTimePartView = z.strictObject({
  part: z.enum(leadTimeParts),
  lineCount: z.int(),
  /** How many of them still count after fading. */
  fadedCount: z.number(),
  meanDays: z.number(),
  sdDays: z.number(),
  p50Days: z.int(),
  p80Days: z.int(),
  p95Days: z.int(),
  variation: z.number().nullable(),
  firstDays: z.int(),
  /** `shares[i]` is the chance of `firstDays + i` days. */
  shares: z.array(z.number()),
  /** At .05, .1 to .95. */
  quantilesDays: z.array(z.int()),
  /** Null when nothing fades. */
  halfLifeDays: z.int().nullable(),
  leaningLines: z.int(),
  hasSeason: z.boolean(),
  asOf: dayWire,
})

export const leadTimeView = z
  .strictObject({ ...lane, parts: z.array(leadTimePartView) })
  .meta({ id: 'LeadTime' })

export const leadTimeParams = z.strictObject({ laneId: idWire })

export const leadTimeListQuery = listQuery({
  filters: {
    supplierId: idWire.optional(),
    placeId: idWire.optional(),
    /** Lanes, suppliers as a whole, or all lines together. */
    level: z.enum(['lane', 'supplier', 'all']).optional(),
  },
  sorts: ['-lineCount', 'meanDays', 'sdDays', 'p95Days', 'lateDays', 'onTimePercent'],
})

export const observationRow = z.strictObject({
  id: idWire,
  kind: z.enum(['receipt', 'reversal', 'inspection']),
  orderId: idWire,
  orderNumber: z.string(),
  itemId: idWire,
  sku: z.string(),
  name: z.string(),
  supplierName: z.string(),
  placeCode: z.string(),
  startedOn: dayWire.nullable(),
  knownOn: dayWire,
  firstPromisedOn: dayWire.nullable(),
  lastPromisedOn: dayWire.nullable(),
  agreedDays: z.int().nullable(),
  wholeDays: z.int().nullable(),
  lateDays: z.int().nullable(),
  lateAgainDays: z.int().nullable(),
  approvalDays: z.int().nullable(),
  answerDays: z.int().nullable(),
  supplyDays: z.int().nullable(),
  productionDays: z.int().nullable(),
  transitDays: z.int().nullable(),
  dockDays: z.int().nullable(),
})
export const observationPage = page(observationRow)
export const observationListQuery = listQuery({ filters: {}, sorts: ['-knownOn'] })

export type LeadTimeRow = z.infer<typeof leadTimeRow>
export type LeadTimeView = z.infer<typeof leadTimeView>
export type LeadTimePartView = z.infer<typeof leadTimePartView>
export type LeadTimeListQuery = z.infer<typeof leadTimeListQuery>
export type ObservationRow = z.infer<typeof observationRow>
export type ObservationListQuery = z.infer<typeof observationListQuery>
