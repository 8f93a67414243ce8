/**
 * The terms of the log-linear model of one group, laid out as numbers: own price against the regular
 * price, kinds of promotion, their products, the dip in the period after, events, the season, the
 * price of the whole group, and what rivals in the same market do. Every term but season and regular
 * price is 0 where nothing is promoted, so that leaving terms out leaves the baseline.
 */
import { at } from './promotion-linear.ts'
import {
  flagsOf,
  meanOf,
  priceLogOf,
  type Rival,
  type RivalsByMarket,
  weightedMean,
} from './promotion-rivals.ts'
import type { IsolationInput, PromotionSeries, TermRole } from './promotion-types.ts'

export type Column = {
  readonly role: TermRole
  readonly about: string
  /** How far a group's coefficient strays from that of all groups (a variance, in logs). */
  readonly poolVariance: number
  /** Whether each series may stray from its group. */
  readonly isOwn: boolean
}

/** `values` holds series x period x column, own columns first; `units` series x period. */
export type Design = {
  readonly group: string
  readonly members: readonly PromotionSeries[]
  readonly periods: number
  readonly columns: readonly Column[]
  readonly ownColumns: number
  readonly values: Float64Array
  readonly units: Float64Array
}

type Filled = Column & { readonly valuesBySeries: readonly Float64Array[] }

/** Prices are elasticities and vary widely; a flag's coefficient is a log factor; rivals do little. */
const variance = { price: 1, flag: 0.1, rivals: 0.1, rival: 0.01 } as const
/** Rivals with a term of their own; the others act through the mean of all. */
const namedRivalsMax = 12

export function designOf(
  group: string,
  members: readonly PromotionSeries[],
  rivals: RivalsByMarket,
  input: IsolationInput,
  seasonPairs: number,
): Design {
  const periods = members[0]?.units.length ?? 0
  const rivalsOfEach = members.map(({ market = '' }) =>
    (rivals.get(market) ?? []).filter((rival) => rival.group !== group),
  )
  const filled = [
    ...priceColumns(members),
    ...kindColumns(members, input.promotionKinds),
    ...eventColumns(members, input.eventKinds ?? []),
    ...seasonColumns(members, input.periodsPerYear, seasonPairs),
    ...groupPriceColumns(members),
    ...rivalColumns(rivalsOfEach, input.promotionKinds, periods),
  ].filter(isAnywhere)
  return { group, members, periods, ...laidOut(filled, members, periods) }
}

function laidOut(
  filled: readonly Filled[],
  members: readonly PromotionSeries[],
  periods: number,
): Pick<Design, 'columns' | 'ownColumns' | 'values' | 'units'> {
  const columns = [...filled.filter(({ isOwn }) => isOwn), ...filled.filter(({ isOwn }) => !isOwn)]
  const values = new Float64Array(members.length * periods * columns.length)
  const units = new Float64Array(members.length * periods)
  for (const [series, member] of members.entries()) {
    units.set(member.units, series * periods)
    for (const [index, { valuesBySeries }] of columns.entries()) {
      const from = valuesBySeries[series]
      if (from === undefined) continue
      for (let period = 0; period < periods; period += 1) {
        values[(series * periods + period) * columns.length + index] = at(from, period)
      }
    }
  }
  return { columns, ownColumns: filled.filter(({ isOwn }) => isOwn).length, values, units }
}

function priceColumns(members: readonly PromotionSeries[]): Filled[] {
  const cut = members.map(priceLogOf)
  return [
    column('price', '', variance.price, cut),
    column('price_dip', '', variance.price, cut.map(delayed)),
    column('regular_price', '', variance.price, members.map(regularLogOf)),
  ]
}

function groupPriceColumns(members: readonly PromotionSeries[]): Filled[] {
  if (members.length < 3) return []
  const mean = meanOf(members.map(priceLogOf))
  return [
    pooled(
      'group_price',
      '',
      variance.price,
      members.map(() => mean),
    ),
  ]
}

