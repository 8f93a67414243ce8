import { termsAt } from '#flow/agreements'
import type { NotFound, Refused, Stale } from '#platform/change'
import { refused, staleSince } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { type QuantityWire, quantityFromWire } from '#platform/wire'
import { requirePermission, type Tx } from '#platform/work'
import { type ItemFacts, type ItemId, readItemFacts } from '#records/items'

import { laneReasons } from '../queries/lane-reasons.ts'
import { latestRun } from '../queries/latest-run.ts'
import { usualSettings } from '../rules/settings.ts'
import { dropDecisions, putDecisions, settleDecisions, touchProposals } from '../store/decisions.ts'
import { type LockedProposal, lockProposals } from '../store/lock-proposals.ts'
import type { ProposalId } from '../store/proposals.ts'
import { planItems } from './plan-items.ts'
import { topUpOrders } from './top-up-orders.ts'
import { wishErrors } from './wish-errors.ts'

/** What is left out is as suggested; the whole takes the place of what was decided before. */
export type ProposalWish = {
  readonly proposalId: ProposalId
  readonly quantity?: QuantityWire | null | undefined
  /** At most one of the two. */
  readonly supplierId?: string | null | undefined
  readonly laneId?: string | null | undefined
  readonly snoozedUntil?: string | null | undefined
  readonly reason?: string | undefined
  /** The version the caller saw; not checked when absent. */
  readonly seenVersion?: number | undefined
  /** Where it stands in the request, for the reasons; empty for the body itself. */
  readonly pointer: string
}

export type Decided = { readonly kind: 'decided' }

/**
 * Keeps what a person decided about proposals and plans their items anew with it, all or none.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function decideProposals(
  tx: Tx,
  wishes: readonly ProposalWish[],
): Promise<Decided | NotFound | Stale | Refused> {
  requirePermission(tx, 'plans.write')

  const ids = wishes.map(({ proposalId }) => proposalId)
  const locked = new Map((await lockProposals(tx, ids)).map((one) => [one.id, one]))
  const stale = await firstStale(tx, wishes, locked)
  if (stale !== undefined) return stale
  const read = await readWishes(tx, wishes, locked)
  if (read.errors.length > 0) return refused(...read.errors)
  await putDecisions(tx, read.decisions)
  await renew(tx, [...locked.values()])
  return { kind: 'decided' }
}

/**
 * Takes back what was decided about a proposal: it is as suggested again.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function withdrawDecision(
  tx: Tx,
  wish: Pick<ProposalWish, 'proposalId' | 'seenVersion'>,
): Promise<Decided | NotFound | Stale> {
  requirePermission(tx, 'plans.write')

  const proposals = await lockProposals(tx, [wish.proposalId])
  const [proposal] = proposals
  if (proposal === undefined) return { kind: 'not_found' }
  const stale = await staleOf(tx, proposal, wish.seenVersion)
  if (stale !== undefined) return stale
  if ((await dropDecisions(tx, [proposal.key])) > 0) await renew(tx, proposals)
  return { kind: 'decided' }
}

async function renew(tx: Tx, proposals: readonly LockedProposal[]): Promise<void> {
  await planItems(tx, distinctPairs(proposals))
  await topUpAgain(tx, proposals)
  await settleDecisions(
    tx,
    proposals.map(({ key }) => key),
  )
  await touchProposals(
    tx,
    proposals.map(({ id }) => id),
  )
  for (const { id, key } of proposals) {
    announce(tx, 'proposal.decided', { kind: 'proposal', id }, { key })
  }
}

/** Lines that only fill up an order are not planned by themselves. */
async function topUpAgain(tx: Tx, proposals: readonly LockedProposal[]): Promise<void> {
  const groups = proposals.flatMap(({ kind, supplierId, placeId, suggestedUnits }) => {
    const isOnlyAdded = kind === 'buy' && suggestedUnits === 0n
    return isOnlyAdded && supplierId !== null ? [{ supplierId, placeId }] : []
  })
  const run = groups.length === 0 ? undefined : await latestRun(tx)
  if (run === undefined) return
  const distinct = new Map(groups.map((one) => [`${one.supplierId} ${one.placeId}`, one]))
  await topUpOrders(tx, { ...run, groups: [...distinct.values()], settings: usualSettings })
}

