/**
 * An item at all places that feed each other, planned together: leaves first, so that what leaves a place is
 * dated demand there; too little is shared by equal risk; and whatever is cheaper, moving or buying. Each
 * place nets its own stock (docs/decisions/0015). Equal inputs give equal plans: nothing proposed is read.
 */

import { heightsOf } from './lane-graph.ts'
import { type LaterOrder, ordersAfter } from './later-orders.ts'
import { askedPlace, sharesAsDecided } from './network-asks.ts'
import { type Ask, linesOfAsk, type NetworkLine, orderedBy } from './network-lines.ts'
import {
  decidedLane,
  type InLane,
  type NetworkNode,
  nextLane,
  nodeToPlan,
  type Outflow,
  protectedDays,
  usualLane,
} from './network-node.ts'
import { type PlannedItem, planItem, propose } from './plan-item.ts'
import type { PlanSettings } from './settings.ts'
import {
  buyOption,
  cheapest,
  moveOption,
  type OptionFacts,
  type SourceOption,
} from './source-options.ts'
import { lookAt, type StockLook, spareUnits } from './stock-look.ts'

export type PlannedNode = {
  readonly node: NetworkNode
  /** With all that leaves; its curve has what is proposed, as decided. */
  readonly planned: PlannedItem
  readonly lines: readonly NetworkLine[]
}

type Network = {
  readonly nodes: readonly NetworkNode[]
  readonly byPlace: ReadonlyMap<string, NetworkNode>
  readonly settings: PlanSettings
  readonly unitValueMinor: number
}

/** What is known so far, while places are planned one after the other. */
type Sketch = {
  readonly asks: Map<string, Ask[]>
  readonly outflows: Map<string, Outflow[]>
  readonly lines: Map<string, readonly NetworkLine[]>
  readonly spare: Map<string, number>
}

export function planNetwork(
  given: readonly NetworkNode[],
  usualSettings: PlanSettings,
): readonly PlannedNode[] {
  const network = networkOf(given, usualSettings)
  const looks = usualLooks(network)
  const sketch: Sketch = {
    asks: new Map(),
    outflows: new Map(),
    lines: new Map(),
    spare: new Map([...looks].map(([placeId, look]) => [placeId, spareUnits(look)])),
  }
  for (const node of network.nodes) {
    shareAt(network, node, sketch)
    askFrom(network, node, sketch)
  }
  return network.nodes.map((node) => finished(network, node, sketch))
}

/** Leaves first, then by place; one horizon that sees the orders of the leaves at the roots. */
function networkOf(given: readonly NetworkNode[], settings: PlanSettings): Network {
  const ends = given.flatMap(({ placeId, lanes }) => {
    return lanes.map(({ fromPlaceId }) => ({ fromPlaceId, toPlaceId: placeId }))
  })
  const heights = heightsOf(
    given.map(({ placeId }) => placeId),
    ends,
  )
  const height = (placeId: string) => heights.get(placeId) ?? Number.POSITIVE_INFINITY
  const nodes = given
    .map((node) => ({
      ...node,
      lanes: node.lanes.filter((lane) => height(lane.fromPlaceId) > height(node.placeId)),
    }))
    .toSorted((a, b) => height(a.placeId) - height(b.placeId) || (a.placeId < b.placeId ? -1 : 1))
  const levels = Map.groupBy(nodes, ({ placeId }) => height(placeId))
  const days = [...levels.values()].map((level) => Math.max(...level.map(protectedDays)))
  const seen = days.reduce((sum, one) => sum + one, settings.aheadDays + 1)
  return {
    nodes,
    byPlace: new Map(nodes.map((node) => [node.placeId, node])),
    settings: { ...settings, horizonDays: Math.max(settings.horizonDays, seen) },
    unitValueMinor: nodes.reduce((most, { buy }) => Math.max(most, buy?.unitCostMinor(1) ?? 0), 0),
  }
}