function kindColumns(members: readonly PromotionSeries[], kinds: readonly string[]): Filled[] {
  return kinds.flatMap((kind) => {
    const flags = members.map((member) => flagsOf(member, kind))
    const products = members.map((member, series) =>
      priceLogOf(member).map((cut, period) => cut * at(flags[series] ?? [], period)),
    )
    return [
      column('kind', kind, variance.flag, flags),
      column('kind_price', kind, variance.price, products),
      column('kind_dip', kind, variance.flag, flags.map(delayed)),
    ]
  })
}

function eventColumns(members: readonly PromotionSeries[], kinds: readonly string[]): Filled[] {
  return kinds.map((kind) =>
    column(
      'event',
      kind,
      variance.flag,
      members.map((member) => flagsOf(member, kind)),
    ),
  )
}

function seasonColumns(
  members: readonly PromotionSeries[],
  periodsPerYear: number,
  pairs: number,
): Filled[] {
  return Array.from({ length: 2 * pairs }, (_, index) => {
    const turns = (2 * Math.PI * (1 + (index >> 1))) / periodsPerYear
    const wave = (members[0]?.units ?? new Float64Array(0)).map((_units, period) =>
      index % 2 === 0 ? Math.sin(turns * period) : Math.cos(turns * period),
    )
    return column(
      'season',
      String(index),
      variance.flag,
      members.map(() => wave),
    )
  })
}

function rivalColumns(
  rivalsOfEach: readonly (readonly Rival[])[],
  kinds: readonly string[],
  periods: number,
): Filled[] {
  const mean = (valuesOf: (rival: Rival) => Float64Array | undefined) =>
    rivalsOfEach.map((rivals) => weightedMean(rivals, valuesOf, periods))
  const together = [
    pooled(
      'rivals_price',
      '',
      variance.rivals * 10,
      mean(({ priceLog }) => priceLog),
    ),
    ...kinds.map((kind) =>
      pooled(
        'rivals_kind',
        kind,
        variance.rivals,
        mean((rival) => rival.kinds.get(kind)),
      ),
    ),
  ]
  const named = largest(rivalsOfEach).map((name) =>
    pooled(
      'rival_price',
      name,
      variance.rival,
      rivalsOfEach.map(
        (rivals) =>
          rivals.find(({ group }) => group === name)?.priceLog ?? new Float64Array(periods),
      ),
    ),
  )
  return [...together, ...named]
}

/** The names of the rival groups that sell most, in order of name. */
function largest(rivalsOfEach: readonly (readonly Rival[])[]): string[] {
  const unitsByGroup = new Map<string, number>()
  for (const { group, units } of rivalsOfEach.flat()) {
    unitsByGroup.set(group, (unitsByGroup.get(group) ?? 0) + units)
  }
  return [...unitsByGroup]
    .sort(([nameA, unitsA], [nameB, unitsB]) => unitsB - unitsA || (nameA < nameB ? -1 : 1))
    .slice(0, namedRivalsMax)
    .map(([name]) => name)
    .sort()
}

function column(
  role: TermRole,
  about: string,
  poolVariance: number,
  valuesBySeries: readonly Float64Array[],
): Filled {
  return { role, about, poolVariance, isOwn: true, valuesBySeries }
}

function pooled(
  role: TermRole,
  about: string,
  poolVariance: number,
  valuesBySeries: readonly Float64Array[],
): Filled {
  return { role, about, poolVariance, isOwn: false, valuesBySeries }
}

function isAnywhere({ valuesBySeries }: Filled): boolean {
  return valuesBySeries.some((values) => values.some((value) => Math.abs(value) > 1e-9))
}

function delayed(values: Float64Array): Float64Array {
  const later = new Float64Array(values.length)
  later.set(values.subarray(0, -1), 1)
  return later
}

/** The log of the regular price about its mean; gaps take the last price known. */
function regularLogOf({ regularPrice, units }: PromotionSeries): Float64Array {
  const logs = new Float64Array(units.length)
  if (regularPrice === undefined) return logs
  let last = regularPrice.find((price) => price > 0) ?? 1
  let sum = 0
  for (let period = 0; period < logs.length; period += 1) {
    const price = at(regularPrice, period)
    if (price > 0) last = price
    logs[period] = Math.log(last)
    sum += at(logs, period)
  }
  return logs.map((value) => value - sum / logs.length)
}
