import { setExpectations } from '#books/inventory'
import type { Refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import { takenDecisions } from '../queries/taken-decisions.ts'
import { dropDecisions } from '../store/decisions.ts'
import { type LockedProposal, lockProposals } from '../store/lock-proposals.ts'
import { markTaken, type ProposalId } from '../store/proposals.ts'
import { keepTakenDecisions } from '../store/taken-decisions.ts'

export type TakenProposal = LockedProposal & { readonly supplierId: string }

/**
 * Locks proposals to buy in order of id, so that of two people one goes first and the other is told.
 * The caller makes orders of them and says so with `settleTaken`, in the same transaction.
 *
 * @returns in order of id, or a no with a reason for each that cannot be taken
 * @throws {PermissionError} when the actor may not write plans
 */
export async function takeProposals(
  tx: Tx,
  ids: readonly ProposalId[],
): Promise<{ readonly kind: 'held'; readonly proposals: readonly TakenProposal[] } | Refused> {
  requirePermission(tx, 'plans.write')

  const locked = await lockProposals(tx, ids)
  const byId = new Map(locked.map((proposal) => [proposal.id, proposal]))
  const errors = ids.flatMap((id, at) => errorsOf(byId.get(id), id, `/proposalIds/${at}`))
  const proposals = locked.flatMap((one) =>
    one.supplierId === null ? [] : [{ ...one, supplierId: one.supplierId }],
  )
  return errors.length > 0 ? { kind: 'refused', errors } : { kind: 'held', proposals }
}

function errorsOf(
  proposal: LockedProposal | undefined,
  proposalId: ProposalId,
  pointer: string,
): readonly ErrorFact[] {
  const no = (code: string, detail: string, facts: Readonly<Record<string, unknown>> = {}) => [
    { code, detail, proposalId, pointer, ...facts },
  ]
  if (proposal === undefined) return no('proposal_unknown', 'Leave it out: there is no such line.')
  if (proposal.status === 'taken') {
    const orderId = proposal.takenOrderId
    return no('proposal_taken_already', 'Leave it out: it became an order already.', { orderId })
  }
  if (proposal.status === 'gone') {
    return no('proposal_gone_already', 'Leave it out: it is no longer needed.')
  }
  if (proposal.kind === 'transfer') {
    const detail =
      'Leave it out: it is moved, not bought. Export it, or choose a supplier to buy it from.'
    return no('proposal_to_move', detail)
  }
  if (proposal.kind !== 'buy') {
    return no('proposal_not_to_buy', 'Leave it out: only what is bought becomes an order.')
  }
  if (proposal.supplierId === null) {
    const detail = 'Enter terms of a supplier for it, or leave it out: nobody is known to sell it.'
    return no('proposal_without_supplier', detail)
  }
  if (proposal.orderedUnits <= 0n) {
    return no('proposal_of_nothing', 'Leave it out: it was decided to order none of it.')
  }
  return []
}

export type TakenLine = {
  readonly proposal: TakenProposal
  readonly orderId: string
  readonly orderLineId: string
}

/**
 * Each became a line of an order: it is expected by that order now, and no longer proposed. What was decided about
 * it stays with the line.
 */
export async function settleTaken(tx: Tx, taken: readonly TakenLine[]): Promise<void> {
  await markTaken(
    tx,
    taken.map(({ proposal }) => proposal.id),
    taken.map(({ orderId }) => orderId),
  )
  await keepTakenDecisions(
    tx,
    taken.map((one) => ({ ...one, proposalId: one.proposal.id })),
  )
  await dropDecisions(
    tx,
    taken.map(({ proposal }) => proposal.key),
  )
  await setExpectations(
    tx,
    { kind: 'proposal', id: taken[0]?.proposal.id ?? '' },
    taken.map(({ proposal }) => ({
      sourceKind: 'proposal',
      sourceId: proposal.id,
      documentId: proposal.id,
      itemId: proposal.itemId,
      placeId: proposal.placeId,
      supplierId: proposal.supplierId,
      units: 0n,
      firmness: 'done' as const,
      expectedOn: proposal.arrivesOn,
      dateSource: 'plan',
    })),
  )
  await tellTaken(tx, taken)
}

async function tellTaken(tx: Tx, taken: readonly TakenLine[]): Promise<void> {
  const byOrder = Map.groupBy(taken, ({ orderId }) => orderId)
  const decided = Map.groupBy(
    await takenDecisions(tx, [...byOrder.keys()]),
    ({ orderId }) => orderId,
  )
  for (const [orderId, lines] of byOrder) {
    const proposalIds = lines.map(({ proposal }) => proposal.id)
    const decisions = (decided.get(orderId) ?? []).map(({ decision }) => decision)
    const subject = { kind: 'purchase_order', id: orderId }
    announce(tx, 'proposal.taken', subject, { proposalIds, decisions })
  }
}
