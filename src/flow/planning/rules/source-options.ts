/**
 * Move or buy: what each way of getting a need costs. Goods that are really spare elsewhere cost nothing but
 * their way; others what they would be bought for again. Units that come too late cost what they are worth.
 */

import type { Need } from './net-need.ts'
import { type BuyOffer, type InLane, type NetworkNode, nodeToPlan } from './network-node.ts'
import { type ItemToPlan, type Proposed, propose } from './plan-item.ts'
import type { PlanSettings } from './settings.ts'
import { lateUnits, type StockLook } from './stock-look.ts'

export type SourceOption = {
  /** Absent: bought. */
  readonly lane: InLane | undefined
  readonly proposed: Proposed
  /** All of it, in minor units of the company. */
  readonly costMinor: number
  /** Of which moving or ordering it, and being late. */
  readonly wayMinor: number
  readonly lateMinor: number
}

export type OptionFacts = {
  readonly node: NetworkNode
  readonly look: StockLook
  readonly need: Need
  readonly settings: PlanSettings
  /** What a base unit is worth. */
  readonly unitValueMinor: number
  readonly spareAt: (placeId: string) => number
}

/** By this lane; undefined where caps leave nothing. */
export function moveOption(
  lane: InLane,
  facts: OptionFacts,
  leavesDay: number = facts.need.orderDay,
): SourceOption | undefined {
  const proposed = proposedBy(lane, facts, leavesDay)
  if (proposed === undefined) return undefined
  const isSpare = facts.spareAt(lane.fromPlaceId) >= proposed.units
  const goodsMinor = isSpare ? 0 : facts.unitValueMinor * facts.need.missingUnits
  return costed(lane, proposed, facts, { goodsMinor, wayMinor: moveCost(lane, proposed.units) })
}

export function buyOption(offer: BuyOffer, facts: OptionFacts): SourceOption | undefined {
  const proposed = proposedBy(undefined, facts, facts.need.orderDay)
  if (proposed === undefined) return undefined
  const goodsMinor = offer.unitCostMinor(proposed.units) * facts.need.missingUnits
  return costed(undefined, proposed, facts, { goodsMinor, wayMinor: offer.orderCostMinor })
}

export function moveCost(lane: InLane, units: number): number {
  return lane.fixedCostMinor + lane.unitCostMinor * units
}

/** The first of the cheapest. */
export function cheapest(options: readonly SourceOption[]): SourceOption | undefined {
  return options.reduce<SourceOption | undefined>((best, option) => {
    return best === undefined || option.costMinor < best.costMinor ? option : best
  }, undefined)
}

function proposedBy(
  lane: InLane | undefined,
  { node, look, need, settings }: OptionFacts,
  leavesDay: number,
): Proposed | undefined {
  const item: ItemToPlan = { ...nodeToPlan(node, lane, [], settings), facts: look.item.facts }
  return propose(item, { ...need, orderDay: leavesDay }, look.demand, look.curve)
}

function costed(
  lane: InLane | undefined,
  proposed: Proposed,
  { look, unitValueMinor }: OptionFacts,
  { goodsMinor, wayMinor }: { readonly goodsMinor: number; readonly wayMinor: number },
): SourceOption {
  const lateMinor = lateUnits(look, proposed.arrivesDay) * unitValueMinor
  return { lane, proposed, wayMinor, lateMinor, costMinor: goodsMinor + wayMinor + lateMinor }
}
