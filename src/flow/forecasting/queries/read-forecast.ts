import { kindsOf, readSeries } from '#flow/demand'
import { type Ask, requirePermission } from '#platform/work'

import type { ForecastQuery, ForecastView } from '../contract.ts'
import { boundQuantiles, plannedQuantiles } from '../rules/planned-quantiles.ts'
import { quantileLevels } from '../rules/quantiles.ts'
import { analogOf, forecastViews } from './forecast-views.ts'
import { selectForecasts, toRow } from './list-forecasts.ts'
import { overridesOf } from './list-overrides.ts'
import { outsideCurves, plannedWithOf } from './outside-curves.ts'
import { accuracyOfPair } from './series-accuracy.ts'

/** @throws {PermissionError} when the actor may not read plans */
export async function readForecast(
  ask: Ask,
  pair: { readonly itemId: string; readonly placeId: string },
  asked: ForecastQuery = {},
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
      'forecast.outside_units as outside',
      'forecast.weights',
      'forecast.rmsse',
      'forecast.launches_on as launchesOn',
      'forecast.ends_on as endsOn',
      'forecast.unbound_units as unbound',
      'forecast.analog_item_id as analogItemId',
      'forecast.own_weeks as ownWeeks',
    ])
    .where('forecast.item_id', '=', pair.itemId)
    .where('forecast.place_id', '=', pair.placeId)
    .executeTakeFirst()
  const [series] = await readSeries(ask, [pair])
  if (row === undefined) return undefined
  const scale = 10 ** -row.unitDecimals
  const scaled = (units: ArrayLike<number>) => Array.from(units, (one) => one * scale)
  const filled = (units: readonly number[]) => scaled(row.baseline.map((_, at) => units[at] ?? 0))
  return {
    ...toRow(row),
    historyFrom: series?.startsOn ?? row.startsOn,
    forecastFrom: row.startsOn,
    history: {
      raw: scaled(series?.rawUnits ?? []),
      corrected: scaled(series?.correctedUnits ?? []),
      baseline: scaled(series?.baselineUnits ?? []),
      uplift: scaled(series?.upliftUnits ?? []),
      event: scaled(series?.eventUnits ?? []),
      marks: Array.from(series?.marks ?? [], (bits) => [...kindsOf(bits)]),
    },
    ahead: {
      baseline: scaled(row.baseline),
      uplift: filled(row.uplift),
      event: filled(row.event),
      outside: row.baseline.map((_, week) => theirsAt(row.outside, week, scale)),
      planned: scaled(row.planned),
      quantiles: quantilesByLevel(plannedQuantiles(row), scale),
    },
    weights: Object.entries(row.weights as Readonly<Record<string, number>>)
      .map(([member, weight]) => ({ member, weight }))
      .sort((a, b) => b.weight - a.weight),
    rmsse: row.rmsse,
    launchesOn: row.launchesOn,
    endsOn: row.endsOn,
    analog: row.method === 'analog' ? await analogOf(ask, row) : null,
    ...(await forecastViews(ask, pair, { ...row, quantiles: boundQuantiles(row) }, asked, scale)),
    overrides: [...(await overridesOf(ask, pair))],
    plannedWith: await plannedWithOf(ask, pair),
    outside: [...(await outsideCurves(ask, { ...pair, ...weeksOf(row) }, scale))],
    accuracy: await accuracyOfPair(ask, pair, scale),
  }
}

const weeksOf = (row: { readonly startsOn: string; readonly baseline: readonly number[] }) => ({
  startsOn: row.startsOn,
  weekCount: row.baseline.length,
})

function theirsAt(outside: readonly number[], week: number, scale: number): number | null {
  const units = outside[week] ?? Number.NaN
  return Number.isNaN(units) ? null : units * scale
}

/** From nine of each week, week after week. */
function quantilesByLevel(quantiles: readonly number[], scale: number) {
  const levels = quantileLevels.length
  return Object.fromEntries(
    quantileLevels.map((level, at) => [
      `${level}`,
      quantiles.filter((_, no) => no % levels === at).map((units) => units * scale),
    ]),
  )
}
