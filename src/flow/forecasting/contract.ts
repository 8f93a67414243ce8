import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { searchWire } from '#platform/search'
import { dayWire, idWire, instantWire, textWire, unitWire } from '#platform/wire'

import { lagAccuracy, outsideCurve, plannedWith } from './contract/accuracy.ts'
import { analogView, forecastChannel, forecastDays } from './contract/totals.ts'

export * from './contract/accuracy.ts'
export * from './contract/outside.ts'
export * from './contract/totals.ts'

export const methodWire = z.enum(['none', 'slow', 'steady', 'seasonal', 'analog'])

const itemWire = z.strictObject({ id: idWire, sku: z.string(), name: z.string() })
const placeWire = z.strictObject({ id: idWire, code: z.string(), name: z.string() })
const groupWire = z.strictObject({ id: idWire, code: z.string(), name: z.string() })

const rowFields = {
  id: idWire,
  item: itemWire,
  place: placeWire,
  /** The item's stocking unit; all units below are of it, and may be parts of one: they are expected. */
  unit: unitWire,
  method: methodWire,
  /** What it sells now, a week. */
  levelUnits: z.number(),
  /** Planned over the next 4 and 13 weeks. */
  next4Units: z.number(),
  next13Units: z.number(),
  /** By rolling origin inside the history: error and bias over demand; null without demand. */
  wape: z.number().nullable(),
  bias: z.number().nullable(),
  /** WAPE of what was planned with as far ahead as orders need it; null before it is scored. */
  lagWape: z.number().nullable(),
  overrideCount: z.int(),
  madeOn: dayWire,
}

export const forecastRow = z.strictObject(rowFields).meta({ id: 'ForecastRow' })
export const forecastPage = page(forecastRow)

export const listForecastsQuery = listQuery({
  filters: {
    /** The start of the SKU or name, upper or lower case. */
    q: searchWire.optional(),
    itemId: idWire.optional(),
    placeId: idWire.optional(),
    categoryId: idWire.optional(),
    method: methodWire.optional(),
    /** As the last run of planning sorted it, and whom it would be bought from. */
    segment: z.string().max(40).optional(),
    supplierId: idWire.optional(),
    /** Planned with this source's figures. */
    sourceId: idWire.optional(),
  },
  sorts: ['-levelUnits', 'wape', 'sku'],
})

export const forecastParams = z.strictObject({ itemId: idWire, placeId: idWire })

export const overrideKindWire = z.enum(['set', 'add', 'multiply'])

export const overrideView = z
  .strictObject({
    id: idWire,
    /** Null where it is of all that is of a category, at a place or in a channel: spread over them. */
    item: itemWire.nullable(),
    place: placeWire.nullable(),
    category: groupWire.nullable(),
    channel: groupWire.nullable(),
    /** Empty where it is of all together. */
    unit: z.string(),
    startsOn: dayWire,
    endsOn: dayWire,
    kind: overrideKindWire,
    /** Stocking units a week (of all together) for set and add; a factor for multiply. */
    amount: z.number(),
    reason: z.string(),
    ownerName: z.string(),
    madeAt: instantWire,
    expiresOn: dayWire,
    withdrawnAt: instantWire.nullable(),
    version: z.int(),
  })
  .meta({ id: 'ForecastOverride' })

export const overridePage = page(overrideView)

export const listOverridesQuery = listQuery({
  filters: {
    itemId: idWire.optional(),
    placeId: idWire.optional(),
    categoryId: idWire.optional(),
    channelId: idWire.optional(),
    /** In force, or taken back or expired. */
    state: z.enum(['in_force', 'over']).optional(),
  },
  sorts: ['-madeAt', 'expiresOn'],
})

const weekly = z.array(z.number())

export const forecastView = z
  .strictObject({
    ...rowFields,
    /** The Monday of the first week of history, and the first day that is forecast. */
    historyFrom: dayWire,
    forecastFrom: dayWire,
    /** By week: as observed, with lost sales of stock-outs, and the layers of what was sold. */
    history: z.strictObject({
      raw: weekly,
      corrected: weekly,
      baseline: weekly,
      uplift: weekly,
      event: weekly,
      /** Kinds of marks of each week. */
      marks: z.array(z.array(z.string())),
    }),
    /** By week to come. `planned` is what planning uses, after overrides. */
    ahead: z.strictObject({
      baseline: weekly,
      uplift: weekly,
      event: weekly,
      /** Where another's figures are planned with, what stands in place of all three; null where ours is. */
      outside: z.array(z.number().nullable()),
      planned: weekly,
      /** Of what is planned, by level, such as "0.9". */
      quantiles: z.record(z.string(), weekly),
    }),
    /** What each member counted in the method, largest first. */
    weights: z.array(z.strictObject({ member: z.string(), weight: z.number() })),
    rmsse: z.number().nullable(),
    /** The first and the last day it is sold, where it has such: nothing is wanted before and after. */
    launchesOn: dayWire.nullable(),
    endsOn: dayWire.nullable(),
    /** Null where it is forecast from its own history. */
    analog: analogView.nullable(),
    /** The share of each day of a week, Monday first. */
    dayShares: z.array(z.number()),
    /** Null unless asked for by `period=day`. */
    days: forecastDays.nullable(),
    /** Null unless asked for by `by=channel`. */
    channels: z.array(forecastChannel).nullable(),
    overrides: z.array(overrideView),
    /** Whose figures are planned with; null: ours. The spread is ours, around theirs. */
    plannedWith: plannedWith.nullable(),
    /** What others forecast, each by its newest edition. */
    outside: z.array(outsideCurve),
    /** How right it was when it mattered; null before a week that was forecast is over. */
    accuracy: lagAccuracy.nullable(),
  })
  .meta({ id: 'Forecast' })

export const createOverrideBody = z
  .strictObject({
    /** An item at a place; or without an item all that is of a category, at a place, in a channel. */
    itemId: idWire.optional(),
    placeId: idWire.optional(),
    categoryId: idWire.optional(),
    channelId: idWire.optional(),
    startsOn: dayWire,
    endsOn: dayWire,
    kind: overrideKindWire,
    /**
     * Stocking units a week for set and add (negative to take off); a factor for multiply. Of all together
     * where no item is named: each takes its part in proportion, and they add up.
     */
    amount: z.number().min(-1e9).max(1e9),
    reason: textWire(500),
    /** After this day it is no longer used. */
    expiresOn: dayWire,
  })
  .meta({ id: 'CreateForecastOverride' })

export const overrideParams = z.strictObject({ overrideId: idWire })

export type ForecastRow = z.infer<typeof forecastRow>
export type ForecastView = z.infer<typeof forecastView>
export type OverrideView = z.infer<typeof overrideView>
export type ListForecastsQuery = z.infer<typeof listForecastsQuery>
export type ListOverridesQuery = z.infer<typeof listOverridesQuery>
