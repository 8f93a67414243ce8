import { type ItemPlace, setExpectations } from '#books/inventory'
import { orderWeekdaysOf } from '#flow/policies'
import type { Tx } from '#platform/work'

import type { ChangedPair } from '../queries/changed-pairs.ts'
import { itemsToPlan, type PlanInputs, pairKey, type RuleRow } from '../queries/items-to-plan.ts'
import { itemToPlan } from '../rules/item-to-plan.ts'
import { type PlannedItem, planItem } from '../rules/plan-item.ts'
import type { PlanSettings } from '../rules/settings.ts'
import { lockPositions, putPositions } from '../store/positions.ts'
import {
  closeProposals,
  lockOpenProposals,
  type OpenProposal,
  type Proposal,
  type ProposalId,
  putProposals,
} from '../store/proposals.ts'
import { factsAt, type PlanOf, positionOf, termsAtPlace } from './facts-at.ts'
import { networkPlans, readNetworks } from './network-plans.ts'
import { choiceFor, type RatesByCurrency, ratesFor } from './term-choice.ts'
import { messageProposals, orderProposal } from './to-proposals.ts'
import { isOnlyAdded, keepTopUps } from './with-top-up.ts'

export type Planned = { readonly plannedCount: number; readonly proposalCount: number }

/**
 * Plans these item-places anew and keeps what came of it: where each stands, what to order, what to
 * ask of open orders; proposals are expected in the inventory book as `proposed`. What is as it was
 * is left alone.
 */
export async function planPairs(
  tx: Tx,
  given: {
    readonly runId: string
    readonly asOf: string
    readonly pairs: readonly ChangedPair[]
    readonly settings: PlanSettings
  },
): Promise<Planned> {
  const { runId, asOf, settings } = given
  const networks = await readNetworks(tx, asOf, given.pairs)
  const { pairs } = networks
  await lockPositions(tx, pairs)
  const inputs = await itemsToPlan(tx, pairs, asOf)
  const rates = await ratesFor(tx, inputs, asOf)
  const fingerprints = new Map(pairs.map((pair) => [pairKey(pair), pair.fingerprint]))
  const alone = inputs.rules.filter((rule) => !networks.inNetwork.has(pairKey(rule)))
  const plans = alone.map((rule) => {
    const fingerprint = fingerprints.get(pairKey(rule)) ?? ''
    return planOf({ rule, inputs, rates, asOf, settings, fingerprint })
  })
  plans.push(...networkPlans({ networks, inputs, rates, asOf, settings, fingerprints }))
  await putPositions(
    tx,
    runId,
    plans.map(({ position }) => position),
  )
  const proposals = plans.flatMap((plan) => plan.proposals)
  await keepProposals(tx, runId, pairs, { proposals, inputs, rates })
  return { plannedCount: plans.length, proposalCount: proposals.length }
}

type OnePlan = {
  readonly rule: RuleRow
  readonly inputs: PlanInputs
  readonly rates: RatesByCurrency
  readonly asOf: string
  readonly settings: PlanSettings
  readonly fingerprint: string
}

function planOf({ rule, inputs, rates, asOf, settings, fingerprint }: OnePlan): PlanOf {
  const stock = inputs.stockByPair.get(pairKey(rule))
  const facts = factsAt(rule, inputs, asOf)
  const terms = termsAtPlace(inputs.termsByItem.get(rule.itemId) ?? [], rule.placeId)
  const choice = choiceFor(rule, terms, rates)
  const source = {
    ...choice.source,
    orderWeekdays: orderWeekdaysOf(inputs.calendars, rule, choice.supplierId),
  }
  const planned = planItem(itemToPlan(facts, source, settings))
  const context = { rule, planned, choice, rates, asOf }
  const order = orderProposal(context)
  return {
    position: positionOf({
      rule,
      stock,
      planned: { ...planned, curve: asDecided(planned, order) },
      supplierId: choice.supplierId,
      leadDays: choice.source.leadDays,
      asOf,
      fingerprint,
    }),
    proposals: [...(order === undefined ? [] : [order]), ...messageProposals(context)],
  }
}

/** The curve with what would be ordered, where a person decided on more or less than is suggested. */
function asDecided({ curve, proposed }: PlannedItem, order: Proposal | undefined): Float64Array {
  if (proposed === undefined || order === undefined) return curve
  const more = Number(order.orderedUnits - order.suggestedUnits)
  return more === 0
    ? curve
    : curve.map((units, day) => (day < proposed.arrivesDay ? units : units + more))
}

type Kept = {
  readonly proposals: readonly Proposal[]
  readonly inputs: PlanInputs
  readonly rates: RatesByCurrency
}

/** One row for each key stays while it is proposed; what changed is told to the inventory book. */
async function keepProposals(
  tx: Tx,
  runId: string,
  pairs: readonly ItemPlace[],
  { proposals: own, ...given }: Kept,
): Promise<void> {
  const open = await lockOpenProposals(tx, pairs)
  const proposals = keepTopUps(own, open, given)
  const idByKey = new Map(open.map(({ key, id }) => [key, id]))
  const kept = proposals.map((proposal) => {
    return { ...proposal, id: idByKey.get(proposal.key) ?? tx.newId<'Proposal'>() }
  })
  const keys = new Set(proposals.map(({ key }) => key))
  const gone = open.filter((one) => !keys.has(one.key) && !isOnlyAdded(one))
  await putProposals(tx, runId, kept)
  await closeProposals(
    tx,
    gone.map(({ id }) => id),
  )
  await expectProposed(tx, runId, kept, gone)
}

const sourceKind = 'proposal'

const isOrder = ({ kind }: { readonly kind: Proposal['kind'] }): boolean =>
  kind === 'buy' || kind === 'transfer'

export async function expectProposed(
  tx: Tx,
  runId: string,
  kept: readonly (Proposal & { readonly id: ProposalId })[],
  gone: readonly Pick<
    Proposal & OpenProposal,
    'id' | 'kind' | 'itemId' | 'placeId' | 'supplierId' | 'arrivesOn'
  >[],
): Promise<void> {
  const source = (id: ProposalId) => ({ sourceKind, sourceId: id, documentId: id })
  await setExpectations(tx, { kind: 'plan_run', id: runId }, [
    ...kept.filter(isOrder).map((proposal) => ({
      ...source(proposal.id),
      itemId: proposal.itemId,
      placeId: proposal.placeId,
      supplierId: proposal.supplierId,
      units: proposal.orderedUnits,
      firmness: proposal.orderedUnits > 0n ? ('proposed' as const) : ('done' as const),
      expectedOn: proposal.arrivesOn,
      dateSource: 'plan',
    })),
    ...gone.filter(isOrder).map((proposal) => ({
      ...source(proposal.id),
      itemId: proposal.itemId,
      placeId: proposal.placeId,
      supplierId: proposal.supplierId,
      units: 0n,
      firmness: 'done' as const,
      expectedOn: proposal.arrivesOn,
      dateSource: 'plan',
    })),
  ])
}
