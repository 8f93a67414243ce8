/** Promotions and events laid on the weeks of a series: how strong each kind was, and at which price. */
import { daysWithin, weekOf } from './weeks.ts'

export type Span = {
  readonly kind: string
  readonly startsOn: string
  readonly endsOn: string
  /** Price during it over the regular price, in ten-thousandths; null where it has none. */
  readonly priceRatioBps: number | null
}

export type Calendar = {
  /** Share of the days of each week, by kind. */
  readonly kinds: Readonly<Record<string, Float64Array>>
  readonly priceRatio: Float64Array
  /** True where some kind has a day in the week. */
  readonly isPromoted: (period: number) => boolean
  readonly isEvent: (period: number) => boolean
}

export const promotionKinds = ['discount', 'feature', 'deal', 'bundle', 'coupon', 'campaign']
export const eventKinds = ['holiday']

/** @param spans that are about the series */
export function calendarOf(firstWeek: number, weekCount: number, spans: readonly Span[]): Calendar {
  if (spans.length === 0) return quietCalendar(weekCount)
  const kinds: Record<string, Float64Array> = {}
  const priceRatio = new Float64Array(weekCount).fill(1)
  for (const { kind, startsOn, endsOn, priceRatioBps } of spans) {
    const strength = kinds[kind] ?? new Float64Array(weekCount)
    kinds[kind] = strength
    const last = Math.min(weekCount - 1, weekOf(endsOn) - firstWeek)
    for (let period = Math.max(0, weekOf(startsOn) - firstWeek); period <= last; period += 1) {
      const share = daysWithin(firstWeek + period, startsOn, endsOn) / 7
      strength[period] = Math.min(1, (strength[period] ?? 0) + share)
      if (priceRatioBps === null) continue
      const ratio = 1 + (priceRatioBps / 10_000 - 1) * share
      priceRatio[period] = Math.min(priceRatio[period] ?? 1, ratio)
    }
  }
  const runs = (names: readonly string[]) => {
    const ran = names.flatMap((name) => kinds[name] ?? [])
    return (period: number) => ran.some((strength) => (strength[period] ?? 0) > 0)
  }
  return {
    kinds,
    priceRatio,
    isPromoted: runs(promotionKinds),
    isEvent: runs(eventKinds),
  }
}

const quietByWeeks = new Map<number, Calendar>()

/** Most series are in no promotion: they share one calendar by length. */
function quietCalendar(weekCount: number): Calendar {
  const found = quietByWeeks.get(weekCount)
  if (found !== undefined) return found
  const never = () => false
  const priceRatio = new Float64Array(weekCount).fill(1)
  const made = { kinds: {}, priceRatio, isPromoted: never, isEvent: never }
  quietByWeeks.set(weekCount, made)
  return made
}
