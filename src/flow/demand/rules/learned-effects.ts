/**
 * What the layers of one category teach of each kind of promotion or event: how much more was sold than
 * the baseline while it ran, prices and all. Each series is drawn to its category as far as its own
 * weeks do not prove otherwise.
 */
import type { Effects, IsolatedSeries } from './promotion-types.ts'

/** What was seen of one series while a kind ran. */
export type RanFor = {
  readonly periods: number
  readonly baselineUnits: number
  /** Of the same periods, what the kind added and all. */
  readonly liftedUnits: number
}

export type LearnedEffect = {
  readonly kind: string
  /** Of the whole category where there is none. */
  readonly seriesId: string | undefined
  readonly upliftFactor: number
  readonly dipFactor: number
  readonly priceElasticity: number
  /** Periods it was learned from. */
  readonly observedCount: number
  /** In logs. */
  readonly standardError: number
}

/** The spread of an estimate from one period, where there is nothing to compare it with. */
const aloneError = 0.5
/** A series with so many periods of its own counts as much as its category. */
const drawnPeriods = 4
const factorMin = 0.125
const factorMax = 8

type Taught = Pick<IsolatedSeries, 'id' | 'dipFactor' | 'effects'>

/** @param ranFor by kind, for each series in its order */
export function learnedEffects(
  series: readonly Taught[],
  ranFor: Readonly<Record<string, readonly RanFor[]>>,
): readonly LearnedEffect[] {
  return Object.entries(ranFor).flatMap(([kind, seen]): readonly LearnedEffect[] => {
    const known = series.flatMap((one, index) => {
      const ran = seen[index]
      return ran === undefined || !(ran.baselineUnits > 0) ? [] : [{ one, ran }]
    })
    const whole = sumOf(known.map(({ ran }) => ran))
    if (whole.periods === 0) return []
    const wholeLog = Math.log(factorOf(whole))
    const logs = known.map(({ ran }) => {
      const weight = ran.periods / (ran.periods + drawnPeriods)
      return weight * Math.log(factorOf(ran)) + (1 - weight) * wholeLog
    })
    const spread = spreadOf(logs)
    const mean = (of: (one: Taught) => number) =>
      known.reduce((sum, { one, ran }) => sum + of(one) * ran.periods, 0) / whole.periods
    const own = known.map(({ one, ran }, index) => ({
      ...{ kind, seriesId: one.id, observedCount: ran.periods },
      upliftFactor: Math.exp(logs[index] ?? wholeLog),
      dipFactor: one.dipFactor,
      priceElasticity: elasticityOf(one.effects),
      standardError: Math.max(spread, aloneError / Math.sqrt(ran.periods)),
    }))
    const ofAll = {
      ...{ kind, seriesId: undefined, observedCount: whole.periods },
      upliftFactor: Math.exp(wholeLog),
      dipFactor: mean(({ dipFactor }) => dipFactor),
      priceElasticity: mean(({ effects }) => elasticityOf(effects)),
      standardError: Math.max(spread, aloneError) / Math.sqrt(whole.periods),
    }
    return [ofAll, ...own]
  })
}

function sumOf(all: readonly RanFor[]): RanFor {
  return all.reduce(
    (sum, one) => ({
      periods: sum.periods + one.periods,
      baselineUnits: sum.baselineUnits + one.baselineUnits,
      liftedUnits: sum.liftedUnits + one.liftedUnits,
    }),
    { periods: 0, baselineUnits: 0, liftedUnits: 0 },
  )
}

function factorOf({ baselineUnits, liftedUnits }: RanFor): number {
  return Math.min(factorMax, Math.max(factorMin, liftedUnits / baselineUnits))
}

function elasticityOf({ terms }: Effects): number {
  return terms.find(({ role }) => role === 'price')?.coefficient ?? 0
}

function spreadOf(logs: readonly number[]): number {
  if (logs.length < 2) return 0
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length
  const squares = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0)
  return Math.sqrt(squares / (logs.length - 1))
}
