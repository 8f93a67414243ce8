/** Stores and a hub to plan together, each with a plain demand. */
import type { ItemFacts } from '../../src/flow/planning/rules/item-to-plan.ts'
import type { BuyOffer, InLane, NetworkNode } from '../../src/flow/planning/rules/network-node.ts'
import { planNetwork } from '../../src/flow/planning/rules/plan-network.ts'
import { usualSettings } from '../../src/flow/planning/rules/settings.ts'

const weeks = 26

export function factsOf(given: Partial<ItemFacts> & { readonly dayUnits: number }): ItemFacts {
  const { dayUnits, ...more } = given
  const planned = Array.from({ length: weeks }, () => dayUnits * 7)
  return {
    segment: 'AX',
    method: 's_S',
    day0: 0,
    ruledFacts: null,
    targetKind: 'cycle_service',
    targetBps: 9_500,
    level: 1.64,
    leadDays: 3,
    leadDeviationDays: 0,
    reviewDays: 7,
    meanDayUnits: dayUnits,
    quantileUnits: 0,
    safetyUnits: 20,
    orderUpToUnits: 0,
    coverDaysMax: null,
    shelfLifeDays: null,
    maxUnits: null,
    cashMaxMinor: null,
    usableUnits: 0,
    owedUnits: 0,
    coming: [],
    forecast: {
      ...{ firstDay: 0, baseline: planned, uplift: [], event: [], planned, dayShares: [] },
      ...{ launchDay: undefined, endDay: undefined },
    },
    ...more,
  }
}

export const laneFrom = (fromPlaceId: string, more: Partial<InLane> = {}): InLane => ({
  laneId: `from ${fromPlaceId}`,
  fromPlaceId,
  rank: 1,
  leadDays: 3,
  multipleUnits: 1,
  fixedCostMinor: 0,
  unitCostMinor: 0,
  ...more,
})

export const offer = (more: Partial<BuyOffer> = {}, leadDays = 30): BuyOffer => ({
  source: {
    leadDays,
    moqUnits: 0,
    multipleUnits: 1,
    layerUnits: null,
    palletUnits: null,
    breaks: [],
  },
  rank: 2,
  orderCostMinor: 2_000,
  unitCostMinor: () => 100,
  ...more,
})

export function nodeOf(
  placeId: string,
  facts: ItemFacts,
  more: Partial<NetworkNode> = {},
): NetworkNode {
  return {
    placeId,
    facts,
    deviationUnits: 15,
    buy: undefined,
    isBuyDecided: false,
    decidedLaneId: null,
    usualLaneId: more.lanes?.[0]?.laneId ?? null,
    lanes: [],
    decidedUnits: null,
    decidedLater: new Map(),
    ...more,
  }
}

export const store = (placeId: string, usableUnits: number, more: Partial<NetworkNode> = {}) =>
  nodeOf(placeId, factsOf({ dayUnits: 10, usableUnits }), { lanes: [laneFrom('hub')], ...more })

export const hub = (usableUnits: number, more: Partial<ItemFacts> = {}) =>
  nodeOf('hub', factsOf({ dayUnits: 0, usableUnits, leadDays: 30, meanDayUnits: 20, ...more }), {
    buy: offer(),
  })

export const planned = (nodes: readonly NetworkNode[]) =>
  new Map(planNetwork(nodes, usualSettings).map((one) => [one.node.placeId, one]))

export const linesAt = (nodes: readonly NetworkNode[], placeId: string) =>
  planned(nodes)
    .get(placeId)
    ?.lines.map(({ wave, lane, proposed }) => {
      return [wave, lane === undefined ? 'buy' : 'move', proposed.orderDay, proposed.units]
    })
