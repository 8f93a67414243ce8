/** What demand takes and gives over the wire. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { searchWire } from '#platform/search'
import { dayWire, idWire, instantWire, moneyWire, quantityWire, textWire } from '#platform/wire'

import { markKinds, personMarkKinds } from './rules/marks.ts'
import { setAsideReasons } from './rules/sale-rows.ts'

export * from './contract/promotion-effects.ts'

export const demandKindWire = z.enum(['sale', 'cancellation', 'return', 'correction'])
export const markKindWire = z.enum(markKinds as [string, ...string[]])
export const personMarkKindWire = z.enum(personMarkKinds)

export const entriesMax = 1000

const entryInput = z.strictObject({
  /** The sender's own id of the fact; the same again adds nothing. */
  externalKey: textWire(200),
  itemId: idWire,
  placeId: idWire,
  channelId: idWire,
  onDay: dayWire,
  kind: demandKindWire.optional(),
  /** Below zero only in a correction. */
  quantity: quantityWire,
  value: moneyWire.optional(),
})

export const recordEntriesBody = z
  .strictObject({
    entries: z
      .array(entryInput)
      .min(1, { error: 'Give at least one entry.' })
      .max(entriesMax, { error: `Give at most ${entriesMax} entries.` }),
  })
  .meta({ id: 'RecordDemandEntries' })

export const recordedEntries = z
  .strictObject({
    addedCount: z.int(),
    /** Those that were there before, word for word. */
    knownCount: z.int(),
  })
  .meta({ id: 'RecordedDemandEntries' })

const named = z.strictObject({ id: idWire, code: z.string(), name: z.string() })

export const entryRow = z.strictObject({
  id: idWire,
  item: named,
  place: named,
  channel: named,
  onDay: dayWire,
  kind: demandKindWire,
  /** Signed: what was sold is above zero, what was taken back below. */
  quantity: quantityWire,
  value: moneyWire.nullable(),
  sourceKind: z.enum(['customer_order', 'import', 'sales', 'api']),
  /** The order line it came from. */
  sourceId: idWire.nullable(),
  enteredAt: instantWire,
})
export const entryPage = page(entryRow)

export const listEntriesQuery = listQuery({
  filters: {
    itemId: idWire.optional(),
    placeId: idWire.optional(),
    channelId: idWire.optional(),
    kind: demandKindWire.optional(),
    from: dayWire.optional(),
    to: dayWire.optional(),
  },
  sorts: ['-onDay'],
})

const seriesFields = {
  item: named,
  place: named,
  unit: z.string(),
  /** Observed over the last whole weeks. */
  last4Weeks: quantityWire,
  last13Weeks: quantityWire,
  last52Weeks: quantityWire,
  firstSoldOn: dayWire.nullable(),
  lastSoldOn: dayWire.nullable(),
  /** Every kind of mark of the last 52 weeks. */
  marks: z.array(markKindWire),
  /** The first day after the last whole week that is shown. */
  endsOn: dayWire,
  computedAt: instantWire,
}

export const demandRow = z.strictObject(seriesFields)
export const demandPage = page(demandRow)

export const listDemandQuery = listQuery({
  filters: {
    /** The start of the SKU or name, upper or lower case. */
    q: searchWire.optional(),
    itemId: idWire.optional(),
    placeId: idWire.optional(),
    categoryId: idWire.optional(),
    /** Those with such a mark in the last 52 weeks. */
    mark: markKindWire.optional(),
  },
  sorts: ['-last52Weeks', 'last13Weeks', 'last4Weeks', 'lastSoldOn', 'sku'],
})

/** Units are in the stocking unit; layers are estimates, so they are plain numbers. */
const weekView = z.strictObject({
  startsOn: dayWire,
  raw: z.number(),
  corrected: z.number(),
  cleaned: z.number(),
  baseline: z.number(),
  uplift: z.number(),
  event: z.number(),
  marks: z.array(markKindWire),
})

export const markView = z
  .strictObject({
    id: idWire,
    item: named,
    place: named,
    kind: personMarkKindWire,
    startsOn: dayWire,
    endsOn: dayWire,
    reason: z.string(),
    madeBy: z.string(),
    madeAt: instantWire,
    withdrawnAt: instantWire.nullable(),
    version: z.int(),
  })
  .meta({ id: 'DemandMark' })

export const demandView = z
  .strictObject({
    ...seriesFields,
    endsOn: dayWire.nullable(),
    computedAt: instantWire.nullable(),
    weeks: z.array(weekView),
    /** What people said of it and did not take back. */
    personMarks: z.array(markView),
  })
  .meta({ id: 'Demand' })

export const demandParams = z.strictObject({ itemId: idWire, placeId: idWire })

export const markPage = page(markView)
export const markParams = z.strictObject({ markId: idWire })

export const listMarksQuery = listQuery({
  filters: {
    itemId: idWire.optional(),
    placeId: idWire.optional(),
    kind: personMarkKindWire.optional(),
    isWithdrawn: z.enum(['yes', 'no']).optional(),
  },
  sorts: ['-madeAt', 'startsOn'],
})

export const makeMarkBody = z
  .strictObject({
    itemId: idWire,
    placeId: idWire,
    kind: personMarkKindWire,
    startsOn: dayWire,
    endsOn: dayWire,
    reason: textWire(500),
  })
  .meta({ id: 'MakeDemandMark' })

export const setAsideRow = z.strictObject({
  id: idWire,
  place: named,
  channel: named,
  onDay: dayWire,
  reason: z.enum(setAsideReasons),
  units: z.string(),
  /** The row as it stood in the file, by column. */
  said: z.record(z.string(), z.string()),
  enteredAt: instantWire,
})
export const setAsidePage = page(setAsideRow)

export const listSetAsideQuery = listQuery({
  filters: { reason: z.enum(setAsideReasons).optional(), placeId: idWire.optional() },
  sorts: ['-onDay'],
})

export type RecordEntriesBody = z.infer<typeof recordEntriesBody>
export type RecordedEntries = z.infer<typeof recordedEntries>
export type EntryRow = z.infer<typeof entryRow>
export type ListEntriesQuery = z.infer<typeof listEntriesQuery>
export type DemandRow = z.infer<typeof demandRow>
export type DemandView = z.infer<typeof demandView>
export type ListDemandQuery = z.infer<typeof listDemandQuery>
export type MarkView = z.infer<typeof markView>
export type ListMarksQuery = z.infer<typeof listMarksQuery>
export type MakeMarkBody = z.infer<typeof makeMarkBody>
export type SetAsideRow = z.infer<typeof setAsideRow>
export type ListSetAsideQuery = z.infer<typeof listSetAsideQuery>
