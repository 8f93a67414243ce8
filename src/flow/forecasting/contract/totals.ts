/** Sums of forecasts, and what a series tells of its days, channels and the item it is like. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { dayWire, idWire } from '#platform/wire'

const itemWire = z.strictObject({ id: idWire, sku: z.string(), name: z.string() })
const named = z.strictObject({ id: idWire, code: z.string(), name: z.string() })
const weekly = z.array(z.number())

export const totalByWire = z.enum(['category', 'channel', 'place', 'supplier'])

export const forecastTotal = z
  .strictObject({
    /** Of the category, channel, place or supplier; null for what has none. */
    group: named.nullable(),
    itemPlaceCount: z.int(),
    /** Their stocking unit; empty where they differ: units of different kinds are added up as they are. */
    unit: z.string(),
    next4Units: z.number(),
    next13Units: z.number(),
    /** The Monday of the first week of history, and of the first week that is forecast. */
    historyFrom: dayWire,
    forecastFrom: dayWire,
    /** As observed, by week. */
    history: weekly,
    ahead: z.strictObject({
      baseline: weekly,
      /** What promotions and events add. */
      uplift: weekly,
      planned: weekly,
      /**
       * Nine of ten such sums lie between: variances add up as far as series move by themselves, deviations
       * as far as they move together.
       */
      low: weekly,
      high: weekly,
    }),
    /** How much they move together, 0 to 1: learned from how far their sum moved from week to week. */
    correlation: z.number(),
  })
  .meta({ id: 'ForecastTotal' })

export const forecastTotalPage = page(forecastTotal)

export const listTotalsQuery = listQuery({
  filters: {
    by: totalByWire.optional(),
    categoryId: idWire.optional(),
    placeId: idWire.optional(),
    supplierId: idWire.optional(),
  },
  sorts: ['-next13Units', 'name'],
})

export const forecastQuery = z.strictObject({
  /** `day` adds the next six weeks by day. */
  period: z.enum(['week', 'day']).optional(),
  /** `channel` adds what each channel is of it. */
  by: z.enum(['channel']).optional(),
})

/** From the first forecast day on; the days of a week add up to it. */
export const forecastDays = z.strictObject({
  from: dayWire,
  planned: z.array(z.number()),
  /** By level, such as "0.9": days vary by themselves, each by its share of what the week varies. */
  quantiles: z.record(z.string(), z.array(z.number())),
})

export const forecastChannel = z.strictObject({
  channel: named,
  /** Of all that is sold, as learned. */
  share: z.number(),
  /** By week; channels add up to what is planned. */
  planned: weekly,
})

/** A new item is forecast from the item it is expected to sell like. */
export const analogView = z.strictObject({
  item: itemWire,
  /** Weeks it has sold itself, n. */
  ownWeeks: z.int(),
  /** What these count: n/(n+6). */
  ownShare: z.number(),
})

export const analogCandidates = z.strictObject({
  /** All are of the new item's category; null: like it, of none. */
  category: named.nullable(),
  items: z.array(
    z
      .strictObject({
        item: itemWire,
        /** What it sells a week, and for how many weeks it has sold. */
        levelUnits: z.number(),
        historyWeeks: z.int(),
        /** Its price over the new item's; null where one of them has none. */
        priceRatio: z.number().nullable(),
      })
      .meta({ id: 'AnalogCandidate' }),
  ),
  /** What an item of the category usually sells there a week; null where nothing of it sells. */
  categoryLevelUnits: z.number().nullable(),
})

export type ForecastTotal = z.infer<typeof forecastTotal>
export type ListTotalsQuery = z.infer<typeof listTotalsQuery>
export type TotalBy = z.infer<typeof totalByWire>
export type ForecastQuery = z.infer<typeof forecastQuery>
export type ForecastDays = z.infer<typeof forecastDays>
export type ForecastChannel = z.infer<typeof forecastChannel>
export type AnalogView = z.infer<typeof analogView>
export type AnalogCandidates = z.infer<typeof analogCandidates>
