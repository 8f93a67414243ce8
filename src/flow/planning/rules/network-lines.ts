/** From what a place asked for and what it got of it to lines of the buy list, each with its why. */
import type { LaneShare, LaneWave } from './lane-shares.ts'
import type { InLane, NetworkNode } from './network-node.ts'
import type { Proposed } from './plan-item.ts'
import {
  buyOption,
  cheapest,
  moveOption,
  type OptionFacts,
  type SourceOption,
} from './source-options.ts'
import type { StockLook } from './stock-look.ts'

export type NetworkLine = {
  /** 0 is what is got first, 1 and on the rest of the same need. */
  readonly wave: number
  /** Absent: bought. */
  readonly lane: InLane | undefined
  readonly proposed: Proposed
  /** As proposed, or as a person decided. */
  readonly orderedUnits: number
  /** A person chose where it comes from. */
  readonly isDecided: boolean
  readonly option: SourceOption
  readonly others: readonly SourceOption[]
}

/** The first need of a place, from where it was chosen to come. */
export type Ask = {
  readonly node: NetworkNode
  readonly facts: OptionFacts
  readonly chosen: SourceOption
  readonly others: readonly SourceOption[]
}

/** In full, as asked for. */
export function orderedBy({ node, chosen, others }: Ask): NetworkLine {
  return lineOf(node, 0, { option: chosen, others, proposed: chosen.proposed })
}

/** What it gets when it asked, and how it gets the rest; one line where it gets all at once. */
export function linesOfAsk(ask: Ask, { waves }: LaneShare): readonly NetworkLine[] {
  const { node, chosen, others, facts } = ask
  const [first, ...later] = waves
  const isAtOnce = first !== undefined && first.day <= chosen.proposed.orderDay
  if (isAtOnce && later.length === 0) return [orderedBy(ask)]
  const now = isAtOnce ? first : undefined
  const proposed = now === undefined ? undefined : cutTo(chosen.proposed, now)
  if (node.decidedUnits !== null) {
    return [
      lineOf(node, 0, {
        option: chosen,
        others,
        proposed: proposed ?? cutTo(chosen.proposed, nothing),
      }),
    ]
  }
  const lines =
    proposed === undefined ? [] : [lineOf(node, 0, { option: chosen, others, proposed })]
  return [...lines, ...restOf(ask, restFacts(facts, lines), isAtOnce ? later : waves, lines)]
}

const nothing: LaneWave = { day: 0, units: 0, shared: undefined }

function lineOf(
  node: NetworkNode,
  wave: number,
  given: Pick<NetworkLine, 'option' | 'others' | 'proposed'>,
): NetworkLine {
  const { units, laneId, isBuy } = decidedAt(node, wave)
  const { option, proposed } = given
  const { lane } = option
  const isDecided = lane === undefined ? isBuy : lane.laneId === laneId
  return { ...given, wave, lane, orderedUnits: units ?? proposed.units, isDecided }
}

function decidedAt(node: NetworkNode, wave: number) {
  const { decidedUnits, decidedLaneId, isBuyDecided } = node
  if (wave === 0) return { units: decidedUnits, laneId: decidedLaneId, isBuy: isBuyDecided }
  const { units = null, laneId = null, buy } = node.decidedLater.get(wave) ?? {}
  return { units, laneId, isBuy: buy !== undefined }
}

function cutTo(proposed: Proposed, { units, shared }: LaneWave): Proposed {
  const facts = { sharedUnits: units, ...shared }
  const term = { code: 'shared', units: units - proposed.units, facts } as const
  if (term.units === 0) return proposed
  const { why } = proposed
  return { ...proposed, units, why: { ...why, size: [...why.size, term] } }
}

/** As decided; else the cheapest of waiting for more to come there, another place that has it to spare, and buying. */
function restOf(
  { node, chosen, others: weighed }: Ask,
  facts: OptionFacts,
  waves: readonly LaneWave[],
  before: readonly NetworkLine[],
): readonly NetworkLine[] {
  const { lane } = chosen
  if (lane === undefined || facts.need.missingUnits <= 0) return []
  const waits = moveOption(lane, facts, waves.at(-1)?.day)
  const bought = node.buy && buyOption(node.buy, facts)
  const options = [waits, ...spareMoves(lane, facts), bought].flatMap((one) => one ?? [])
  const option = decidedOption(before.length, facts, options) ?? cheapest(options)
  if (option === undefined) return []
  // All of the need may come from elsewhere, the rest only from where it is spare.
  const shown = before.length === 0 ? [...options, ...weighed] : options
  const byLane = new Map(shown.toReversed().map((one) => [one.lane?.laneId, one]))
  byLane.delete(option.lane?.laneId)
  const others = [...byLane.values()].reverse()
  if (option !== waits) {
    const proposed = withMoved(option.proposed, before)
    return [lineOf(node, before.length, { option, others, proposed })]
  }
  return waiting(node, { lane, facts, others }, waves, before)
}

