import {
  type ProposalId,
  settleTaken,
  type TakenLine,
  type TakenProposal,
  takeProposals,
} from '#flow/planning'
import { dayAt, laterDay } from '#kernel/day'
import { invariant } from '#kernel/invariant'
import type { Refused as PlainlyRefused } from '#platform/change'
import { quantityToWire } from '#platform/wire'
import { requirePermission, type Tx } from '#platform/work'
import { type ItemFacts, type ItemId, readItemFacts } from '#records/items'
import { type PlaceFacts, type PlaceId, readPlaceFacts } from '#records/places'

import { type Reason, type Refused, refused } from '../refusal.ts'
import type { OrderId } from '../store/order-for-work.ts'
import { createOrder } from './create-order.ts'
import { submitOrder } from './submit-order.ts'

export type MadeOrder = {
  readonly orderId: OrderId
  readonly supplierId: string
  readonly placeId: string
  readonly currency: string
  readonly totalMinor: bigint
  readonly proposalIds: readonly ProposalId[]
  /** In the order of the proposals they were made of. */
  readonly lineIds: readonly string[]
  readonly approval: 'not_submitted' | 'not_needed' | 'pending'
}

export type MakeOrdersOutcome =
  | { readonly kind: 'made'; readonly orders: readonly MadeOrder[] }
  | Refused
  /** By planning: each that was taken already, or cannot become an order. */
  | PlainlyRefused

/** Longer lists become more orders, so that each can still be read and answered. */
export const linesPerOrderMax = 300

/**
 * Makes orders of proposals, one for each supplier, place and currency, with what was decided about
 * each. All or none: the caller rolls back after a no.
 *
 * @throws {PermissionError} when the actor may not write orders or plans
 */
export async function makeOrders(
  tx: Tx,
  command: { readonly proposalIds: readonly ProposalId[]; readonly submit?: boolean | undefined },
): Promise<MakeOrdersOutcome> {
  requirePermission(tx, 'orders.write')

  const ids = [...new Set(command.proposalIds)]
  const held = await takeProposals(tx, ids)
  if (held.kind === 'refused') return held
  const items = await readItemFacts(tx, [
    ...new Set(held.proposals.map(({ itemId }) => itemId as ItemId)),
  ])
  const places = await readPlaceFacts(tx, [
    ...new Set(held.proposals.map(({ placeId }) => placeId as PlaceId)),
  ])
  const made: MadeOrder[] = []
  const reasons: Reason[] = []
  for (const group of groupsOf(held.proposals)) {
    const order = await makeOne(tx, group, { items, places })
    if ('reasons' in order) reasons.push(...order.reasons)
    else made.push(order)
  }
  if (reasons.length > 0) return refused('order_invalid', ...reasons)
  await settleTaken(tx, takenBy(made, held.proposals))
  if (command.submit !== true) return { kind: 'made', orders: made }
  const orders: MadeOrder[] = []
  for (const order of made) {
    const outcome = await submitOrder(tx, { orderId: order.orderId })
    invariant(outcome.kind === 'submitted', 'a new draft can be submitted')
    orders.push({ ...order, approval: outcome.approval })
  }
  return { kind: 'made', orders }
}

/** In an order of its own by supplier, place and currency; no group is longer than an order may be. */
function groupsOf(proposals: readonly TakenProposal[]): readonly (readonly TakenProposal[])[] {
  const byOrder = Map.groupBy(proposals, ({ supplierId, placeId, currency }) => {
    return `${supplierId} ${placeId} ${currency}`
  })
  const keys = [...byOrder.keys()].sort()
  return keys.flatMap((key) => {
    const group = byOrder.get(key) ?? []
    return Array.from({ length: Math.ceil(group.length / linesPerOrderMax) }, (_, at) =>
      group.slice(at * linesPerOrderMax, (at + 1) * linesPerOrderMax),
    )
  })
}

type Facts = {
  readonly items: ReadonlyMap<ItemId, ItemFacts>
  readonly places: ReadonlyMap<PlaceId, PlaceFacts>
}

async function makeOne(
  tx: Tx,
  group: readonly TakenProposal[],
  { items, places }: Facts,
): Promise<MadeOrder | { readonly reasons: readonly Reason[] }> {
  const [first] = group
  invariant(first !== undefined, 'a group has a proposal')
  const { supplierId, placeId, currency } = first
  const timeZone = places.get(placeId as PlaceId)?.timeZone ?? 'UTC'
  const today = dayAt(tx.now.getTime(), timeZone)
  const lines = group.map((proposal) => {
    const item = items.get(proposal.itemId as ItemId)
    invariant(item !== undefined, 'what is proposed is an item')
    return {
      itemId: proposal.itemId,
      quantity: quantityToWire(proposal.orderedUnits, item),
      requestedOn: laterDay(proposal.arrivesOn, today),
    }
  })
  const outcome = await createOrder(tx, {
    supplierId,
    placeId,
    currency,
    requestedOn: lines.map((line) => line.requestedOn).toSorted()[0] ?? today,
    lines,
  })
  if (outcome.kind === 'refused') {
    return { reasons: outcome.reasons.map((reason) => reasonOf(reason, group)) }
  }
  invariant(outcome.kind === 'created', 'an order without a business key is new')
  return {
    orderId: outcome.orderId,
    supplierId,
    placeId,
    currency,
    totalMinor: outcome.totalMinor,
    proposalIds: group.map(({ id }) => id),
    lineIds: outcome.lineIds,
    approval: 'not_submitted',
  }
}

/** A reason about a line of an order that is not to be: about its proposal instead. */
function reasonOf(reason: Reason, group: readonly TakenProposal[]): Reason {
  const { pointer, ...rest } = reason
  const lineNo = /^\/lines\/(\d+)/.exec(String(pointer ?? ''))?.[1]
  const proposal = lineNo === undefined ? undefined : group[Number(lineNo)]
  const { supplierId, placeId } = group[0] ?? {}
  return proposal === undefined
    ? { ...rest, supplierId, placeId, pointer: '/proposalIds' }
    : { ...rest, proposalId: proposal.id, pointer: '/proposalIds' }
}

function takenBy(
  orders: readonly MadeOrder[],
  proposals: readonly TakenProposal[],
): readonly TakenLine[] {
  const lineOf = new Map(
    orders.flatMap(({ orderId, proposalIds, lineIds }) =>
      proposalIds.map((id, at) => [id, { orderId, orderLineId: lineIds[at] ?? '' }] as const),
    ),
  )
  return proposals.map((proposal) => {
    const line = lineOf.get(proposal.id)
    invariant(line !== undefined, 'each proposal became a line')
    return { proposal, ...line }
  })
}