function distinctPairs(proposals: readonly LockedProposal[]) {
  const byPair = new Map(proposals.map((one) => [`${one.itemId} ${one.placeId}`, one]))
  return [...byPair.values()].map(({ itemId, placeId }) => ({ itemId, placeId }))
}

async function firstStale(
  tx: Tx,
  wishes: readonly ProposalWish[],
  locked: ReadonlyMap<ProposalId, LockedProposal>,
): Promise<NotFound | Stale | undefined> {
  for (const { proposalId, seenVersion, pointer } of wishes) {
    const proposal = locked.get(proposalId)
    if (proposal === undefined && pointer === '') return { kind: 'not_found' }
    const stale = proposal && (await staleOf(tx, proposal, seenVersion))
    if (stale !== undefined) return stale
  }
  return undefined
}

function staleOf(
  tx: Tx,
  { id, version }: LockedProposal,
  seen: number | undefined,
): Promise<Stale | undefined> {
  return staleSince(tx, { table: 'proposal', id, seen, version })
}

async function readWishes(
  tx: Tx,
  wishes: readonly ProposalWish[],
  locked: ReadonlyMap<ProposalId, LockedProposal>,
) {
  const itemIds = [...new Set([...locked.values()].map(({ itemId }) => itemId as ItemId))]
  const today = tx.now.toISOString().slice(0, 10)
  const items = await readItemFacts(tx, itemIds)
  const sold = await sellersOf(tx, itemIds, wishes, today)
  const lanes = await laneReasons(tx, wishes.flatMap(laneWish))
  const errors: ErrorFact[] = []
  const decisions = wishes.flatMap((wish) => {
    const proposal = locked.get(wish.proposalId)
    if (proposal === undefined) {
      errors.push(unknownProposal(wish.pointer))
      return []
    }
    const units = unitsOf(wish, items.get(proposal.itemId as ItemId), errors)
    errors.push(...wishErrors(wish, proposal, { today, sold, lanes }))
    return [
      {
        ...proposal,
        units,
        supplierId: wish.supplierId ?? null,
        laneId: wish.laneId ?? null,
        snoozedUntil: wish.snoozedUntil ?? null,
        reason: wish.reason ?? '',
      },
    ]
  })
  return { decisions, errors }
}

function laneWish({ proposalId, laneId }: ProposalWish) {
  return laneId == null ? [] : [{ proposalId, laneId }]
}

/** `item supplier place` for each supplier with terms, without a place where they hold everywhere; nothing is read where no supplier is named. */
async function sellersOf(
  tx: Tx,
  itemIds: readonly string[],
  wishes: readonly ProposalWish[],
  day: string,
): Promise<ReadonlySet<string>> {
  const isAsked = wishes.some(({ supplierId }) => typeof supplierId === 'string')
  const terms = isAsked ? await termsAt(tx, { itemIds, day }) : []
  return new Set(
    terms.map(({ itemId, supplierId, placeId }) => `${itemId} ${supplierId} ${placeId ?? ''}`),
  )
}

function unitsOf(
  { quantity, pointer }: ProposalWish,
  item: ItemFacts | undefined,
  errors: ErrorFact[],
): bigint | null {
  if (quantity === null || quantity === undefined || item === undefined) return null
  const read = quantityFromWire(quantity, item, `${pointer}/quantity`)
  if (read.kind === 'read') return read.value
  errors.push(...read.errors)
  return null
}

function unknownProposal(pointer: string): ErrorFact {
  const detail = 'Leave it out: there is no such line.'
  return { code: 'proposal_unknown', detail, pointer: `${pointer}/proposalId` }
}
