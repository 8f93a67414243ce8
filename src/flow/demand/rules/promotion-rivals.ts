/** What the other groups of a market do: their prices and promotions, period by period. */
import { at } from './promotion-linear.ts'
import type { PromotionSeries } from './promotion-types.ts'

/** One group in one market. `priceLog` is the log of price over regular price, 0 where unknown. */
export type Rival = {
  readonly group: string
  readonly units: number
  readonly priceLog: Float64Array
  readonly kinds: ReadonlyMap<string, Float64Array>
}

export type RivalsByMarket = ReadonlyMap<string, readonly Rival[]>

/** Rivals of every market. Series without a market have none. */
export function rivalsOf(
  series: readonly PromotionSeries[],
  kinds: readonly string[],
): RivalsByMarket {
  const placed = series.filter(({ market }) => market !== undefined)
  const markets = Map.groupBy(placed, ({ market }) => market ?? '')
  return new Map([...markets].map(([market, members]) => [market, rivalsIn(members, kinds)]))
}

function rivalsIn(members: readonly PromotionSeries[], kinds: readonly string[]): Rival[] {
  return [...Map.groupBy(members, ({ group }) => group)].map(([group, own]) => ({
    group,
    units: own.reduce((total, { units }) => total + knownSum(units), 0),
    priceLog: meanOf(own.map(priceLogOf)),
    kinds: new Map(kinds.map((kind) => [kind, meanOf(own.map((one) => flagsOf(one, kind)))])),
  }))
}

export function priceLogOf({ priceRatio, units }: PromotionSeries): Float64Array {
  if (priceRatio === undefined) return new Float64Array(units.length)
  return priceRatio.map((ratio) => (ratio > 0 && Number.isFinite(ratio) ? Math.log(ratio) : 0))
}

export function flagsOf({ kinds, units }: PromotionSeries, kind: string): Float64Array {
  return (
    kinds[kind]?.map((flag) => (Number.isFinite(flag) ? flag : 0)) ?? new Float64Array(units.length)
  )
}

/** The mean of what rivals do, weighted by what they sell. */
export function weightedMean(
  rivals: readonly Rival[],
  valuesOf: (rival: Rival) => Float64Array | undefined,
  periods: number,
): Float64Array {
  const total = rivals.reduce((sum, { units }) => sum + units, 0)
  const mean = new Float64Array(periods)
  for (const rival of rivals) {
    const values = valuesOf(rival)
    if (values === undefined || total <= 0) continue
    for (let period = 0; period < periods; period += 1) {
      mean[period] = at(mean, period) + (at(values, period) * rival.units) / total
    }
  }
  return mean
}

export function meanOf(arrays: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(arrays[0]?.length ?? 0)
  for (const values of arrays) {
    for (let period = 0; period < mean.length; period += 1) {
      mean[period] = at(mean, period) + at(values, period) / arrays.length
    }
  }
  return mean
}

function knownSum(units: Float64Array): number {
  return units.reduce((total, value) => (Number.isFinite(value) ? total + value : total), 0)
}
