/** The weeks that are drawn, and where on the sheet. */
import type { ForecastView } from '#contracts/flow/forecasting'

import { addDays } from '../../look/days.ts'
import type { Day } from '../../look/format.ts'

export type LayerName = 'baseline' | 'uplift' | 'event'

export type Layers = Readonly<Record<LayerName, number>>

export type PastWeek = {
  readonly startsOn: Day
  readonly raw: number
  /** Estimated to have been lost while it was out of stock. */
  readonly lost: number
  readonly layers: Layers
  readonly marks: readonly string[]
}

export type WeekAhead = {
  readonly startsOn: Day
  readonly layers: Layers
  readonly planned: number
  /** By level, such as "0.9". */
  readonly at: Readonly<Record<string, number>>
}

/** The last weeks of the history, as many as are asked for. */
export function pastWeeks(
  { history, historyFrom }: Pick<ForecastView, 'history' | 'historyFrom'>,
  count: number,
): readonly PastWeek[] {
  const first = Math.max(0, history.raw.length - count)
  return history.raw.slice(first).map((raw, at) => {
    const week = first + at
    return {
      startsOn: addDays(historyFrom, 7 * week),
      raw,
      lost: Math.max(0, (history.corrected[week] ?? raw) - raw),
      layers: layersAt(history, week),
      marks: history.marks[week] ?? [],
    }
  })
}

export function weeksAhead({
  ahead,
  forecastFrom,
}: Pick<ForecastView, 'ahead' | 'forecastFrom'>): readonly WeekAhead[] {
  return ahead.planned.map((planned, week) => ({
    startsOn: addDays(forecastFrom, 7 * week),
    layers: plannedLayers(ahead, week),
    planned,
    at: Object.fromEntries(
      Object.entries(ahead.quantiles).map(([level, units]) => [level, units[week] ?? 0]),
    ),
  }))
}

/** What another says of a week is not told apart. */
function plannedLayers(ahead: ForecastView['ahead'], week: number): Layers {
  const theirs = ahead.outside[week] ?? null
  return theirs === null ? layersAt(ahead, week) : { baseline: theirs, uplift: 0, event: 0 }
}

function layersAt(from: Readonly<Record<LayerName, readonly number[]>>, week: number): Layers {
  return {
    baseline: from.baseline[week] ?? 0,
    uplift: from.uplift[week] ?? 0,
    event: from.event[week] ?? 0,
  }
}

/** Round steps up to a top that everything fits below: `[0, 50, 100]`. */
export function ticksFor(highest: number): readonly number[] {
  if (!(highest > 0)) return [0, 1]
  const rough = highest / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10)
  const count = Math.ceil(highest / step - 1e-9)
  return Array.from({ length: count + 1 }, (_, at) => at * step)
}

/** Layers one on the other, the negative ones below the line; only those that are shown. */
export function stackOf(
  layers: Layers,
  shown: ReadonlySet<LayerName>,
): readonly { readonly layer: LayerName; readonly from: number; readonly to: number }[] {
  let top = 0
  return (['baseline', 'uplift', 'event'] as const)
    .filter((layer) => shown.has(layer) && layers[layer] !== 0)
    .map((layer) => {
      const from = top
      top = Math.max(0, top + layers[layer])
      return { layer, from: Math.min(from, top), to: Math.max(from, top) }
    })
}
