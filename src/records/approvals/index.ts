/** The door of approvals: who else must agree, and whether they did. */
export { carryApproval } from './actions/carry-approval.ts'
export {
  type DecideApproval,
  type DecideApprovalOutcome,
  decideApproval,
} from './actions/decide-approval.ts'
export { requestApproval } from './actions/request-approval.ts'
export { voidApprovals } from './actions/void-approvals.ts'
export { approvedAmountMinor } from './queries/approved-amount.ts'
export { type Verdict, verdict } from './queries/verdict.ts'
export type { DecisionRefusal } from './rules/decision.ts'
export type { ApprovalRequestId, ApprovalSubject, NewRequest } from './store.ts'
