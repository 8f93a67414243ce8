/** A policy's stock value at equal fill, and how near it comes to the fill it was asked for. */
import {
  knownFrom,
  type LevelTable,
  type LoopItem,
  type LoopSpan,
  learningSpan,
  levelOver,
  type Outcome,
  replaySegment,
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
    countFromPeriod: protocol.historyPeriods + protocol.settlePeriods,
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
  const { protocol, replanAt } = world
  const items = loopItems(world, tables, 'drawnLeads').map((item) => {
    const known = knownFrom(item.demandUnits, protocol.salesMin)
    return { ...item, countFromPeriod: known + protocol.settlePeriods }
  })
  return (replan) => {
    const span = learningSpan(replanAt, replanAt[replan] ?? 0, protocol)
    return levelOver(items, span, askedFill, protocol.season).z
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
