/** The step of a run that forecasts what changed, category by category. */
import { sql } from 'kysely'

import type { RunStep } from '#platform/run-step'
import type { Tx, Work } from '#platform/work'

import { forecastSeriesBatch, type MadeForecast } from './actions/forecast-series-batch.ts'
import { layAnew } from './actions/lay-anew.ts'
import { pairsWithExpired } from './queries/expired-overrides.ts'
import { overridesFor } from './queries/overrides-for.ts'
import { promotionsFor } from './queries/promotions-for.ts'
import { seriesToForecast } from './queries/series-to-forecast.ts'
import { layersOf } from './rules/lay-forecast.ts'
import type { Override } from './rules/overrides.ts'
import type { PlannedPromotion } from './rules/planned-uplift.ts'
import { putForecasts, type StoredForecast } from './store/forecasts.ts'

/** Series that are read and forecast at a time, and those that are written in one transaction. */
const chunkSeries = 50_000
const writtenSeries = 5_000
const laidPairs = 500

export const forecastStep: RunStep = {
  name: 'forecast',
  total: async (tx) => {
    const { rows } = await sql<{ readonly count: number }>`
      select count(*)::int as count from demand_series
      where channel_id is null and period = 'week'`.execute(tx.db)
    return rows[0]?.count ?? 0
  },
  advance: async (work, { asOf, cursor }) => {
    const after = cursor as string | undefined
    if (after === undefined) await layExpiredAnew(work, asOf)
    const { series, last } = await work.transact((tx) => {
      return seriesToForecast(tx, { after, limit: chunkSeries })
    })
    const made = await forecastSeriesBatch(series)
    for (let from = 0; from < made.length; from += writtenSeries) {
      const some = made.slice(from, from + writtenSeries)
      await work.transact((tx) => keep(tx, some, asOf))
    }
    return {
      doneCount: series.length,
      result: { forecastCount: made.length },
      ...(last === undefined ? {} : { cursor: last }),
    }
  },
}

/** An override ends by itself; nobody's demand has to change for that. */
async function layExpiredAnew(work: Work, asOf: string): Promise<void> {
  const pairs = await work.transact((tx) => pairsWithExpired(tx, asOf))
  for (let from = 0; from < pairs.length; from += laidPairs) {
    await work.transact((tx) => layAnew(tx, pairs.slice(from, from + laidPairs), asOf))
  }
}

async function keep(tx: Tx, made: readonly MadeForecast[], asOf: string): Promise<void> {
  const pairs = made.map(({ series }) => series)
  const overrides = await overridesFor(tx, pairs, asOf)
  const promotions = await promotionsFor(tx, pairs)
  await putForecasts(
    tx,
    made.map((one) => {
      const key = `${one.series.itemId} ${one.series.placeId}`
      return storedOf(one, promotions.get(key) ?? [], overrides.get(key) ?? [], asOf)
    }),
  )
}

function storedOf(
  made: MadeForecast,
  promotions: readonly PlannedPromotion[],
  overrides: readonly Override[],
  asOf: string,
): StoredForecast {
  const { series, ...rest } = made
  const { itemId, placeId, startsOn, fingerprint } = series
  return {
    ...rest,
    ...layersOf(made.baselineUnits, promotions, overrides),
    itemId,
    placeId,
    startsOn,
    fingerprint,
    madeOn: asOf,
  }
}
