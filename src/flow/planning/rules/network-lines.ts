/** From what a place asked for and what it got of it to lines of the buy list, each with its why. */
import type { LaneShare } from './lane-shares.ts'
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
  /** What is got first, and the rest of the same need. */
  readonly slot: 'order' | 'rest'
  /** Absent: bought. */
  readonly lane: InLane | undefined
  readonly proposed: Proposed
  /** As proposed, or as a person decided. */
  readonly orderedUnits: number
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
  const { lane, proposed } = chosen
  const orderedUnits = node.decidedUnits ?? proposed.units
  return { slot: 'order', lane, proposed, orderedUnits, option: chosen, others }
}

/** What it got when it asked, and how it gets the rest; one line where it gets all, or nothing yet. */
export function linesOfAsk(ask: Ask, share: LaneShare): readonly NetworkLine[] {
  const { node, chosen } = ask
  if (share.restDay === undefined) return [orderedBy(ask)]
  if (share.units === 0)
    return [laterLine(ask, share, { slot: 'order', movedUnits: 0 })].flatMap(listed)
  const first = cutTo(chosen.proposed, share)
  const orderedUnits = node.decidedUnits ?? first.units
  const option = { ...chosen, proposed: first }
  const line = { ...orderedBy(ask), proposed: first, orderedUnits, option }
  const isWhole = node.decidedUnits !== null || share.units >= first.neededUnits
  if (isWhole) return [line]
  return [
    line,
    ...[laterLine(ask, share, { slot: 'rest', movedUnits: share.units })].flatMap(listed),
  ]
}

const listed = (line: NetworkLine | undefined): readonly NetworkLine[] =>
  line === undefined ? [] : [line]

function cutTo(proposed: Proposed, { units, shared }: LaneShare): Proposed {
  const facts = { sharedUnits: units, ...shared }
  const term = { code: 'shared', units: units - proposed.units, facts } as const
  const { why } = proposed
  return { ...proposed, units, why: { ...why, size: [...why.size, term] } }
}

/** The cheapest of waiting for more to come there, another place that has it to spare, and buying. */
function laterLine(
  { node, facts, chosen }: Ask,
  { restDay = 0, shared }: LaneShare,
  { slot, movedUnits }: { readonly slot: NetworkLine['slot']; readonly movedUnits: number },
): NetworkLine | undefined {
  const rest = factsOfRest(facts, chosen, movedUnits)
  const waits = chosen.lane && moveOption(chosen.lane, rest, restDay)
  const elsewhere = node.lanes
    .filter((lane) => lane !== chosen.lane)
    .flatMap((lane) => moveOption(lane, rest) ?? [])
    .filter(({ lane, proposed }) => facts.spareAt(lane?.fromPlaceId ?? '') >= proposed.units)
  const bought = node.buy && buyOption(node.buy, rest)
  const options = [waits, ...elsewhere, bought].flatMap((one) => one ?? [])
  const option = cheapest(options)
  if (option === undefined) return undefined
  const others = options.filter((one) => one !== option)
  const moved = withMoved(option.proposed, chosen.proposed.arrivesDay, movedUnits)
  const waitsFacts = { day: restDay, ...shared }
  const proposed = option === waits ? withWait(moved, waitsFacts) : moved
  const decided = slot === 'order' ? node.decidedUnits : node.decidedRestUnits
  const orderedUnits = decided ?? proposed.units
  return { slot, lane: option.lane, proposed, orderedUnits, option, others }
}

/** The need without what was moved at first, and the stock with it. */
function factsOfRest(facts: OptionFacts, { proposed }: SourceOption, units: number): OptionFacts {
  if (units === 0) return facts
  const curve = facts.look.curve.map((stock, day) => {
    return day < proposed.arrivesDay ? stock : stock + units
  })
  const look: StockLook = { ...facts.look, curve }
  return { ...facts, look, need: { ...facts.need, missingUnits: facts.need.missingUnits - units } }
}

function withMoved(proposed: Proposed, day: number, units: number): Proposed {
  if (units === 0) return proposed
  const term = { code: 'moved', units: -units, facts: { day } } as const
  return { ...proposed, why: { ...proposed.why, have: [...proposed.why.have, term] } }
}

function withWait(proposed: Proposed, facts: Readonly<Record<string, number>>): Proposed {
  const term = { code: 'waits', units: 0, facts } as const
  return { ...proposed, why: { ...proposed.why, size: [...proposed.why.size, term] } }
}
