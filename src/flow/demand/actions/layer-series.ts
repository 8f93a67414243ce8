/** From inputs to series: cleaned one by one, layers isolated over all promoted series of a category. */
import { type Calendar, eventKinds, promotionKinds } from '../rules/calendar.ts'
import { type Cleaned, cleanSeries, type Observed } from '../rules/clean-series.ts'
import { lastUnits } from '../rules/last-units.ts'
import { isolatedLayers, knownUnits, type Layers, plainLayers } from '../rules/layers.ts'
import { learnedEffects, type RanFor } from '../rules/learned-effects.ts'
import { hasMark } from '../rules/marks.ts'
import { isolate } from '../rules/promotion-isolate.ts'
import { isolatePlainly, isPlausible } from '../rules/promotion-plain.ts'
import type { IsolatedSeries, PromotionSeries } from '../rules/promotion-types.ts'
import type { RecentSales } from '../rules/recent-sales.ts'
import { mondayOf } from '../rules/weeks.ts'
import type { NewEffect } from '../store/effects.ts'
import type { NewSeries } from '../store/series.ts'

export type SeriesToLayer = {
  readonly itemId: string
  readonly placeId: string
  readonly categoryId: string | null
  readonly firstWeek: number
  readonly observed: Observed
  readonly calendar: Calendar
  readonly hasSpans: boolean
  readonly firstSoldOn: string | null
  readonly lastSoldOn: string | null
  readonly recent: RecentSales
  readonly fingerprint: string
}

type ToLayer = SeriesToLayer & { readonly cleaned: Cleaned }

const weeksPerYear = 52
/** Fewer known weeks teach nothing of a promotion. */
const isolatedWeeksMin = 12

export type Made = {
  readonly series: readonly NewSeries[]
  /** What their promotions and events were learned to do. */
  readonly effects: readonly NewEffect[]
}

export function seriesOf(inputs: readonly SeriesToLayer[]): Made {
  const cleaned = inputs.map((input) => ({
    ...input,
    cleaned: cleanSeries(input.observed, input.calendar),
  }))
  const { isolated, effects } = isolateAll(cleaned)
  return { series: cleaned.map((input, index) => newSeries(input, isolated.get(index))), effects }
}

/** By index; series that nothing is about are left out. */
function isolateAll(inputs: readonly ToLayer[]) {
  const about = inputs
    .map((input, index) => ({ input, index }))
    .filter(({ input }) => input.hasSpans && input.observed.rawUnits.length >= isolatedWeeksMin)
  const isolated = new Map<number, IsolatedSeries>()
  const effects: NewEffect[] = []
  for (const members of Map.groupBy(about, ({ input }) => input.categoryId).values()) {
    const endWeek = Math.max(...members.map(({ input }) => endOf(input)))
    const firstWeek = Math.min(...members.map(({ input }) => input.firstWeek))
    const group = members.map(({ input, index }) => {
      return promotionSeries(input, index, firstWeek, endWeek)
    })
    const series = isolateGroup(group)
    const cut = series.map((one) => {
      const own = inputs[Number(one.id)]
      return own === undefined ? one : cutTo(one, own.firstWeek - firstWeek)
    })
    for (const one of cut) isolated.set(Number(one.id), one)
    effects.push(...effectsOf(cut, inputs))
  }
  return { isolated, effects }
}

/** By the model, unless it can't tell the effects of this group apart. */
function isolateGroup(group: readonly PromotionSeries[]): readonly IsolatedSeries[] {
  const given = { series: group, promotionKinds, eventKinds, periodsPerYear: weeksPerYear }
  const { series } = isolate(given)
  const isTold = series.every((one, at) => {
    const asked = group[at]
    return asked !== undefined && isPlausible(one, asked)
  })
  return isTold ? series : isolatePlainly(group, promotionKinds)
}

