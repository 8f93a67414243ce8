/** Reorder points by re-plan and knob: the rules to compare with, and ours. */
import {
  drawLeadDemand,
  type LeadDemandMoments,
  type LevelTable,
  leadDemandMoments,
  levelTable,
  poolValue,
  reorderPointAt,
} from '#flow/policies'
import { randomOf, seedOf } from '#kernel/random'
import { deviationOf, meanOf } from '#kernel/statistics/moments'

import type { World, WorldItem } from './policy-world.ts'

const drawCount = 200
const reviewPeriods = 1

/** Reorder point at a knob of a re-plan; the larger the knob, the more stock. */
export type LevelRule = (
  item: WorldItem,
  world: World,
) => (replan: number) => (knob: number) => number

/** Knob x mean of the last quarter x (lead + review). */
export const spreadsheet: LevelRule = (item, world) => (replan) => {
  const before = world.replanAt[replan] ?? 0
  const quarter = Math.round(world.protocol.season / 4)
  const mean = meanOf(item.units, Math.max(0, before - quarter), before)
  return (knob) => knob * mean * (item.leadPeriods + reviewPeriods)
}

/** Mean and deviation of the last year, and the formula of the textbook. */
export const textbook: LevelRule = (item, world) => (replan) => {
  const before = world.replanAt[replan] ?? 0
  const from = Math.max(0, before - world.protocol.season)
  const mean = meanOf(item.units, from, before)
  const periods = item.leadPeriods + reviewPeriods
  const fromDemand = periods * deviationOf(item.units, from, before) ** 2
  const fromLead = (mean * world.protocol.leadVariation * item.leadPeriods) ** 2
  const deviation = Math.sqrt(fromDemand + fromLead)
  return (knob) => mean * periods + knob * deviation
}

/** What will be asked for until the last order of this re-plan is there. */
export const clairvoyant: LevelRule = (item, world) => (replan) => {
  const before = world.replanAt[replan] ?? 0
  const until = before + item.leadPeriods + world.protocol.replanPeriods
  const coming = item.units.subarray(before, until).reduce((sum, units) => sum + units, 0)
  return (knob) => knob * coming
}

export const ours: LevelRule = (item, world) => {
  const lane = {
    leadPeriods: item.leadPeriods,
    leadVariation: world.protocol.leadVariation,
    reviewPeriods,
  }
  const draws = new Float64Array(drawCount)
  const pool = poolOf(world)
  return (replan) => {
    const before = world.replanAt[replan] ?? 0
    const poolUnits = (pool[replan] ?? 0) / item.unitCost
    const moments: LeadDemandMoments = leadDemandMoments(
      item.units,
      before,
      world.protocol.season,
      lane,
      poolUnits,
    )
    drawLeadDemand(item.units, before, lane, randomOf(seedOf(item.id, before)), draws)
    return (z) => reorderPointAt(z, moments, draws).reorderUnits
  }
}

const pools = new WeakMap<World, Float64Array>()

/** Mean value sold per item and period before each re-plan. */
function poolOf(world: World): Float64Array {
  const known = pools.get(world)
  if (known !== undefined) return known
  const pool = Float64Array.from(world.replanAt, (before) => poolValue(world.items, before))
  pools.set(world, pool)
  return pool
}

export function tablesOf(world: World, rule: LevelRule): readonly LevelTable[] {
  return world.items.map((item) => {
    const reorderOf = rule(item, world)
    return levelTable(world.replanAt.length, reorderOf)
  })
}
