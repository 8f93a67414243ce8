/**
 * Isolation without a model: what promoted weeks sold over the unpromoted weeks around them, pooled over
 * the group by the median. It is what remains to be said where a model can't tell effects apart, such as
 * when all items of a group were always promoted together, at one price.
 */
import type { IsolatedSeries, PromotionSeries } from './promotion-types.ts'

/** Unpromoted weeks on either side that a promoted one is compared with. */
const aroundWeeks = 6
const upliftMin = 1
const upliftMax = 8
const eventMin = 0.125

/** A baseline that rises beyond this many times what was ever sold has told nothing apart. */
const plausibleTimes = 3

/** True where the layers could be: finite, and no baseline far beyond what was sold. */
export function isPlausible(isolated: IsolatedSeries, series: PromotionSeries): boolean {
  let most = 0
  for (const units of series.units) if (units > most) most = units
  const limit = plausibleTimes * Math.max(1, most)
  return [isolated.baselineUnits, isolated.cleanedUnits].every((layer) =>
    layer.every((units) => Number.isFinite(units) && units <= limit),
  )
}

export function isolatePlainly(
  group: readonly PromotionSeries[],
  promotionKinds: readonly string[],
): readonly IsolatedSeries[] {
  const kinds = [...new Set(group.flatMap((series) => Object.keys(series.kinds)))]
  const factors = new Map(
    kinds.map((kind) => {
      const isPromotion = promotionKinds.includes(kind)
      const ratios = group.flatMap((series) => ratiosOf(series, kind))
      const factor = ratios.length === 0 ? 1 : median(ratios)
      return [kind, Math.min(upliftMax, Math.max(isPromotion ? upliftMin : eventMin, factor))]
    }),
  )
  return group.map((series) => layersOf(series, factors, promotionKinds))
}

/** Each week that the kind ran alone, over what the weeks around it sold. */
function ratiosOf(series: PromotionSeries, kind: string): readonly number[] {
  const strength = series.kinds[kind] ?? new Float64Array()
  return Array.from(strength).flatMap((share, week) => {
    if (share < 0.5 || kindsAt(series, week) > 1) return []
    const usual = usualAround(series, week)
    const seen = series.units[week] ?? Number.NaN
    return usual > 0 && seen >= 0 ? [seen / usual] : []
  })
}

function kindsAt({ kinds }: PromotionSeries, week: number): number {
  return Object.values(kinds).filter((strength) => (strength[week] ?? 0) > 0).length
}

function usualAround(series: PromotionSeries, week: number): number {
  let [sum, count] = [0, 0]
  for (let step = 1; count < aroundWeeks && step < series.units.length; step += 1) {
    for (const at of [week - step, week + step]) {
      const units = series.units[at] ?? Number.NaN
      if (Number.isNaN(units) || kindsAt(series, at) > 0) continue
      sum += units
      count += 1
    }
  }
  return count === 0 ? Number.NaN : sum / count
}

function layersOf(
  series: PromotionSeries,
  factors: ReadonlyMap<string, number>,
  promotionKinds: readonly string[],
): IsolatedSeries {
  const none = () => new Float64Array(series.units.length)
  const [cleaned, baseline, uplift, event] = [none(), none(), none(), none()]
  for (let week = 0; week < cleaned.length; week += 1) {
    const [own, moved] = factorsAt(series, week, factors, promotionKinds)
    const known = series.units[week] ?? Number.NaN
    const usual = usualAround(series, week)
    const units = Number.isNaN(known) ? own * moved * (Number.isNaN(usual) ? 0 : usual) : known
    cleaned[week] = units
    baseline[week] = units / (own * moved)
    event[week] = units - units / moved
    uplift[week] = units - (event[week] ?? 0) - (baseline[week] ?? 0)
  }
  return {
    id: series.id,
    group: series.group,
    cleanedUnits: cleaned,
    baselineUnits: baseline,
    upliftUnits: uplift,
    eventUnits: event,
    dipUnits: none(),
    cannibalisedUnits: none(),
    expectedUnits: cleaned,
    upliftFactorByKind: Object.fromEntries(factors),
    dipFactor: 1,
    effects: { terms: [] },
  }
}

function factorsAt(
  { kinds }: PromotionSeries,
  week: number,
  factors: ReadonlyMap<string, number>,
  promotionKinds: readonly string[],
): readonly [own: number, moved: number] {
  let [own, moved] = [1, 1]
  for (const [kind, strength] of Object.entries(kinds)) {
    const factor = 1 + (strength[week] ?? 0) * ((factors.get(kind) ?? 1) - 1)
    if (promotionKinds.includes(kind)) own *= factor
    else moved *= factor
  }
  return [own, moved]
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = 1, high = 1] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}
