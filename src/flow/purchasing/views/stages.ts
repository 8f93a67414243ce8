import { formatDecimal } from '#kernel/decimal'

import type { OrderView } from '../contract-views.ts'
import { type RollUps, unitsE6Decimals } from '../rules/roll-ups.ts'
import type { OrderHead } from '../store/order-for-work.ts'

type Stage = OrderView['stages'][number]

type Stamped = Pick<OrderHead, 'approvedAt' | 'releasedAt' | 'answeredAt'> & {
  readonly createdAt: Date
  readonly closedAt: Date | null
}

/** The steps of an order's way; those that are counted say how far they are. */
export function stagesOf(
  order: Stamped,
  sums: RollUps,
  names: { readonly buyer: string; readonly approver: string | null },
): Stage[] {
  const counted = (doneE6: bigint) => ({
    done: formatDecimal(doneE6, unitsE6Decimals, 0),
    of: formatDecimal(sums.orderedE6, unitsE6Decimals, 0),
    shareBps: shareBps(doneE6, sums.orderedE6),
  })
  const reached = (at: Date | null) => ({
    done: null,
    of: null,
    shareBps: at === null ? 0 : 10_000,
  })
  const isApproved = order.approvedAt ?? order.releasedAt
  return [
    stage('draft', order.createdAt, names.buyer, reached(order.createdAt)),
    stage('approved', isApproved, order.approvedAt && names.approver, reached(isApproved)),
    stage('sent', order.releasedAt, null, reached(order.releasedAt)),
    stage('confirmed', order.answeredAt, null, counted(sums.confirmedE6)),
    stage('shipped', null, null, counted(sums.shippedE6)),
    stage('received', null, null, counted(sums.receivedE6)),
    stage('invoiced', null, null, counted(sums.invoicedE6)),
    stage('closed', order.closedAt, null, reached(order.closedAt)),
  ]
}

function stage(
  name: Stage['stage'],
  at: Date | null,
  byName: string | null,
  progress: Pick<Stage, 'done' | 'of' | 'shareBps'>,
): Stage {
  return { stage: name, at: at?.toISOString() ?? null, byName, ...progress }
}

function shareBps(doneE6: bigint, ofE6: bigint): number {
  if (ofE6 === 0n) return 0
  const bps = (doneE6 * 10_000n) / ofE6
  return bps > 10_000n ? 10_000 : Number(bps)
}
