import { kindsOf, readSeries } from '#flow/demand'
import { type Ask, requirePermission } from '#platform/work'

import type { ForecastView } from '../contract.ts'
import { quantileLevels } from '../rules/quantiles.ts'
import { selectForecasts, toRow } from './list-forecasts.ts'
import { overridesOf } from './list-overrides.ts'

/** @throws {PermissionError} when the actor may not read plans */
export async function readForecast(
  ask: Ask,
  pair: { readonly itemId: string; readonly placeId: string },
): Promise<ForecastView | undefined> {
  requirePermission(ask, 'plans.read')

  const row = await selectForecasts(ask)
    .select([
      'forecast.starts_on as startsOn',
      'forecast.baseline_units as baseline',
      'forecast.uplift_units as uplift',
      'forecast.event_units as event',
      'forecast.planned_units as planned',
      'forecast.quantile_units as quantiles',
      'forecast.weights',
      'forecast.rmsse',
    ])
    .where('forecast.item_id', '=', pair.itemId)
    .where('forecast.place_id', '=', pair.placeId)
    .executeTakeFirst()
  const [series] = await readSeries(ask, [pair])
  if (row === undefined || series === undefined) return undefined
  const scale = 10 ** -row.unitDecimals
  const scaled = (units: ArrayLike<number>) => Array.from(units, (one) => one * scale)
  const filled = (units: readonly number[]) => scaled(row.baseline.map((_, at) => units[at] ?? 0))
  return {
    ...toRow(row),
    historyFrom: series.startsOn,
    forecastFrom: row.startsOn,
    history: {
      raw: scaled(series.rawUnits),
      corrected: scaled(series.correctedUnits),
      baseline: scaled(series.baselineUnits),
      uplift: scaled(series.upliftUnits),
      event: scaled(series.eventUnits),
      marks: Array.from(series.marks, (bits) => [...kindsOf(bits)]),
    },
    ahead: {
      baseline: scaled(row.baseline),
      uplift: filled(row.uplift),
      event: filled(row.event),
      planned: scaled(row.planned),
      quantiles: quantilesByLevel(row.quantiles, row.baseline.length, scale),
    },
    weights: Object.entries(row.weights as Readonly<Record<string, number>>)
      .map(([member, weight]) => ({ member, weight }))
      .sort((a, b) => b.weight - a.weight),
    rmsse: row.rmsse,
    overrides: [...(await overridesOf(ask, pair))],
  }
}

/** Stored week after week, nine levels each. */
function quantilesByLevel(stored: readonly number[], weeks: number, scale: number) {
  const levels = quantileLevels.length
  return Object.fromEntries(
    quantileLevels.map((level, at) => [
      `${level}`,
      Array.from({ length: weeks }, (_, week) => (stored[week * levels + at] ?? 0) * scale),
    ]),
  )
}
