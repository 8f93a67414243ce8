/** From lines of a network to proposals: bought or moved, beside what else was weighed. */
import { addDays } from '#kernel/day'

import type { RuleRow } from '../queries/items-to-plan.ts'
import type { NetworkLine } from '../rules/network-lines.ts'
import { type InLane, usualLane } from '../rules/network-node.ts'
import type { PlannedNode } from '../rules/plan-network.ts'
import type { SourceOption } from '../rules/source-options.ts'
import type { Proposal } from '../store/proposals.ts'
import { movedFrom, type RatesByCurrency, type SourceChoice } from './term-choice.ts'
import { messageProposals, orderKey, orderProposal } from './to-proposals.ts'

type Given = {
  readonly rule: RuleRow
  /** How it would be bought. */
  readonly choice: SourceChoice
  /** How the rest of a need would be, by wave, where a person chose the supplier. */
  readonly laterChoices: ReadonlyMap<number, SourceChoice>
  readonly plan: PlannedNode
  readonly rates: RatesByCurrency
  readonly asOf: string
}

export function networkProposals(given: Given): readonly Proposal[] {
  const { rule, choice, plan, rates, asOf } = given
  const messages = messageProposals({ rule, planned: plan.planned, choice, rates, asOf })
  return [...plan.lines.flatMap((line) => lineProposal(given, line) ?? []), ...messages]
}

function lineProposal(given: Given, line: NetworkLine): Proposal | undefined {
  const { plan, rates, asOf } = given
  const { proposed, lane, orderedUnits, option } = line
  const rule = {
    ...given.rule,
    decidedUnits: orderedUnits === proposed.units ? null : orderedUnits,
  }
  const bought = given.laterChoices.get(line.wave) ?? given.choice
  const choice = lane === undefined ? bought : movedFrom(bought, lane.fromPlaceId)
  const planned = { ...plan.planned, proposed }
  const order = orderProposal({ rule, planned, choice, rates, asOf })
  if (order === undefined) return undefined
  const weighed = line.others.length === 0 ? {} : { costMinor: Math.round(option.costMinor) }
  return {
    ...order,
    key: line.wave === 0 ? orderKey(rule) : `rest:${rule.itemId}:${rule.placeId}:${line.wave}`,
    ...(lane === undefined ? {} : wayOf(lane, orderedUnits, rule)),
    isSwitched: isSwitched(line, plan, order),
    why: { ...(order.why as object), ...weighed },
    alternatives: alternativesOf({ ...given, choice: bought }, order, line),
  }
}

/** A person chose another source: another lane, buying instead of moving, or how the rest of a need comes. */
function isSwitched(
  { isDecided, lane, wave }: NetworkLine,
  { node }: PlannedNode,
  order: Proposal,
): boolean {
  const usual = usualLane(node)
  if (lane === undefined && order.isSwitched) return true
  return isDecided && (wave > 0 || lane !== usual)
}

/** What moving it costs; the goods are paid already. */
function wayOf(lane: InLane, units: number, { currency }: RuleRow) {
  const minor = BigInt(Math.round(lane.fixedCostMinor + lane.unitCostMinor * units))
  return { currency, valueMinor: minor, companyValueMinor: minor }
}

function alternativesOf(
  given: Given,
  order: Proposal,
  { others }: NetworkLine,
): readonly unknown[] {
  const { choice, rule, asOf } = given
  const bought = others.find(({ lane }) => lane === undefined)
  const sold = (order.alternatives as readonly { readonly supplierId: string }[]).map((one) => {
    if (bought === undefined || one.supplierId !== choice.supplierId) return one
    return { ...one, ...placedOf(bought, asOf) }
  })
  const moved = others.flatMap((option) => {
    const { lane } = option
    if (lane === undefined) return []
    const way = wayOf(lane, option.proposed.units, rule)
    return [
      {
        supplierId: null,
        laneId: lane.laneId,
        fromPlaceId: lane.fromPlaceId,
        leadDays: lane.leadDays,
        ...placedOf(option, asOf),
        priceE4: 0n,
        pricedUnits: 1n,
        currency: way.currency,
        valueMinor: way.valueMinor,
        companyValueMinor: way.companyValueMinor,
      },
    ]
  })
  return [...sold, ...moved]
}

function placedOf({ proposed, costMinor }: SourceOption, asOf: string) {
  return {
    units: proposed.units,
    arrivesOn: addDays(asOf, proposed.arrivesDay),
    costMinor: Math.round(costMinor),
  }
}
