/** Why what a person wants of a proposal cannot be, all reasons at once. */
import type { ErrorFact } from '#platform/http/problem'

import { type LaneReason, wishKey } from '../queries/lane-reasons.ts'
import type { LockedProposal } from '../store/lock-proposals.ts'
import type { ProposalWish } from './decide-proposals.ts'

export type WishFacts = {
  readonly today: string
  /** `item supplier place` for each supplier with terms, without a place where they hold everywhere. */
  readonly sold: ReadonlySet<string>
  readonly lanes: ReadonlyMap<string, readonly LaneReason[]>
}

export function wishErrors(
  wish: ProposalWish,
  proposal: LockedProposal,
  facts: WishFacts,
): readonly ErrorFact[] {
  const { pointer, proposalId } = wish
  const no = (code: string, detail: string, at: string): ErrorFact => {
    return { code, detail, proposalId, pointer: `${pointer}/${at}` }
  }
  const { status, kind } = proposal
  const isOrder = kind === 'buy' || kind === 'transfer'
  const errors: ErrorFact[] = []
  if (status !== 'open') {
    const detail = 'Leave it out: it became an order, or is no longer needed.'
    errors.push(no(`proposal_${status}_already`, detail, 'proposalId'))
  }
  errors.push(...(isOrder ? sourceErrors(wish, proposal, facts, no) : messageErrors(wish, no)))
  if (wish.snoozedUntil != null && wish.snoozedUntil <= facts.today) {
    errors.push(no('snooze_in_past', 'Choose a day after today.', 'snoozedUntil'))
  }
  return errors
}

type No = (code: string, detail: string, at: string) => ErrorFact

function messageErrors(
  { quantity, supplierId, laneId }: ProposalWish,
  no: No,
): readonly ErrorFact[] {
  const errors: ErrorFact[] = []
  if (quantity != null) {
    const detail = 'Leave the quantity out: change the order itself.'
    errors.push(no('quantity_of_message', detail, 'quantity'))
  }
  if (supplierId != null) {
    const detail = 'Leave the supplier out: the order has one.'
    errors.push(no('supplier_of_message', detail, 'supplierId'))
  }
  if (laneId != null) {
    const detail = 'Leave the lane out: the order comes from its supplier.'
    errors.push(no('lane_of_message', detail, 'laneId'))
  }
  return errors
}

function sourceErrors(
  wish: ProposalWish,
  proposal: LockedProposal,
  { sold, lanes }: WishFacts,
  no: No,
): readonly ErrorFact[] {
  const { supplierId, laneId } = wish
  const errors: ErrorFact[] = []
  const isSold = ['', proposal.placeId].some((placeId) => {
    return sold.has(`${proposal.itemId} ${supplierId} ${placeId}`)
  })
  if (supplierId != null && !isSold) {
    const detail =
      'Name a supplier with terms for the item at the place today, or enter its terms first.'
    errors.push(no('supplier_without_terms', detail, 'supplierId'))
  }
  if (laneId == null) return errors
  if (supplierId != null) {
    const detail = 'Leave one of the two out: it is bought of a supplier, or moved by a lane.'
    errors.push(no('supplier_and_lane', detail, 'laneId'))
  }
  if (proposal.kind === 'buy' && proposal.suggestedUnits === 0n) {
    const detail = 'Leave the lane out: this line only fills up the order of its supplier.'
    errors.push(no('lane_of_added', detail, 'laneId'))
  }
  const reasons = lanes.get(wishKey({ proposalId: wish.proposalId, laneId })) ?? []
  return [
    ...errors,
    ...reasons.map((reason) => no(`lane_${reason}`, laneDetails[reason], 'laneId')),
  ]
}

const laneDetails: Readonly<Record<LaneReason, string>> = {
  unknown: 'Name a lane that exists.',
  starts_here: 'Choose a lane that leads to the place: this one starts there.',
  leads_elsewhere: 'Choose a lane that leads to the place: this one leads to another.',
  of_other_items: 'Choose a lane for the item: this one is for others.',
  inactive: 'Turn the lane on first, or choose another.',
  overruled: 'Choose the more particular lane from there: it is the one that holds for the item.',
  in_circle: 'Choose another lane: its place is fed from here, and goods would go round.',
  not_spare:
    'Choose a place that has it to spare, or a supplier: the rest of a need takes nothing that others wait for.',
}
