/**
 * Items with real demand, for judging stock policies (the replay protocol of the design): the first part of each series is
 * history, then it is simulated to the end, and the first of that does not count.
 */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

import { drawLeadPeriods, itemLots, type Lane, type LearningCalendar } from '#flow/policies'
import { randomOf, seedOf } from '#kernel/random'

import { readSeriesFile } from '../series-file.ts'

/** What is discarded of the simulation is what a replay of the past lets stock settle for. */
export type Protocol = LearningCalendar & {
  readonly historyPeriods: number
  readonly leadVariation: number
}

const weekly: Protocol = {
  season: 52,
  historyPeriods: 66,
  settlePeriods: 18,
  replanPeriods: 4,
  leadVariation: 0.2,
  salesMin: 2,
}
const monthly: Protocol = {
  ...weekly,
  season: 12,
  historyPeriods: 36,
  settlePeriods: 12,
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
  const lane = laneOf(meta, protocol)
  return {
    id,
    units,
    ...meta,
    realLeads: drawLeadPeriods(lane, units.length, randomOf(seedOf(id))),
    drawnLeads: drawLeadPeriods(lane, units.length, randomOf(seedOf(id, 'past'))),
    lotUnits: lotsOf(units, meta, protocol, replans),
  }
}

export function laneOf({ leadPeriods }: Pick<Meta, 'leadPeriods'>, protocol: Protocol): Lane {
  return { leadPeriods, leadVariation: protocol.leadVariation, reviewPeriods: 1 }
}

function lotsOf(
  units: Float64Array,
  meta: Meta,
  { season }: Protocol,
  replans: readonly number[],
): Float64Array {
  const lot = {
    orderCost: meta.orderCost,
    holdingCostPerUnitYear: meta.holdingCost,
    minimumUnits: meta.minimumUnits,
    packUnits: meta.minimumUnits,
    yearShareMax: 0.5,
  }
  return itemLots({ units, lot }, replans, season)
}

/** The same world to whose rules nothing is known from a period on: whoever reads it all the same gets NaN. */
export function blindedFrom(world: World, period: number): World {
  const items = world.items.map((item) => {
    const units = item.units.slice().fill(Number.NaN, period)
    return { ...item, units, lotUnits: lotsOf(units, item, world.protocol, world.replanAt) }
  })
  return { ...world, items }
}
