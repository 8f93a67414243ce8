/** How right forecasts were at the lag that matters, ours and others alike. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { dayWire, idWire } from '#platform/wire'

import { sourceRef } from './outside.ts'

export const scoreKinds = ['source', 'segment', 'supplier', 'place', 'category'] as const

/** Differences of WAPE; above zero the step made it better, null where it does not apply. */
const valueAdded = z
  .strictObject({
    /** Of the engine over the last week (or the same week of the year before). */
    statistical: z.number().nullable(),
    /** Of promotions and events over the engine. */
    promotions: z.number().nullable(),
    /** Of the source over ours with promotions. */
    source: z.number().nullable(),
    /** Of people's overrides over all that; only of what was planned with. */
    overrides: z.number().nullable(),
  })
  .meta({ id: 'ForecastValueAdded' })

const figures = {
  /** Sum of errors over sum of demand, with the lost sales of stock-outs; null without demand. */
  wape: z.number().nullable(),
  /** Forecast less demand, over demand. */
  bias: z.number().nullable(),
  /** Error over the mean step of the history before (Hyndman & Koehler 2006; M5). */
  mase: z.number().nullable(),
  rmsse: z.number().nullable(),
  /** Sum of errors over the mean error: far from zero it is always wrong to the same side. */
  trackingSignal: z.number().nullable(),
  naiveWape: z.number().nullable(),
  valueAdded,
}

export const scoreRow = z
  .strictObject({
    id: z.string(),
    /** A segment, or the id of a record; empty where there is none. */
    key: z.string(),
    code: z.string(),
    name: z.string(),
    /** Whose forecast; null: what was planned with. */
    source: sourceRef.nullable(),
    seriesCount: z.int(),
    /** Weeks over all series. */
    weekCount: z.int(),
    /** In stocking units. */
    actualUnits: z.number(),
    ...figures,
  })
  .meta({ id: 'ForecastScore' })

export const scorePage = page(scoreRow)

export const listScoresQuery = listQuery({
  filters: {
    by: z.enum(scoreKinds),
    /** Another's in place of what was planned with; by source there is a row for each. */
    sourceId: idWire.optional(),
  },
  sorts: [
    '-actualUnits',
    'key',
    'seriesCount',
    'wape',
    'bias',
    'trackingSignal',
    'naiveWape',
    'statisticalAdded',
    'promotionsAdded',
    'sourceAdded',
    'overridesAdded',
  ],
})

/** Of one item at one place. */
export const lagAccuracy = z
  .strictObject({
    /** Weeks from when an order is made until the week it is for: lead time plus review. */
    lagWeeks: z.int(),
    scores: z.array(
      z.strictObject({
        source: sourceRef.nullable(),
        weekCount: z.int(),
        /** The Monday of the last week that is scored. */
        lastOn: dayWire,
        actualUnits: z.number(),
        ...figures,
      }),
    ),
  })
  .meta({ id: 'ForecastLagAccuracy' })

/** Another's newest forecast of one item at one place. */
export const outsideCurve = z
  .strictObject({
    source: sourceRef,
    edition: z.string(),
    madeOn: dayWire,
    includesPromotions: z.boolean(),
    /** By week ahead; null where it says nothing of all days of the week. */
    units: z.array(z.number().nullable()),
  })
  .meta({ id: 'OutsideForecastCurve' })

/** Whose figures are planned with, where they are not ours. */
export const plannedWith = z
  .strictObject({ source: sourceRef, edition: z.string(), reason: z.string() })
  .meta({ id: 'ForecastPlannedWith' })

export type ScoreRow = z.infer<typeof scoreRow>
export type ListScoresQuery = z.infer<typeof listScoresQuery>
export type LagAccuracy = z.infer<typeof lagAccuracy>
export type OutsideCurve = z.infer<typeof outsideCurve>
export type PlannedWith = z.infer<typeof plannedWith>
