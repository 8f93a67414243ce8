/** What is added to a proposal lies over it, and is taken off it again, without a trace. */
import type { SizedTerm } from '#flow/agreements'
import { addDays, daysBetween } from '#kernel/day'

import type { PlanInputs, RuleRow } from '../queries/items-to-plan.ts'
import { pairKey } from '../queries/items-to-plan.ts'
import { sumOfTerms, type Term, type TopCode } from '../rules/why.ts'
import type { OpenProposal, Proposal } from '../store/proposals.ts'
import { costOf, type RatesByCurrency } from './term-choice.ts'

export type Added = {
  readonly terms: readonly Term<TopCode>[]
  /** It is ordered on this day, before its own; undefined: on its own. */
  readonly orderOn: string | undefined
}

type Priced = { readonly inputs: PlanInputs; readonly rates: RatesByCurrency }

/** @param own as planned by itself */
export function withTopUp<One extends Proposal>(
  own: One,
  added: Added,
  rule: RuleRow,
  { inputs, rates }: Priced,
): One {
  const toppedUnits = BigInt(sumOfTerms(added.terms))
  const orderedUnits = rule.decidedUnits === null ? own.suggestedUnits + toppedUnits : undefined
  const isSooner = added.orderOn !== undefined && added.orderOn < own.orderBy
  const term = termOf(inputs, own)
  return {
    ...own,
    toppedUnits,
    ...(orderedUnits === undefined
      ? {}
      : { orderedUnits, ...costOf(term, orderedUnits, rule.currency, rates) }),
    ...(isSooner ? pulledTo(added.orderOn, own) : {}),
    why: added.terms.length === 0 ? own.why : { ...(own.why as object), top: added.terms },
  }
}

function pulledTo(orderBy: string, { orderBy: pulledFromOn, arrivesOn }: Proposal) {
  const days = daysBetween(orderBy, pulledFromOn)
  return { orderBy, pulledFromOn, arrivesOn: addDays(arrivesOn, -days) }
}

/** As it was planned by itself. */
export function withoutTopUp<One extends Proposal>(shown: One, rule: RuleRow, given: Priced): One {
  const { top: _, ...why } = shown.why as { readonly top?: unknown }
  const orderBy = shown.pulledFromOn ?? shown.orderBy
  const orderedUnits = rule.decidedUnits === null ? shown.suggestedUnits : BigInt(rule.decidedUnits)
  return {
    ...shown,
    toppedUnits: 0n,
    pulledFromOn: null,
    orderBy,
    arrivesOn: addDays(shown.arrivesOn, daysBetween(shown.orderBy, orderBy)),
    orderedUnits,
    ...costOf(termOf(given.inputs, shown), orderedUnits, rule.currency, given.rates),
    why,
  }
}

/** What was added, and what comes of it, is the same; the rest of a proposal is not of top-ups. */
export function isToppedAlike(one: Proposal, other: Proposal): boolean {
  return (
    one.toppedUnits === other.toppedUnits &&
    one.orderedUnits === other.orderedUnits &&
    one.companyValueMinor === other.companyValueMinor &&
    one.valueMinor === other.valueMinor &&
    one.orderBy === other.orderBy &&
    one.pulledFromOn === other.pulledFromOn &&
    topText(one) === topText(other)
  )
}

/** Whatever order the database keeps names in. */
function topText({ why }: Proposal): string {
  const { top = [] } = why as { readonly top?: readonly Term<TopCode>[] }
  return top
    .map(({ code, units, facts }) => [code, units, ...Object.entries(facts).flat().sort()].join())
    .join(';')
}

function termOf(inputs: PlanInputs, { itemId, termId }: Proposal): SizedTerm | undefined {
  return inputs.termsByItem.get(itemId)?.find((term) => term.termId === termId)
}

/** What was added stays while an item is planned anew, until its order is looked at as a whole. */
export function keepTopUps(
  proposals: readonly Proposal[],
  open: readonly OpenProposal[],
  given: Priced,
): readonly Proposal[] {
  const shown = new Map(
    open
      .filter((one) => one.toppedUnits > 0n || one.pulledFromOn !== null)
      .map((one) => [one.key, one]),
  )
  if (shown.size === 0) return proposals
  const rules = new Map(given.inputs.rules.map((rule) => [pairKey(rule), rule]))
  return proposals.map((own) => {
    const before = shown.get(own.key)
    const rule = rules.get(pairKey(own))
    const isSame = own.kind === 'buy' && before?.supplierId === own.supplierId
    if (before === undefined || rule === undefined || !isSame) return own
    const terms = rule.decidedUnits === null ? (before.top ?? []) : []
    const orderOn = before.pulledFromOn === null ? undefined : before.orderBy
    return withTopUp(own, { terms, orderOn }, rule, given)
  })
}

/** Only there to fill up an order: what makes it is not its own plan. */
export function isOnlyAdded({ kind, suggestedUnits }: OpenProposal): boolean {
  return kind === 'buy' && suggestedUnits === 0n
}