/** By the other lanes, from where it is really spare. */
function spareMoves(but: InLane, facts: OptionFacts): readonly SourceOption[] {
  return facts.node.lanes
    .filter((one) => one !== but)
    .flatMap((one) => moveOption(one, facts) ?? [])
    .filter((one) => facts.spareAt(one.lane?.fromPlaceId ?? '') >= one.proposed.units)
}

/** From where a person wants all that is left from this wave on; undefined where it cannot come from there. */
function decidedOption(
  wave: number,
  facts: OptionFacts,
  moves: readonly SourceOption[],
): SourceOption | undefined {
  const buy = facts.node.decidedLater.get(wave)?.buy
  if (buy !== undefined) return buyOption(buy, { ...facts, node: { ...facts.node, buy } })
  const { laneId } = decidedAt(facts.node, wave)
  return moves.find(({ lane }) => lane !== undefined && lane.laneId === laneId)
}

/** Wave after wave, each with what there is for it; the last brings all that is left. */
function waiting(
  node: NetworkNode,
  {
    lane,
    facts,
    others,
  }: { readonly lane: InLane; readonly facts: OptionFacts } & Pick<NetworkLine, 'others'>,
  waves: readonly LaneWave[],
  before: readonly NetworkLine[],
): readonly NetworkLine[] {
  const lines: NetworkLine[] = []
  for (const [at, wave] of waves.entries()) {
    const rest = restFacts(facts, lines)
    const other = at > 0 ? decidedRest(before.length + at, lane, rest) : undefined
    if (other !== undefined) {
      const proposed = withMoved(other.proposed, [...before, ...lines])
      return [...lines, lineOf(node, before.length + at, { option: other, others, proposed })]
    }
    const option = rest.need.missingUnits > 0 ? moveOption(lane, rest, wave.day) : undefined
    if (option === undefined) break
    const isLast = at === waves.length - 1 || wave.units >= option.proposed.units
    const cut = isLast ? option.proposed : cutTo(option.proposed, wave)
    const proposed = withWait(withMoved(cut, [...before, ...lines]), wave)
    lines.push(lineOf(node, before.length + at, { option, others, proposed }))
  }
  return lines
}

/** From elsewhere than the lane that it waits for. */
function decidedRest(wave: number, waits: InLane, rest: OptionFacts): SourceOption | undefined {
  return rest.need.missingUnits > 0 ? decidedOption(wave, rest, spareMoves(waits, rest)) : undefined
}

/** The need without what comes before, and the stock with it. */
function restFacts(facts: OptionFacts, before: readonly NetworkLine[]): OptionFacts {
  if (before.length === 0) return facts
  const curve = Float64Array.from(facts.look.curve)
  let { missingUnits } = facts.need
  for (const { proposed } of before) {
    missingUnits -= proposed.units
    for (let day = proposed.arrivesDay; day < curve.length; day += 1) {
      curve[day] = (curve[day] ?? 0) + proposed.units
    }
  }
  const look: StockLook = { ...facts.look, curve }
  return { ...facts, look, need: { ...facts.need, missingUnits } }
}

function withMoved(proposed: Proposed, before: readonly NetworkLine[]): Proposed {
  if (before.length === 0) return proposed
  const terms = before.map(({ proposed: { units, arrivesDay } }) => {
    return { code: 'moved', units: -units, facts: { day: arrivesDay } } as const
  })
  return { ...proposed, why: { ...proposed.why, have: [...proposed.why.have, ...terms] } }
}

function withWait(proposed: Proposed, { day }: LaneWave): Proposed {
  const term = { code: 'waits', units: 0, facts: { day } } as const
  return { ...proposed, why: { ...proposed.why, size: [...proposed.why.size, term] } }
}
