/**
 * Items with real demand, for judging stock policies (the replay protocol of the design): the first part of each series is
 * history, then it is simulated to the end, and the first of that does not count.
 */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

import { lotOf } from '#flow/policies'
import { randomOf, seedOf } from '#kernel/random'
import { meanOf } from '#kernel/statistics/moments'

import { readSeriesFile } from '../series-file.ts'

export type Protocol = {
  readonly season: number
  readonly historyPeriods: number
  readonly discardedPeriods: number
  readonly replanPeriods: number
  readonly leadVariation: number
  /** Non-zero periods in the history that make an item part of it. */
  readonly salesMin: number
}

const weekly: Protocol = {
  season: 52,
  historyPeriods: 66,
  discardedPeriods: 18,
  replanPeriods: 4,
  leadVariation: 0.2,
  salesMin: 2,
}
const monthly: Protocol = {
  ...weekly,
  season: 12,
  historyPeriods: 36,
  discardedPeriods: 12,
  replanPeriods: 1,
}

export type WorldItem = {
  readonly id: string
  readonly units: Float64Array
  readonly unitCost: number
  readonly orderCost: number
  /** For a unit and year. */
  readonly holdingCost: number
  readonly leadPeriods: number
  readonly minimumUnits: number
  /** By period of the order: the same for every policy. */
  readonly realLeads: Uint16Array
  /** Drawn apart, for replays of the past, which may not know how late an open order will be. */
  readonly drawnLeads: Uint16Array
  /** By re-plan. */
  readonly lotUnits: Float64Array
}

export type World = {
  readonly protocol: Protocol
  readonly items: readonly WorldItem[]
  readonly endPeriod: number
  /** Periods of the re-plans; those before the end of the history serve the calibration. */
  readonly replanAt: readonly number[]
  /** Its place among the re-plans. */
  readonly firstReplan: number
}

type Meta = Pick<
  WorldItem,
  'unitCost' | 'orderCost' | 'holdingCost' | 'leadPeriods' | 'minimumUnits'
>

/** @param every takes each such item only, for a quick look */
export function readWorld(seriesFile: string, metaFile: string, every = 1): World {
  const metas = readMeta(metaFile)
  const series = readSeriesFile(seriesFile).filter(({ id }) => metas.has(id))
  const protocol = series[0]?.season === 12 ? monthly : weekly
  const whole = series.map(({ id, history, actual }) => ({
    id,
    units: Float64Array.from([...history, ...actual]),
  }))
  const endPeriod = Math.max(0, ...whole.map(({ units }) => units.length))
  const chosen = whole
    .filter(
      ({ units }) =>
        units.length === endPeriod &&
        salesBefore(units, protocol.historyPeriods) >= protocol.salesMin,
    )
    .filter((_, at) => at % every === 0)
  const replans = replansOf(protocol, endPeriod)
  const items = chosen.map(({ id, units }) => makeItem(id, units, metas.get(id), protocol, replans))
  const firstReplan = replans.indexOf(protocol.historyPeriods)
  return { protocol, items, endPeriod, replanAt: replans, firstReplan }
}

function readMeta(file: string): ReadonlyMap<string, Meta> {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return new Map(
    text
      .trim()
      .split('\n')
      .map((line) => {
        const [id = '', unitCost, orderCost, holdingCost, leadPeriods, , minimum] = line.split('|')
        const meta = {
          unitCost: Number(unitCost),
          orderCost: Number(orderCost),
          holdingCost: Number(holdingCost),
          leadPeriods: Number(leadPeriods),
          minimumUnits: Number(minimum),
        }
        return [id, meta] as const
      }),
  )
}

/** Periods with sales before a period. */
export function salesBefore(units: Float64Array, before: number): number {
  return units.subarray(0, before).filter((sold) => sold > 0).length
}

/** From half the history on, in step with the end of it. */
function replansOf(protocol: Protocol, endPeriod: number): readonly number[] {
  const { historyPeriods, replanPeriods } = protocol
  const before = Math.floor(historyPeriods / 2 / replanPeriods)
  const start = historyPeriods - before * replanPeriods
  const count = Math.ceil((endPeriod - start) / replanPeriods)
  return Array.from({ length: count }, (_, at) => start + at * replanPeriods)
}

function makeItem(
  id: string,
  units: Float64Array,
  meta: Meta | undefined,
  protocol: Protocol,
  replans: readonly number[],
): WorldItem {
  if (meta === undefined) throw new Error(`Nothing is known of item ${id}.`)
  const lead = {
    periods: meta.leadPeriods,
    variation: protocol.leadVariation,
    count: units.length,
  }
  return {
    id,
    units,
    ...meta,
    realLeads: drawLeads({ ...lead, seed: seedOf(id) }),
    drawnLeads: drawLeads({ ...lead, seed: seedOf(id, 'past') }),
    lotUnits: lotsOf(units, meta, protocol, replans),
  }
}

function lotsOf(
  units: Float64Array,
  meta: Meta,
  { season }: Protocol,
  replans: readonly number[],
): Float64Array {
  return Float64Array.from(replans, (before) => {
    const periodUnits = meanOf(units, Math.max(0, before - season), before)
    return lotOf({
      orderCost: meta.orderCost,
      holdingCostPerUnitYear: meta.holdingCost,
      yearUnits: periodUnits * season,
      minimumUnits: meta.minimumUnits,
      packUnits: meta.minimumUnits,
      yearShareMax: 0.5,
    }).lotUnits
  })
}

/** The same world to whose rules nothing is known from a period on: whoever reads it all the same gets NaN. */
export function blindedFrom(world: World, period: number): World {
  const items = world.items.map((item) => {
    const units = item.units.slice().fill(Number.NaN, period)
    return { ...item, units, lotUnits: lotsOf(units, item, world.protocol, world.replanAt) }
  })
  return { ...world, items }
}

function drawLeads(lead: {
  readonly periods: number
  readonly variation: number
  readonly count: number
  readonly seed: number
}): Uint16Array {
  const { normal } = randomOf(lead.seed)
  const spread = Math.sqrt(Math.log(1 + lead.variation ** 2))
  const middle = Math.log(lead.periods) - (spread * spread) / 2
  return Uint16Array.from({ length: lead.count }, () => {
    return Math.max(1, Math.round(Math.exp(middle + spread * normal())))
  })
}