function effectsOf(
  series: readonly IsolatedSeries[],
  inputs: readonly ToLayer[],
): readonly NewEffect[] {
  const inputOf = (id: string) => inputs[Number(id)]
  const ranFor = [...promotionKinds, ...eventKinds].map((kind) => [
    kind,
    series.map((one) => ranOf(one, inputOf(one.id), kind)),
  ])
  const categoryId = inputOf(series[0]?.id ?? '')?.categoryId ?? null
  return learnedEffects(series, Object.fromEntries(ranFor)).flatMap(
    ({ seriesId, ...effect }): readonly NewEffect[] => {
      if (seriesId !== undefined) {
        const { itemId, placeId } = inputOf(seriesId) ?? {}
        if (itemId === undefined || placeId === undefined) return []
        return [{ ...effect, categoryId: null, itemId, placeId }]
      }
      // Items without a category have nothing in common that could be kept.
      return categoryId === null ? [] : [{ ...effect, categoryId, itemId: null, placeId: null }]
    },
  )
}

/** A week that a kind ran for less than this share of it tells of the kind and of other days. */
const ranShareMin = 0.5

/** Weeks that were observed while the kind ran. */
function ranOf(one: IsolatedSeries, input: ToLayer | undefined, kind: string): RanFor {
  const strength = input?.calendar.kinds[kind] ?? new Float64Array()
  const added = eventKinds.includes(kind) ? one.eventUnits : one.upliftUnits
  let [periods, baselineUnits, liftedUnits] = [0, 0, 0]
  for (const [week, share] of strength.entries()) {
    if (share < ranShareMin || input?.cleaned.isEstimated[week] === 1) continue
    const baseline = one.baselineUnits[week] ?? 0
    periods += 1
    baselineUnits += baseline
    liftedUnits += baseline + (added[week] ?? 0)
  }
  return { periods, baselineUnits, liftedUnits }
}

function endOf({ firstWeek, observed }: SeriesToLayer): number {
  return firstWeek + observed.rawUnits.length
}

/** All series of a call have one length; what was before the first sale is unknown. */
function promotionSeries(
  { categoryId, firstWeek, calendar, cleaned }: ToLayer,
  index: number,
  from: number,
  to: number,
): PromotionSeries {
  const padded = (values: Float64Array, blank: number): Float64Array => {
    const whole = new Float64Array(to - from).fill(blank)
    whole.set(values, firstWeek - from)
    return whole
  }
  const kinds = Object.entries(calendar.kinds)
    .filter(([kind]) => promotionKinds.includes(kind) || eventKinds.includes(kind))
    .map(([kind, strength]) => [kind, padded(strength, 0)] as const)
  return {
    id: String(index),
    group: categoryId ?? '',
    units: padded(knownUnits(cleaned), Number.NaN),
    priceRatio: padded(calendar.priceRatio, 1),
    kinds: Object.fromEntries(kinds),
  }
}

function cutTo(series: IsolatedSeries, periods: number): IsolatedSeries {
  const cut = (units: Float64Array) => units.slice(periods)
  return {
    ...series,
    cleanedUnits: cut(series.cleanedUnits),
    baselineUnits: cut(series.baselineUnits),
    upliftUnits: cut(series.upliftUnits),
    eventUnits: cut(series.eventUnits),
  }
}

function newSeries(input: ToLayer, isolated: IsolatedSeries | undefined): NewSeries {
  const { observed, cleaned } = input
  const { rawUnits } = observed
  const isExcluded = (week: number) => hasMark(cleaned.marks[week] ?? 0, 'excluded')
  const layers: Layers =
    isolated === undefined
      ? plainLayers(cleaned)
      : isolatedLayers(cleaned, rawUnits, isolated, isExcluded)
  return {
    itemId: input.itemId,
    placeId: input.placeId,
    startsOn: mondayOf(input.firstWeek),
    endsOn: mondayOf(endOf(input)),
    rawUnits,
    ...layers,
    marks: cleaned.marks,
    units4w: lastUnits(rawUnits, 4),
    units13w: lastUnits(rawUnits, 13),
    units52w: lastUnits(rawUnits, weeksPerYear),
    firstSoldOn: input.firstSoldOn,
    lastSoldOn: input.lastSoldOn,
    recent: input.recent,
    markKinds: markKindsOf(cleaned.marks),
    fingerprint: input.fingerprint,
  }
}

function markKindsOf(marks: Uint8Array): number {
  let kinds = 0
  for (let week = Math.max(0, marks.length - weeksPerYear); week < marks.length; week += 1) {
    kinds |= marks[week] as number
  }
  return kinds
}
