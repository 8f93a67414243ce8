/** From inputs to series: cleaned one by one, layers isolated over all promoted series of a category. */
import { type Calendar, eventKinds, promotionKinds } from '../rules/calendar.ts'
import { type Cleaned, cleanSeries, type Observed } from '../rules/clean-series.ts'
import { lastUnits } from '../rules/last-units.ts'
import { isolatedLayers, knownUnits, type Layers, plainLayers } from '../rules/layers.ts'
import { hasMark } from '../rules/marks.ts'
import { isolate } from '../rules/promotion-isolate.ts'
import type { IsolatedSeries, PromotionSeries } from '../rules/promotion-types.ts'
import { mondayOf } from '../rules/weeks.ts'
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
  readonly fingerprint: string
}

type ToLayer = SeriesToLayer & { readonly cleaned: Cleaned }

const weeksPerYear = 52
/** Fewer known weeks teach nothing of a promotion. */
const isolatedWeeksMin = 12

export function seriesOf(inputs: readonly SeriesToLayer[]): readonly NewSeries[] {
  const cleaned = inputs.map((input) => ({
    ...input,
    cleaned: cleanSeries(input.observed, input.calendar),
  }))
  const isolated = isolateAll(cleaned)
  return cleaned.map((input, index) => newSeries(input, isolated.get(index)))
}

/** By index; series that nothing is about are left out. */
function isolateAll(inputs: readonly ToLayer[]): ReadonlyMap<number, IsolatedSeries> {
  const about = inputs
    .map((input, index) => ({ input, index }))
    .filter(({ input }) => input.hasSpans && input.observed.rawUnits.length >= isolatedWeeksMin)
  const found = new Map<number, IsolatedSeries>()
  for (const members of Map.groupBy(about, ({ input }) => input.categoryId).values()) {
    const endWeek = Math.max(...members.map(({ input }) => endOf(input)))
    const firstWeek = Math.min(...members.map(({ input }) => input.firstWeek))
    const { series } = isolate({
      series: members.map(({ input, index }) => promotionSeries(input, index, firstWeek, endWeek)),
      promotionKinds,
      eventKinds,
      periodsPerYear: weeksPerYear,
    })
    for (const one of series) {
      const index = Number(one.id)
      const input = inputs[index]
      if (input !== undefined) found.set(index, cutTo(one, input.firstWeek - firstWeek))
    }
  }
  return found
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
    markKinds: cleaned.marks.slice(-weeksPerYear).reduce((all, bits) => all | bits, 0),
    fingerprint: input.fingerprint,
  }
}
