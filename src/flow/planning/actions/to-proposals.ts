/** From what was planned to what is proposed, with what it costs and what else could be done. */
import type { SizedTerm } from '#flow/agreements'
import { addDays } from '#kernel/day'

import type { RuleRow } from '../queries/items-to-plan.ts'
import type { PlannedItem } from '../rules/plan-item.ts'
import type { Message } from '../rules/reschedule.ts'
import { sizeOrder } from '../rules/size-order.ts'
import type { Proposal } from '../store/proposals.ts'
import { costOf, type RatesByCurrency, type SourceChoice, sourceOf } from './term-choice.ts'

type Context = {
  readonly rule: RuleRow
  readonly planned: PlannedItem
  readonly choice: SourceChoice
  readonly rates: RatesByCurrency
  readonly asOf: string
}

/** One key for whatever the item-place is to get, bought or moved. */
export function orderKey({ itemId, placeId }: { itemId: string; placeId: string }): string {
  return `order:${itemId}:${placeId}`
}

export function orderProposal(context: Context): Proposal | undefined {
  const { rule, planned, choice, rates, asOf } = context
  const { proposed } = planned
  if (proposed === undefined) return undefined
  const suggestedUnits = BigInt(proposed.units)
  const orderedUnits = rule.decidedUnits === null ? suggestedUnits : BigInt(rule.decidedUnits)
  return {
    ...commonOf(context),
    key: orderKey(rule),
    kind: choice.kind,
    supplierId: choice.supplierId,
    termId: choice.term?.termId ?? null,
    fromPlaceId: choice.fromPlaceId,
    orderId: null,
    orderLineId: null,
    neededUnits: BigInt(proposed.neededUnits),
    suggestedUnits,
    orderedUnits,
    ...costOf(choice.term, orderedUnits, rule.currency, rates),
    orderBy: addDays(asOf, proposed.orderDay),
    arrivesOn: addDays(asOf, proposed.arrivesDay),
    isExpedited: planned.urgencyKind === 'out_now' || planned.urgencyKind === 'out_before_arrival',
    isSwitched: rule.supplierId !== null && choice.supplierId !== rule.supplierId,
    why: { ...proposed.why, isOverCap: proposed.isOverCap },
    alternatives: choice.others.map((term) => alternativeOf(context, term, proposed.neededUnits)),
  }
}

function alternativeOf({ rule, rates, asOf }: Context, term: SizedTerm, neededUnits: number) {
  const source = sourceOf(term, term.leadTimeDays)
  const sized = sizeOrder(neededUnits, {
    orderUpToUnits: rule.orderUpToUnits,
    moqUnits: source.moqUnits,
    multipleUnits: source.multipleUnits,
    breaks: source.breaks,
    layerUnits: source.layerUnits ?? undefined,
    palletUnits: source.palletUnits ?? undefined,
    snapShare: 0,
    caps: [],
  })
  return {
    supplierId: term.supplierId,
    termId: term.termId,
    units: sized.units,
    leadDays: term.leadTimeDays,
    arrivesOn: addDays(asOf, term.leadTimeDays),
    ...costOf(term, BigInt(sized.units), rule.currency, rates),
  }
}

export function messageProposals(context: Context): readonly Proposal[] {
  return context.planned.messages.map((message) => messageProposal(context, message))
}

function messageProposal(context: Context, message: Message): Proposal {
  const { rule, choice, asOf } = context
  const { supply } = message
  const toDay = 'toDay' in message ? message.toDay : supply.day
  return {
    ...commonOf(context),
    key: `${message.kind}:${supply.sourceId}`,
    kind: message.kind,
    supplierId: choice.supplierId,
    termId: null,
    fromPlaceId: null,
    orderId: supply.documentId,
    orderLineId: supply.sourceId,
    neededUnits: BigInt(message.kind === 'expedite' ? message.shortUnits : 0),
    suggestedUnits: unitsLeft(message),
    orderedUnits: unitsLeft(message),
    // In the group of the supplier's other lines; what it costs is the order's to say.
    ...costOf(undefined, 0n, rule.currency, context.rates),
    currency: choice.term?.currency ?? '',
    orderBy: asOf,
    arrivesOn: addDays(asOf, toDay),
    isExpedited: message.kind === 'expedite',
    isSwitched: false,
    why: { ...message, supply, fromDay: supply.day },
    alternatives: [],
  }
}

/** What the order line is to bring after the message was followed. */
function unitsLeft(message: Message): bigint {
  if (message.kind === 'cancel') return 0n
  const less = message.kind === 'reduce' ? message.byUnits : 0
  return BigInt(message.supply.units - less)
}

/** Whatever is added to reach a supplier's minimum is added later, to the order as a whole. */
export function commonOf({ rule, planned, asOf }: Pick<Context, 'rule' | 'planned' | 'asOf'>) {
  const { sellsOutDay, urgency, urgencyKind } = planned
  return {
    itemId: rule.itemId,
    placeId: rule.placeId,
    toppedUnits: 0n,
    pulledFromOn: null,
    sellsOutOn: sellsOutDay === undefined ? null : addDays(asOf, sellsOutDay),
    urgency,
    urgencyKind,
  }
}
