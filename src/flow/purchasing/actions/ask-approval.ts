import { minorDigits } from '#kernel/currency'
import { convertMinor } from '#kernel/fx'
import type { Tx } from '#platform/work'
import { requestApproval } from '#records/approvals'

import type { OrderFacts } from '../queries/order-facts.ts'
import { needsApproval } from '../rules/approval-need.ts'
import type { OrderHead } from '../store/order-for-work.ts'

type Valued = Pick<OrderHead, 'totalMinor' | 'currency' | 'rateE10'>

/** Asks for an approval where the company's threshold wants one. */
export async function askIfNeeded(
  tx: Tx,
  order: Valued & Pick<OrderHead, 'id' | 'contentHash'>,
  company: OrderFacts['company'],
): Promise<'not_needed' | 'pending'> {
  if (!isApprovalNeeded(order, company)) return 'not_needed'
  await requestApproval(tx, {
    subjectKind: 'purchase_order',
    subjectId: order.id,
    contentHash: order.contentHash,
    amountMinor: order.totalMinor,
    currency: order.currency,
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
