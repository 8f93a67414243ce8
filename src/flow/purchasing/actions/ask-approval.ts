import type { PlanFacts } from '#flow/planning'
import { minorDigits } from '#kernel/currency'
import { convertMinor } from '#kernel/fx'
import type { Tx } from '#platform/work'
import { approvedAmountMinor, carryApproval, requestApproval } from '#records/approvals'

import type { OrderFacts } from '../queries/order-facts.ts'
import { isRaiseBeyond, needsApproval } from '../rules/approval-need.ts'
import type { OrderHead } from '../store/order-for-work.ts'

type Valued = Pick<OrderHead, 'totalMinor' | 'currency' | 'rateE10'>

/**
 * Asks for an approval where the company's threshold wants one.
 *
 * @param plan why the order was made, where it was made of proposals
 */
export async function askIfNeeded(
  tx: Tx,
  order: Valued & Pick<OrderHead, 'id' | 'contentHash'>,
  company: OrderFacts['company'],
  plan?: PlanFacts,
): Promise<'not_needed' | 'pending'> {
  if (!isApprovalNeeded(order, company)) return 'not_needed'
  await requestApproval(tx, {
    subjectKind: 'purchase_order',
    subjectId: order.id,
    contentHash: order.contentHash,
    amountMinor: order.totalMinor,
    currency: order.currency,
    facts: { plan },
  })
  return 'pending'
}

/** The order's total, at the rate of its day, beside the company's threshold. */
export function isApprovalNeeded(order: Valued, company: OrderFacts['company']): boolean {
  const amountMinor = convertMinor(order.totalMinor, {
    rateE10: order.rateE10,
    fromDigits: minorDigits(order.currency) ?? 2,
    toDigits: minorDigits(company.currency) ?? 2,
  })
  return needsApproval(amountMinor, company.approvalOverMinor)
}

/**
 * Whether what a supplier said makes a released order dearer than anybody agreed to.
 *
 * @param overBpsMax how far above what was approved is let through
 */
export async function isBeyondApproved(
  tx: Tx,
  { order, after }: { readonly order: OrderHead; readonly after: OrderHead },
  given: { readonly company: OrderFacts['company']; readonly overBpsMax: number },
): Promise<boolean> {
  const isDearer = after.totalMinor > order.totalMinor
  if (!isDearer || !isApprovalNeeded(after, given.company)) return false
  const subject = { subjectKind: 'purchase_order', subjectId: order.id }
  return isRaiseBeyond({
    beforeMinor: order.totalMinor,
    afterMinor: after.totalMinor,
    approvedMinor: await approvedAmountMinor(tx, subject),
    overBpsMax: given.overBpsMax,
  })
}

/** Terms that a supplier's answer changed within what was agreed stay approved. */
export async function keepApproved(tx: Tx, order: OrderHead, after: OrderHead): Promise<void> {
  if (after.contentHash === order.contentHash || after.contentHash !== after.releasedHash) return
  await carryApproval(tx, {
    subjectKind: 'purchase_order',
    subjectId: order.id,
    contentHash: after.contentHash,
    reason: 'Kept: what the supplier answered stays within what was approved.',
  })
}
