import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { dayWire, idWire, instantWire, moneyWire, quantityWire } from '#platform/wire'

export const approvalStatusWire = z.enum(['pending', 'approved', 'rejected', 'withdrawn', 'void'])

/** What was suggested for a line, and what a planner made of it. */
const planDecision = z.strictObject({
  sku: z.string(),
  itemName: z.string(),
  suggested: quantityWire,
  ordered: quantityWire,
  supplierName: z.string(),
  /** The supplier that was suggested, or the place to move it from, where another was chosen. */
  insteadOf: z.string().nullable(),
  reason: z.string(),
  byName: z.string(),
  at: instantWire,
})

/** Why an order was made of the buy list. */
export const approvalPlan = z.strictObject({
  proposedLines: z.int(),
  /** From another supplier than planned. */
  switchedLines: z.int(),
  /** Whose stock runs out before the order comes, and the first day of that. */
  expeditedLines: z.int(),
  sellsOutOn: dayWire.nullable(),
  /** Whose quantity or supplier a planner decided; the first ten of them. */
  decidedLines: z.int(),
  decisions: z.array(planDecision),
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
