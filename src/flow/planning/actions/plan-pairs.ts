import { type ItemPlace, setExpectations } from '#books/inventory'
import type { SizedTerm } from '#flow/agreements'
import { addDays, daysBetween } from '#kernel/day'
import type { Tx } from '#platform/work'

import type { ChangedPair } from '../queries/changed-pairs.ts'
import { itemsToPlan, type PlanInputs, pairKey, type RuleRow } from '../queries/items-to-plan.ts'
import { type ItemFacts, itemToPlan } from '../rules/item-to-plan.ts'
import { type PlannedItem, planItem } from '../rules/plan-item.ts'
import type { PlanSettings } from '../rules/settings.ts'
import type { Firmness, Supply } from '../rules/stock-curve.ts'
import { lockPositions, type Position, putPositions } from '../store/positions.ts'
import {
  closeProposals,
  lockOpenProposals,
  type OpenProposal,
  type Proposal,
  type ProposalId,
  putProposals,
} from '../store/proposals.ts'
import { choiceFor, type RatesByCurrency, ratesFor } from './term-choice.ts'
import { messageProposals, orderProposal } from './to-proposals.ts'

export type PlanOf = {
  readonly position: Position
  readonly proposals: readonly Proposal[]
}

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
  const { runId, asOf, pairs, settings } = given
  await lockPositions(tx, pairs)
  const inputs = await itemsToPlan(tx, pairs, asOf)
  const rates = await ratesFor(tx, inputs, asOf)
  const fingerprints = new Map(pairs.map((pair) => [pairKey(pair), pair.fingerprint]))
  const plans = inputs.rules.map((rule) => {
    const fingerprint = fingerprints.get(pairKey(rule)) ?? ''
    return planOf({ rule, inputs, rates, asOf, settings, fingerprint })
  })
  await putPositions(
    tx,
    runId,
    plans.map(({ position }) => position),
  )
  const proposals = plans.flatMap((plan) => plan.proposals)
  await keepProposals(tx, runId, pairs, proposals)
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
  const coming = (stock?.coming ?? []).map(
    (one): Supply => ({
      sourceId: one.sourceId,
      documentId: one.documentId,
      day: one.expectedOn === null ? 0 : daysBetween(asOf, one.expectedOn),
      units: Number(one.units),
      firmness: one.firmness as Firmness,
    }),
  )
  const facts = factsOf(rule, Number(stock?.usableUnits ?? 0n), coming)
  const terms = termsAtPlace(inputs.termsByItem.get(rule.itemId) ?? [], rule.placeId)
  const choice = choiceFor(rule, terms, rates)
  const planned = planItem(itemToPlan(facts, choice.source, settings))
  const onHandUnits = (stock?.usableUnits ?? 0n) + (stock?.heldUnits ?? 0n)
  const context = { rule, planned, choice, rates, asOf }
  const order = orderProposal(context)
  return {
    position: {
      itemId: rule.itemId,
      placeId: rule.placeId,
      segment: rule.segment,
      supplierId: choice.supplierId,
      onHandUnits,
      usableUnits: stock?.usableUnits ?? 0n,
      comingUnits: (stock?.coming ?? []).reduce((sum, { units }) => sum + units, 0n),
      committedUnits: BigInt(Math.round(rule.owedUnits)),
      safetyUnits: BigInt(Math.round(rule.safetyUnits)),
      coverDays: planned.coverDays,
      sellsOutOn: planned.sellsOutDay === undefined ? null : addDays(asOf, planned.sellsOutDay),
      orderBy:
        planned.sellsOutDay === undefined
          ? null
          : addDays(asOf, planned.sellsOutDay - choice.source.leadDays),
      urgency: planned.urgency,
      urgencyKind: planned.urgencyKind,
      projectionUnits: weekEnds(asDecided(planned, order)),
      fingerprint,
    },
    proposals: [...(order === undefined ? [] : [order]), ...messageProposals(context)],
  }
}

function factsOf(rule: RuleRow, usableUnits: number, coming: readonly Supply[]): ItemFacts {
  return {
    ...rule,
    usableUnits,
    coming,
    forecast: {
      firstDay: rule.forecastFromDay ?? 0,
      baseline: rule.baselineUnits ?? [],
      uplift: rule.upliftUnits ?? [],
      event: rule.eventUnits ?? [],
      planned: rule.plannedUnits ?? [],
    },
  }
}

/** Terms that name the place stand before those for every place. */
function termsAtPlace(terms: readonly SizedTerm[], placeId: string): readonly SizedTerm[] {
  return terms.filter((term) => term.placeId === null || term.placeId === placeId)
}

/** The curve with what would be ordered, where a person decided on more or less than is suggested. */
function asDecided({ curve, proposed }: PlannedItem, order: Proposal | undefined): Float64Array {
  if (proposed === undefined || order === undefined) return curve
  const more = Number(order.orderedUnits - order.suggestedUnits)
  return more === 0
    ? curve
    : curve.map((units, day) => (day < proposed.arrivesDay ? units : units + more))
}

const weekDays = 7
const weeksShown = 26

function weekEnds(curve: Float64Array): readonly number[] {
  const weeks = Math.min(weeksShown, Math.floor(curve.length / weekDays))
  return Array.from({ length: weeks }, (_, week) => curve[week * weekDays + weekDays - 1] ?? 0)
}

/** One row for each key stays while it is proposed; what changed is told to the inventory book. */
async function keepProposals(
  tx: Tx,
  runId: string,
  pairs: readonly ItemPlace[],
  proposals: readonly Proposal[],
): Promise<void> {
  const open = await lockOpenProposals(tx, pairs)
  const idByKey = new Map(open.map(({ key, id }) => [key, id]))
  const kept = proposals.map((proposal) => {
    return { ...proposal, id: idByKey.get(proposal.key) ?? tx.newId<'Proposal'>() }
  })
  const keys = new Set(proposals.map(({ key }) => key))
  const gone = open.filter(({ key }) => !keys.has(key))
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

async function expectProposed(
  tx: Tx,
  runId: string,
  kept: readonly (Proposal & { readonly id: ProposalId })[],
  gone: readonly OpenProposal[],
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
