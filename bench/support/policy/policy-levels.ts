/** Reorder points by re-plan and knob: the rules to compare with, and ours. */
import { itemLevels, type LevelTable, levelTable } from '#flow/policies'
import { deviationOf, meanOf } from '#kernel/statistics/moments'

import { laneOf, type World, type WorldItem } from './policy-world.ts'

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

export function tablesOf(world: World, rule: LevelRule): readonly LevelTable[] {
  return world.items.map((item) => levelTable(world.replanAt.length, rule(item, world)))
}

/** Ours, as the product makes them. */
export function ourTables(world: World): readonly LevelTable[] {
  const { protocol, replanAt, items } = world
  return items.map((item) => {
    return itemLevels({ ...item, lane: laneOf(item, protocol) }, replanAt, protocol.season)
  })
}
