import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { dayWire, idWire, instantWire, moneyWire } from '#platform/wire'

export const approvalStatusWire = z.enum(['pending', 'approved', 'rejected', 'withdrawn', 'void'])

/** Why an order was made of the buy list. */
export const approvalPlan = z.strictObject({
  proposedLines: z.int(),
  /** From another supplier than planned. */
  switchedLines: z.int(),
  /** Whose stock runs out before the order comes, and the first day of that. */
  expeditedLines: z.int(),
  sellsOutOn: dayWire.nullable(),
})

export const approvalView = z
  .strictObject({
    id: idWire,
    /** The table of what is to be approved, such as `purchase_order`. */
    subjectKind: z.string(),
    subjectId: idWire,
    amount: moneyWire,
    status: approvalStatusWire,
    requestedByName: z.string(),
    requestedAt: instantWire,
    /** Null while it is pending. */
    decidedByName: z.string().nullable(),
    decidedAt: instantWire.nullable(),
    reason: z.string(),
    /** Of an order made from the buy list; null for any other. */
    plan: approvalPlan.nullable(),
    /** False for one's own request: another person must decide it. */
    mayDecide: z.boolean(),
  })
  .meta({ id: 'ApprovalRequest' })

export const approvalPage = page(approvalView)
export const approvalParams = z.strictObject({ approvalRequestId: idWire })

export const listApprovalsQuery = listQuery({
  filters: {
    status: approvalStatusWire.optional(),
    subjectId: idWire.optional(),
  },
  sorts: ['-requestedAt'],
})

export type ApprovalView = z.infer<typeof approvalView>
export type ListApprovalsQuery = z.infer<typeof listApprovalsQuery>
