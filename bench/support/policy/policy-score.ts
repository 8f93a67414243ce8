/** A policy's stock value at equal fill, and how near it comes to the fill it was asked for. */
import {
  calibrateSegment,
  type LevelTable,
  type LoopItem,
  type LoopSpan,
  type Outcome,
  replaySegment,
  temperedLevel,
} from '#flow/policies'

import type { World } from './policy-world.ts'

type Leads = 'realLeads' | 'drawnLeads'

export function loopItems(
  world: World,
  tables: readonly LevelTable[],
  leads: Leads,
): readonly LoopItem[] {
  return world.items.flatMap((item, at) => {
    const levels = tables[at]
    if (levels === undefined) return []
    const { units, unitCost, lotUnits } = item
    return [{ demandUnits: units, leadPeriods: item[leads], unitCost, levels, lotUnits }]
  })
}

/** The part that is scored, with what is played before it. */
export function scoredSpan({ protocol, endPeriod, firstReplan }: World): LoopSpan {
  return {
    fromPeriod: protocol.historyPeriods,
    toPeriod: endPeriod,
    countFromPeriod: protocol.historyPeriods + protocol.discardedPeriods,
    replanPeriods: protocol.replanPeriods,
    reviewPeriods: 1,
    firstReplan,
  }
}

const bisections = 24

/** Stock value in thousands at each fill, straight between the two knobs beside it; NaN where none reaches it. */
export function stockAtFill(
  world: World,
  tables: readonly LevelTable[],
  fills: readonly number[],
  knobs: { readonly min: number; readonly max: number },
): readonly number[] {
  const items = loopItems(world, tables, 'realLeads')
  const span = scoredSpan(world)
  const at = (knob: number) => replaySegment(items, span, () => knob)
  return fills.map((fill) => {
    let [low, high] = [knobs.min, knobs.max]
    let [below, above] = [at(low), at(high)]
    if (below.fill > fill || above.fill < fill) return Number.NaN
    for (let step = 0; step < bisections && high - low > 0.02; step += 1) {
      const knob = (low + high) / 2
      const outcome = at(knob)
      if (outcome.fill < fill) [low, below] = [knob, outcome]
      else [high, above] = [knob, outcome]
    }
    return between(below, above, fill) / 1000
  })
}

function between(below: Outcome, above: Outcome, fill: number): number {
  const share = above.fill > below.fill ? (fill - below.fill) / (above.fill - below.fill) : 1
  return below.stockValue + share * (above.stockValue - below.stockValue)
}

/**
 * The span that a re-plan may learn from: the year before it, and before that what stock needs to settle; all that there
 * is where that is less.
 */
export function learningSpan(world: World, replan: number): LoopSpan {
  const { protocol, replanAt } = world
  const toPeriod = replanAt[replan] ?? 0
  const settle = protocol.discardedPeriods
  const wanted = toPeriod - protocol.season - settle
  const first = Math.max(
    0,
    replanAt.findIndex((period) => period >= wanted),
  )
  const fromPeriod = replanAt[first] ?? 0
  const countFromPeriod = Math.min(fromPeriod + settle, Math.floor((fromPeriod + toPeriod) / 2))
  return {
    fromPeriod,
    toPeriod,
    countFromPeriod,
    replanPeriods: protocol.replanPeriods,
    reviewPeriods: 1,
    firstReplan: first,
  }
}

/** The level of each re-plan from the end of the history on, each calibrated on what was known then. */
export function calibratedLevels(
  world: World,
  tables: readonly LevelTable[],
  askedFill: number,
): readonly number[] {
  const levelAt = calibratorOf(world, tables, askedFill)
  return world.replanAt.slice(world.firstReplan).map((_, at) => levelAt(world.firstReplan + at))
}

export function calibratorOf(
  world: World,
  tables: readonly LevelTable[],
  askedFill: number,
): (replan: number) => number {
  const settle = world.protocol.discardedPeriods
  const items = loopItems(world, tables, 'drawnLeads').map((item) => {
    return { ...item, countFromPeriod: knownFrom(item.demandUnits, world) + settle }
  })
  return (replan) => {
    const span = learningSpan(world, replan)
    const counted = span.toPeriod - span.countFromPeriod
    const found = calibrateSegment(items, span, askedFill)
    return temperedLevel(found, askedFill, counted, world.protocol.season)
  }
}

export function achieved(
  world: World,
  tables: readonly LevelTable[],
  levels: readonly number[],
): Outcome {
  return replaySegment(loopItems(world, tables, 'realLeads'), scoredSpan(world), (replan) => {
    return levels[replan] ?? 0
  })
}

/** The period by which an item has sold often enough to be planned. */
function knownFrom(units: Float64Array, { protocol }: World): number {
  let sales = 0
  for (let period = 0; period < units.length; period += 1) {
    if ((units[period] ?? 0) > 0) sales += 1
    if (sales === protocol.salesMin) return period + 1
  }
  return units.length
}
