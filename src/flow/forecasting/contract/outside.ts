/** Forecasts of others: who makes them, what they say edition by edition, and where they are planned with. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { activityWire, codeWire } from '#platform/record-wire'
import { searchWire } from '#platform/search'
import { countWire, dayWire, idWire, instantWire, quantityWire, textWire } from '#platform/wire'

export const sourceRef = z
  .strictObject({ id: idWire, code: z.string(), name: z.string() })
  .meta({ id: 'ForecastSourceRef' })

const sourceFields = {
  code: codeWire,
  name: textWire(200),
  /** Its figures are of all that will be sold. False: planned promotions come on top of them. */
  includesPromotions: z.boolean(),
}

export const createSourceBody = z
  .strictObject({ ...sourceFields, includesPromotions: z.boolean().optional() })
  .meta({ id: 'CreateForecastSource' })

export const changeSourceBody = z
  .strictObject({ ...sourceFields, status: activityWire })
  .partial()
  .meta({ id: 'ChangeForecastSource' })

export const sourceView = z
  .strictObject({
    id: idWire,
    code: z.string(),
    name: z.string(),
    includesPromotions: z.boolean(),
    status: activityWire,
    editionCount: z.int(),
    /** The newest edition; null before the first. */
    newest: z.strictObject({ name: z.string(), madeOn: dayWire }).nullable(),
    /** Item-places that are planned with its figures now. */
    plannedCount: z.int(),
    version: z.int(),
  })
  .meta({ id: 'ForecastSource' })

export const sourcePage = page(sourceView)
export const sourceParams = z.strictObject({ sourceId: idWire })

export const listSourcesQuery = listQuery({
  filters: {
    /** The start of the code or name, upper or lower case. */
    q: searchWire.optional(),
    status: activityWire.optional(),
  },
  sorts: ['code', 'name'],
})

export const periodWire = z.enum(['day', 'week', 'month'])

export const editionRow = z
  .strictObject({
    id: idWire,
    source: sourceRef,
    name: z.string(),
    period: periodWire,
    madeOn: dayWire,
    figureCount: z.int(),
    /** Item-places it speaks of. */
    pairCount: z.int(),
    /** The first days of its first and its last period; null while it is empty. */
    firstOn: dayWire.nullable(),
    lastOn: dayWire.nullable(),
    receivedAt: instantWire,
  })
  .meta({ id: 'ForecastEdition' })

export const editionPage = page(editionRow)

export const listEditionsQuery = listQuery({
  filters: { sourceId: idWire.optional() },
  sorts: ['-madeOn'],
})

export const figuresMax = 1000

const figureInput = z.strictObject({
  itemId: idWire,
  placeId: idWire,
  /** The first day of the period; of a month its first. */
  startsOn: dayWire,
  quantity: countWire,
})

export const recordOutsideBody = z
  .strictObject({
    sourceId: idWire,
    /** The source's own name of this edition, such as its date. */
    edition: textWire(80),
    /** Of all its figures. */
    period: periodWire,
    /** The day it was made; today when left out. It is scored by what was known then. */
    madeOn: dayWire.optional(),
    /** A day that is left out is not said to be zero: there ours counts. */
    figures: z
      .array(figureInput)
      .min(1, { error: 'Give at least one figure.' })
      .max(figuresMax, { error: `Give at most ${figuresMax} figures.` }),
  })
  .meta({ id: 'RecordOutsideForecasts' })

export const recordedOutside = z
  .strictObject({
    editionId: idWire,
    addedCount: z.int(),
    /** Those that were there before, with the same units. */
    knownCount: z.int(),
  })
  .meta({ id: 'RecordedOutsideForecasts' })

export const outsideRow = z
  .strictObject({
    id: idWire,
    source: sourceRef,
    edition: z.string(),
    editionId: idWire,
    item: z.strictObject({ id: idWire, sku: z.string(), name: z.string() }),
    place: z.strictObject({ id: idWire, code: z.string(), name: z.string() }),
    period: periodWire,
    startsOn: dayWire,
    quantity: quantityWire,
    receivedAt: instantWire,
  })
  .meta({ id: 'OutsideForecast' })

export const outsidePage = page(outsideRow)

export const listOutsideQuery = listQuery({
  filters: {
    sourceId: idWire.optional(),
    editionId: idWire.optional(),
    itemId: idWire.optional(),
    placeId: idWire.optional(),
  },
  sorts: ['-startsOn'],
})

/** AX to CZ, another segment of a policy, or `*` for all that have no choice of their own. */
export const segmentWire = z
  .string()
  .regex(/^(\*|[A-Za-z0-9][A-Za-z0-9_-]{0,39})$/, { error: 'Give a segment such as AX, or *.' })

export const choiceView = z
  .strictObject({
    id: idWire,
    segment: z.string(),
    place: z.strictObject({ id: idWire, code: z.string(), name: z.string() }).nullable(),
    /** Null: ours. */
    source: sourceRef.nullable(),
    reason: z.string(),
    chosenByName: z.string(),
    chosenAt: instantWire,
    version: z.int(),
  })
  .meta({ id: 'ForecastChoice' })

export const choicePage = page(choiceView)
export const choiceParams = z.strictObject({ segment: segmentWire })

export const choiceQuery = z.strictObject({
  /** One place alone; all without it. */
  placeId: idWire.optional(),
})

export const putChoiceBody = z
  .strictObject({
    /** Null: ours, whatever is chosen for more. */
    sourceId: idWire.nullable(),
    reason: textWire(500),
  })
  .meta({ id: 'PutForecastChoice' })

export const listChoicesQuery = listQuery({
  filters: { sourceId: idWire.optional(), placeId: idWire.optional() },
  sorts: ['segment'],
})

export type SourceRef = z.infer<typeof sourceRef>
export type SourceView = z.infer<typeof sourceView>
export type ListSourcesQuery = z.infer<typeof listSourcesQuery>
export type EditionRow = z.infer<typeof editionRow>
export type ListEditionsQuery = z.infer<typeof listEditionsQuery>
export type Period = z.infer<typeof periodWire>
export type RecordOutsideBody = z.infer<typeof recordOutsideBody>
export type OutsideRow = z.infer<typeof outsideRow>
export type ListOutsideQuery = z.infer<typeof listOutsideQuery>
export type ChoiceView = z.infer<typeof choiceView>
export type ListChoicesQuery = z.infer<typeof listChoicesQuery>
