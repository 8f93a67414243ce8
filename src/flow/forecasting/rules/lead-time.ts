/** Demand over a lead time: sums of drawn futures. */

import type { SeriesForecast } from './forecast-series.ts'
import { quantileLevels, writeQuantiles } from './quantiles.ts'
import { makeWorkspace, type Workspace } from './workspace.ts'

/**
 * What each future sells over its lead time. `leadPeriods` is one lead time for all, or drawn ones, taken in turn;
 * parts of a period count as parts of its units, and what lies beyond the horizon sells like the last step.
 */
export function leadTimeDemand(
  { draws, drawCount, horizon }: SeriesForecast,
  leadPeriods: number | Float64Array,
  into: Float64Array = new Float64Array(drawCount),
): Float64Array {
  sumLeadTimes(draws, drawCount, horizon, leadPeriods, into)
  return into
}

export function sumLeadTimes(
  draws: Float64Array,
  drawCount: number,
  horizon: number,
  leadPeriods: number | Float64Array,
  into: Float64Array,
): void {
  if (typeof leadPeriods === 'number') {
    sumOneLeadTime(draws, drawCount, horizon, leadPeriods, into)
    return
  }
  for (let draw = 0; draw < drawCount; draw += 1) {
    let sum = 0
    let left = Math.max(0, leadPeriods[draw % leadPeriods.length] as number)
    for (let step = 0; left > 0; step += 1) {
      const part = Math.min(1, left)
      sum += part * (draws[Math.min(step, horizon - 1) * drawCount + draw] as number)
      left -= part
    }
    into[draw] = sum
  }
}

function sumOneLeadTime(
  draws: Float64Array,
  drawCount: number,
  horizon: number,
  leadPeriods: number,
  into: Float64Array,
): void {
  into.fill(0, 0, drawCount)
  let left = Math.max(0, leadPeriods)
  for (let step = 0; left > 0; step += 1) {
    const part = Math.min(1, left)
    const from = Math.min(step, horizon - 1) * drawCount
    for (let draw = 0; draw < drawCount; draw += 1) {
      into[draw] = (into[draw] as number) + part * (draws[from + draw] as number)
    }
    left -= part
  }
}

/** Quantiles of demand over the lead time, one per level. */
export function leadTimeQuantiles(
  forecast: SeriesForecast,
  leadPeriods: number | Float64Array,
  levels: readonly number[] = quantileLevels,
  space: Workspace = makeWorkspace(1, 1, forecast.drawCount),
): Float64Array {
  leadTimeDemand(forecast, leadPeriods, space.column)
  const out = new Float64Array(levels.length)
  writeQuantiles(space, space.column, 0, forecast.drawCount, levels, out, 0)
  return out
}