/** Each place as it stands when all comes from where it usually does, or as decided: what it has beyond that is spare. */
function usualLooks(network: Network): ReadonlyMap<string, StockLook> {
  const outflows = new Map<string, Outflow[]>()
  const looks = network.nodes.map((node) => {
    const lane = nextLane(node)
    const look = lookAt(nodeToPlan(node, lane, outflows.get(node.placeId) ?? [], network.settings))
    const first = look.need && propose(look.item, look.need, look.demand, look.curve)
    if (first !== undefined) {
      const order = { orderDay: first.orderDay, units: node.decidedUnits ?? first.units }
      if (lane !== undefined) leave(outflows, lane, [order])
      leaveLater(network, node, { look, order, outflows })
    }
    return [node.placeId, look] as const
  })
  return new Map(looks)
}

function leave(
  outflows: Map<string, Outflow[]>,
  { fromPlaceId }: InLane,
  orders: readonly { readonly orderDay: number; readonly units: number }[],
): void {
  const list = outflows.get(fromPlaceId) ?? []
  outflows.set(fromPlaceId, list)
  list.push(...orders.map(({ orderDay, units }) => ({ day: orderDay, units })))
}

type Later = {
  readonly look: StockLook
  /** What it gets first, from wherever. */
  readonly order: { readonly orderDay: number; readonly units: number }
  readonly outflows: Map<string, Outflow[]>
}

/**
 * What it will ask its usual lane for after that: a decision is about what is ordered now. What comes late is not
 * asked for again: the first counts as if it came when it is needed.
 */
function leaveLater(
  { settings }: Network,
  node: NetworkNode,
  { look, order, outflows }: Later,
): void {
  const usual = usualLane(node)
  if (usual === undefined) return
  const then =
    usual === nextLane(node)
      ? look
      : lookAt(nodeToPlan(node, usual, outflows.get(node.placeId) ?? [], settings))
  const first: LaterOrder = { ...order, arrivesDay: order.orderDay + usual.leadDays }
  leave(outflows, usual, ordersAfter(then, first))
}

function lookNow(network: Network, node: NetworkNode, sketch: Sketch): StockLook {
  const outflows = sketch.outflows.get(node.placeId) ?? []
  return lookAt(nodeToPlan(node, nextLane(node), outflows, network.settings))
}

function optionFacts(network: Network, sketch: Sketch, look: StockLook, node: NetworkNode) {
  const { settings, unitValueMinor } = network
  const spareAt = (placeId: string) => sketch.spare.get(placeId) ?? 0
  return { node, look, settings, unitValueMinor, spareAt }
}

/** What it needs first, and from where: as decided, the usual source, or a cheaper one. */
function askFrom(network: Network, node: NetworkNode, sketch: Sketch): void {
  const look = lookNow(network, node, sketch)
  const { need } = look
  if (need === undefined) return
  const facts = { ...optionFacts(network, sketch, look, node), need }
  const options = optionsOf(node, facts)
  const chosen = cheapest(options.filter(({ mayBeChosen }) => mayBeChosen).map(({ of }) => of))
  if (chosen === undefined) return
  const others = options.map(({ of }) => of).filter((one) => one !== chosen)
  const ask: Ask = { node, facts, chosen, others }
  const { lane } = chosen
  const isShared = lane !== undefined && lane === nextLane(node)
  if (!isShared || !network.byPlace.has(lane.fromPlaceId)) {
    keepLines(network, ask, [orderedBy(ask)], sketch)
    return
  }
  const asks = sketch.asks.get(lane.fromPlaceId) ?? []
  sketch.asks.set(lane.fromPlaceId, [...asks, ask])
}

function take(
  sketch: Sketch,
  lane: InLane,
  order: { readonly orderDay: number; readonly units: number },
): void {
  leave(sketch.outflows, lane, [order])
  const spare = sketch.spare.get(lane.fromPlaceId) ?? 0
  sketch.spare.set(lane.fromPlaceId, Math.max(0, spare - order.units))
}

