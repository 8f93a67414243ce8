/** An item at a place that others feed or that feeds others, and how it can get it. */
import { type ItemFacts, itemToPlan, type SourceFacts } from './item-to-plan.ts'
import type { ItemToPlan } from './plan-item.ts'
import type { PlanSettings } from './settings.ts'

/** A lane by which the place can get the item. Money in minor units of the company it goes to. */
export type InLane = {
  readonly laneId: string
  readonly fromPlaceId: string
  readonly rank: number
  readonly leadDays: number
  readonly multipleUnits: number
  readonly fixedCostMinor: number
  readonly unitCostMinor: number
}

/** What the chosen supplier asks. */
export type BuyOffer = {
  readonly source: SourceFacts
  readonly rank: number
  /** Of an order, whatever is in it. */
  readonly orderCostMinor: number
  /** What a base unit costs when so many are ordered. */
  readonly unitCostMinor: (units: number) => number
}

export type NetworkNode = {
  readonly placeId: string
  readonly facts: ItemFacts
  /** Of demand over the protected days, with what leaves for other places. */
  readonly deviationUnits: number
  readonly buy: BuyOffer | undefined
  /** A person chose the supplier. */
  readonly isBuyDecided: boolean
  /** A person chose this lane; without effect where it is none of `lanes`. */
  readonly decidedLaneId: string | null
  /** The lane its rule names. */
  readonly usualLaneId: string | null
  /** Best first. */
  readonly lanes: readonly InLane[]
  /** What people decided to get at first; and later, by the number of the wave. */
  readonly decidedUnits: number | null
  readonly decidedLater: ReadonlyMap<number, DecidedWave>
}

/** What a person decided about the rest of a need: how much, or from where all that is left comes. */
export type DecidedWave = {
  readonly units: number | null
  readonly laneId: string | null
  readonly buy: BuyOffer | undefined
}

/** Units that leave for other places, on a day. */
export type Outflow = { readonly day: number; readonly units: number }

/** Where it comes from this time, as a person decided or as usual; undefined: bought. */
export function nextLane(node: NetworkNode): InLane | undefined {
  return node.isBuyDecided ? undefined : (decidedLane(node) ?? usualLane(node))
}

export function decidedLane({ lanes, decidedLaneId }: NetworkNode): InLane | undefined {
  return lanes.find(({ laneId }) => laneId === decidedLaneId)
}

/** Where it usually comes from, and what is ordered later; undefined: bought. */
export function usualLane(node: NetworkNode): InLane | undefined {
  const named = node.lanes.find(({ laneId }) => laneId === node.usualLaneId)
  return named ?? (node.buy === undefined ? node.lanes[0] : undefined)
}

export function sourceBy(node: NetworkNode, lane: InLane | undefined): SourceFacts {
  const nothing = { moqUnits: 0, layerUnits: null, palletUnits: null, breaks: [] }
  if (lane !== undefined) {
    return {
      ...nothing,
      leadDays: lane.leadDays,
      leadBasis: 'moved',
      multipleUnits: lane.multipleUnits,
    }
  }
  return node.buy?.source ?? { ...nothing, leadDays: node.facts.leadDays, multipleUnits: 1 }
}

export function nodeToPlan(
  node: NetworkNode,
  lane: InLane | undefined,
  outflows: readonly Outflow[],
  settings: PlanSettings,
): ItemToPlan {
  const item = itemToPlan(node.facts, sourceBy(node, lane), settings)
  if (outflows.length === 0) return item
  const transfers = new Float64Array(item.horizonDays)
  for (const { day, units } of outflows) {
    if (day < item.horizonDays) transfers[day] = (transfers[day] ?? 0) + units
  }
  const facts = { ...item.facts, transfers: { transferCount: outflows.length } }
  return { ...item, layers: { ...item.layers, transfers }, facts }
}

/** How long it takes, and how long one waits for the next chance. */
export function protectedDays(node: NetworkNode): number {
  const leads = node.lanes.map(({ leadDays }) => leadDays)
  return (
    Math.max(node.facts.leadDays, node.buy?.source.leadDays ?? 0, ...leads) + node.facts.reviewDays
  )
}

/** Standard deviation of a day's demand. */
export function dayDeviation({ deviationUnits, facts }: NetworkNode): number {
  return deviationUnits / Math.sqrt(Math.max(1, facts.leadDays + facts.reviewDays))
}

/** Of all that leaves the place, the part that its own customers take: 0 to 1. */
export function ownShare({ facts }: NetworkNode): number {
  const { planned } = facts.forecast
  const weeks = planned.slice(0, quarterWeeks)
  const dayUnits = weeks.reduce((sum, units) => sum + units, 0) / Math.max(1, weeks.length) / 7
  return facts.meanDayUnits > 0 ? Math.min(1, Math.max(0, dayUnits / facts.meanDayUnits)) : 0
}

const quarterWeeks = 13
