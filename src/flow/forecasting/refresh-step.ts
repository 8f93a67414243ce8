/** The step of a run that forecasts what changed, category by category. */
import { sql } from 'kysely'

import type { RunStep } from '#platform/run-step'
import type { Tx } from '#platform/work'

import {
  forecastSeriesBatch,
  horizonWeeks,
  type MadeForecast,
} from './actions/forecast-series-batch.ts'
import { layAnew } from './actions/lay-anew.ts'
import { layChosenAnew } from './actions/lay-outside.ts'
import { learnHabits } from './actions/learn-habits.ts'
import { warmForecasting } from './batch.ts'
import { pairsWithExpired } from './queries/expired-overrides.ts'
import { channelsFor } from './queries/habits-for.ts'
import { type ChosenOutside, outsideFor } from './queries/outside-for.ts'
import { overridesFor } from './queries/overrides-for.ts'
import { promotionsFor } from './queries/promotions-for.ts'
import {
  type Category,
  categoriesToForecast,
  seriesToForecast,
} from './queries/series-to-forecast.ts'
import { layersOf } from './rules/lay-forecast.ts'
import type { Channels, Override } from './rules/overrides.ts'
import type { PlannedPromotion } from './rules/planned-uplift.ts'
import { putForecasts, type StoredForecast } from './store/forecasts.ts'
import { type PlannedShares, putPlannedShares } from './store/habits.ts'
import { releaseNewItems } from './store/new-items.ts'

/** Series of one part, in whole categories, and those that are written in one transaction. */
const partSeries = 4_000
const writtenSeries = 5_000
const laidPairs = 500

type Part = readonly Category[]
const nothingElse = { categoryCount: 0, seriesCount: 0 }

export const forecastStep: RunStep = {
  name: 'forecast',
  total: async (tx) => {
    const { rows } = await sql<{ readonly count: number }>`
      select count(*)::int as count from demand_series
      where channel_id is null and period = 'week'`.execute(tx.db)
    return rows[0]?.count ?? 0
  },
  prepare: warmForecasting,
  parts: async (tx, asOf) => {
    await releaseNewItems(tx)
    await layExpiredAnew(tx, asOf)
    await layChosenAnew(tx, asOf)
    return partsOf(await categoriesToForecast(tx))
  },
  advance: async (work, { asOf, cursor }) => {
    const part = cursor as Part
    const ids = part.map(({ id }) => id)
    const series = await work.transact((tx) => seriesToForecast(tx, ids))
    const made = await forecastSeriesBatch(series, part[0] ?? nothingElse)
    await learnHabits(work, series, asOf)
    for (let from = 0; from < made.length; from += writtenSeries) {
      const some = made.slice(from, from + writtenSeries)
      await work.transact((tx) => keep(tx, some, asOf))
    }
    return { doneCount: series.length, result: { forecastCount: made.length } }
  },
}

/** Categories together, until they have enough series; one part of none where nothing changed. */
function partsOf(categories: readonly Category[]): readonly Part[] {
  const parts: Category[][] = [[]]
  let seriesCount = 0
  for (const category of categories) {
    if (seriesCount >= partSeries) {
      parts.push([])
      seriesCount = 0
    }
    parts.at(-1)?.push(category)
    seriesCount += category.ownCount
  }
  return parts
}

/** An override ends by itself; nobody's demand has to change for that. */
async function layExpiredAnew(tx: Tx, asOf: string): Promise<void> {
  const pairs = await pairsWithExpired(tx, asOf)
  for (let from = 0; from < pairs.length; from += laidPairs) {
    await layAnew(tx, pairs.slice(from, from + laidPairs), asOf)
  }
}

async function keep(tx: Tx, made: readonly MadeForecast[], asOf: string): Promise<void> {
  const pairs = made.map(({ series }) => series)
  const overrides = await overridesFor(tx, pairs, asOf)
  const promotions = await promotionsFor(tx, pairs)
  const outside = await outsideFor(tx, pairs, horizonWeeks)
  const channels = await channelsFor(tx, pairs, overrides, asOf)
  const forecasts = made.map((one) => {
    const key = `${one.series.itemId} ${one.series.placeId}`
    const laid = { promotions: promotions.get(key) ?? [], overrides: overrides.get(key) ?? [] }
    const others = { outside: outside.get(key), channels: channels.get(key) }
    return storedOf(one, { ...laid, ...others }, asOf)
  })
  await putForecasts(tx, forecasts)
  await putPlannedShares(tx, forecasts)
}

type Laid = {
  readonly promotions: readonly PlannedPromotion[]
  readonly overrides: readonly Override[]
  readonly outside: ChosenOutside | undefined
  readonly channels: Channels | undefined
}

function storedOf(
  made: MadeForecast,
  { promotions, overrides, outside, channels }: Laid,
  asOf: string,
): StoredForecast & PlannedShares {
  const { series, ...rest } = made
  const { itemId, placeId, startsOn, fingerprint } = series
  return {
    ...rest,
    ...layersOf(made.baselineUnits, promotions, overrides, outside, channels),
    sourceId: outside?.sourceId ?? null,
    outsideSaid: outside?.said ?? '',
    itemId,
    placeId,
    startsOn,
    fingerprint,
    madeOn: asOf,
  }
}
