/** Items at places that feed each other: read with their lanes, planned together, and made proposals of. */
import type { ItemPlace } from '#books/inventory'
import { orderCostMinor, orderWeekdaysOf } from '#flow/policies'
import type { Tx } from '#platform/work'

import { type ChangedPair, changedPairs } from '../queries/changed-pairs.ts'
import { type PlanInputs, pairKey, type RuleRow } from '../queries/items-to-plan.ts'
import {
  type DecidedWaveRow,
  decidedWaves,
  type LaneRow,
  lanesInto,
  networkPairs,
} from '../queries/networks.ts'
import type { BuyOffer, DecidedWave, InLane, NetworkNode } from '../rules/network-node.ts'
import { type PlannedNode, planNetwork } from '../rules/plan-network.ts'
import type { PlanSettings } from '../rules/settings.ts'
import { factsAt, type PlanOf, positionOf, termsAtPlace } from './facts-at.ts'
import { networkProposals } from './network-proposals.ts'
import { buyChoice, costOf, type RatesByCurrency, type SourceChoice } from './term-choice.ts'

export type Networks = {
  /** Those that were asked for, with all that feed them or that they feed. */
  readonly pairs: readonly ChangedPair[]
  readonly lanes: ReadonlyMap<string, readonly LaneRow[]>
  readonly inNetwork: ReadonlySet<string>
  /** What people decided about later waves, by item-place. */
  readonly later: ReadonlyMap<string, readonly DecidedWaveRow[]>
  readonly orderCostMinor: number
}

/** Whatever goes into the plan of one goes into those of all it feeds or is fed by. */
export async function readNetworks(
  tx: Tx,
  asOf: string,
  changed: readonly ChangedPair[],
): Promise<Networks> {
  const members = await networkPairs(tx, changed)
  const none = { pairs: changed, lanes: new Map(), later: new Map(), orderCostMinor: 0 }
  if (members.length === 0) return { ...none, inNetwork: new Set() }
  const known = new Set(changed.map(pairKey))
  const others = members.filter((pair) => !known.has(pairKey(pair)))
  return {
    pairs: [...changed, ...(await fingerprinted(tx, asOf, others))].toSorted(byPair),
    lanes: Map.groupBy(await lanesInto(tx, members), pairKey),
    inNetwork: new Set(members.map(pairKey)),
    later: Map.groupBy(await decidedWaves(tx, members), pairKey),
    orderCostMinor: await orderCostMinor(tx),
  }
}

async function fingerprinted(
  tx: Tx,
  asOf: string,
  pairs: readonly ItemPlace[],
): Promise<readonly ChangedPair[]> {
  return pairs.length === 0 ? [] : (await changedPairs(tx, { asOf, pairs })).all
}

function byPair(a: ItemPlace, b: ItemPlace): number {
  return pairKey(a) < pairKey(b) ? -1 : 1
}

type Given = {
  readonly networks: Networks
  readonly inputs: PlanInputs
  readonly rates: RatesByCurrency
  readonly asOf: string
  readonly settings: PlanSettings
  readonly fingerprints: ReadonlyMap<string, string>
}

/** The plans of all item-places that are part of a network. */
export function networkPlans(given: Given): readonly PlanOf[] {
  const { inputs, networks, settings } = given
  const rules = inputs.rules.filter((rule) => networks.inNetwork.has(pairKey(rule)))
  const byItem = Map.groupBy(rules, ({ itemId }) => itemId)
  return [...byItem.values()].flatMap((ofItem) => {
    const members = new Map(ofItem.map((rule) => [rule.placeId, memberOf(rule, given)]))
    const nodes = [...members.values()].map(({ node }) => node)
    return planNetwork(nodes, settings).flatMap((plan) => {
      const member = members.get(plan.node.placeId)
      return member === undefined ? [] : [planOf(member, plan, given)]
    })
  })
}

type Member = {
  readonly rule: RuleRow
  readonly choice: SourceChoice
  /** From whom later waves are bought, where a person chose. */
  readonly laterChoices: ReadonlyMap<number, SourceChoice>
  readonly node: NetworkNode
}

function memberOf(rule: RuleRow, given: Given): Member {
  const { inputs, networks, rates, asOf } = given
  const terms = termsAtPlace(inputs.termsByItem.get(rule.itemId) ?? [], rule.placeId)
  const choice = buyChoice(rule, terms, rates)
  const later = networks.later.get(pairKey(rule)) ?? []
  const laterChoices = new Map(
    later.flatMap(({ wave, supplierId }) => {
      if (supplierId === null) return []
      return [[wave, buyChoice({ ...rule, decidedSupplierId: supplierId }, terms, rates)]]
    }),
  )
  const node: NetworkNode = {
    placeId: rule.placeId,
    facts: factsAt(rule, inputs, asOf),
    deviationUnits: rule.deviationUnits ?? Math.sqrt(protectedUnits(rule)),
    buy: offerOf(rule, choice, given),
    isBuyDecided: rule.decidedSupplierId !== null,
    decidedLaneId: rule.decidedLaneId,
    usualLaneId: rule.laneId,
    lanes: (networks.lanes.get(pairKey(rule)) ?? []).map((lane) => laneOf(lane, rule)),
    decidedUnits: rule.decidedUnits,
    decidedLater: new Map(
      later.map(({ wave, units, laneId }): [number, DecidedWave] => {
        const bought = laterChoices.get(wave)
        return [wave, { units, laneId, buy: bought && offerOf(rule, bought, given) }]
      }),
    ),
  }
  return { rule, choice, laterChoices, node }
}

/** Where nothing is known of its spread, that of rare events. */
function protectedUnits({ meanDayUnits, leadDays, reviewDays }: RuleRow): number {
  return Math.max(0, meanDayUnits * (leadDays + reviewDays))
}

const gramsPerKg = 1_000

function laneOf(lane: LaneRow, { weightGrams, unitDecimals }: RuleRow): InLane {
  const kgPerUnit = Number(weightGrams ?? 0n) / gramsPerKg / 10 ** unitDecimals
  return { ...lane, unitCostMinor: lane.costPerKgMinor * kgPerUnit }
}

function offerOf(
  rule: RuleRow,
  choice: SourceChoice,
  { inputs, networks, rates }: Given,
): BuyOffer | undefined {
  const { term } = choice
  if (term === undefined) return undefined
  const orderWeekdays = orderWeekdaysOf(inputs.calendars, rule, choice.supplierId)
  return {
    source: { ...choice.source, orderWeekdays },
    rank: term.rank,
    orderCostMinor: networks.orderCostMinor,
    unitCostMinor: (units) => {
      const cost = costOf(term, BigInt(units), rule.currency, rates)
      // Without a rate its own currency is as good a measure as any.
      return Number(cost.companyValueMinor || cost.valueMinor) / units
    },
  }
}

function planOf({ rule, choice, laterChoices }: Member, plan: PlannedNode, given: Given): PlanOf {
  const { inputs, asOf, fingerprints, rates } = given
  const proposals = networkProposals({ rule, choice, laterChoices, plan, rates, asOf })
  const [first] = plan.lines
  const leadDays =
    first === undefined ? rule.leadDays : first.proposed.arrivesDay - first.proposed.orderDay
  return {
    position: positionOf({
      rule,
      stock: inputs.stockByPair.get(pairKey(rule)),
      planned: plan.planned,
      supplierId: first?.lane === undefined ? choice.supplierId : null,
      leadDays,
      asOf,
      fingerprint: fingerprints.get(pairKey(rule)) ?? '',
    }),
    proposals,
  }
}
