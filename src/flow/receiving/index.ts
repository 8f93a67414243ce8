/** The door of receiving: from goods at the gate to stock with its cost, and what is owed for them. */

export { type Inspect, type InspectOutcome, inspect } from './actions/inspect.ts'
export { type PostReceipt, type PostReceiptOutcome, postReceipt } from './actions/post-receipt.ts'
export type { ReceivedLine } from './actions/read-delivery.ts'
export type { RemarkView } from './actions/remark-delivery.ts'
export {
  type ReverseReceipt,
  type ReverseReceiptOutcome,
  reverseReceipt,
} from './actions/reverse-receipt.ts'
export { receivingChecks } from './book-checks.ts'
export { type RejectWorth, readRejectWorth } from './queries/reject-worth.ts'
export type { ReceiptId, ReceiptLineId, ReceiptView } from './receipt.ts'
export { ceilingUnits } from './rules/tolerance.ts'