type Choice = { readonly of: SourceOption; readonly mayBeChosen: boolean }

/**
 * What a person decided; else the usual source, a supplier of the same rank beside a lane, and lanes from where it is
 * really spare may be chosen. The others are shown.
 */
function optionsOf(node: NetworkNode, facts: OptionFacts): readonly Choice[] {
  const next = nextLane(node)
  const isFree = !node.isBuyDecided && decidedLane(node) === undefined
  const moved = [...node.lanes]
    .sort((a, b) => Number(b === next) - Number(a === next))
    .flatMap((lane): Choice[] => {
      const of = moveOption(lane, facts)
      if (of === undefined) return []
      const isSpare = facts.spareAt(lane.fromPlaceId) >= of.proposed.units
      return [{ of, mayBeChosen: lane === next || (isFree && isSpare) }]
    })
  const of = node.buy && buyOption(node.buy, facts)
  if (of === undefined) {
    const plain = next === undefined ? unknownSource(facts) : undefined
    return plain === undefined ? moved : [...moved, { of: plain, mayBeChosen: true }]
  }
  const mayBeChosen = next === undefined || (isFree && (node.buy?.rank ?? 0) <= next.rank)
  return [...moved, { of, mayBeChosen }]
}

/** Nobody is known to sell it: it is proposed all the same, so that somebody sees it. */
function unknownSource(facts: OptionFacts): SourceOption | undefined {
  return buyOption(
    { source: nobody(facts), rank: 1, orderCostMinor: 0, unitCostMinor: () => 0 },
    facts,
  )
}

function nobody({ node }: OptionFacts) {
  const { leadDays } = node.facts
  return {
    leadDays,
    moqUnits: 0,
    multipleUnits: 1,
    layerUnits: null,
    palletUnits: null,
    breaks: [],
  }
}

/** Shares what is here among those that asked; whoever gets less gets the rest later, or buys it. */
function shareAt(network: Network, node: NetworkNode, sketch: Sketch): void {
  const asks = sketch.asks.get(node.placeId) ?? []
  if (asks.length === 0) return
  const place = askedPlace(node, network.settings)
  for (const [at, share] of sharesAsDecided(place, asks).entries()) {
    const ask = asks[at]
    if (ask !== undefined) keepLines(network, ask, linesOfAsk(ask, share), sketch)
  }
}

function keepLines(
  network: Network,
  { node, facts }: Ask,
  lines: readonly NetworkLine[],
  sketch: Sketch,
): void {
  const next = nextLane(node)
  sketch.lines.set(node.placeId, lines)
  for (const { lane, proposed, orderedUnits } of lines) {
    if (lane === undefined) continue
    const order = { orderDay: proposed.orderDay, units: orderedUnits }
    if (lane === next) leave(sketch.outflows, lane, [order])
    else take(sketch, lane, order)
  }
  const units = lines.reduce((sum, { orderedUnits }) => sum + orderedUnits, 0)
  const order = { orderDay: facts.need.orderDay, units }
  leaveLater(network, node, { look: facts.look, order, outflows: sketch.outflows })
}

/** With all that leaves for other places, and what is to come as decided. */
function finished(network: Network, node: NetworkNode, sketch: Sketch): PlannedNode {
  const lines = sketch.lines.get(node.placeId) ?? []
  const look = lookNow(network, node, sketch)
  const planned = planItem(look.item)
  const curve = Float64Array.from(look.curve)
  for (const { proposed, orderedUnits } of lines) {
    for (let day = proposed.arrivesDay; day < curve.length; day += 1) {
      curve[day] = (curve[day] ?? 0) + orderedUnits
    }
  }
  return { node, planned: { ...planned, curve, proposed: lines[0]?.proposed }, lines }
}
