/** The door of purchasing: from a need to an order that a supplier has answered. */

export { type AnswerOrder, type AnswerOrderOutcome, answerOrder } from './actions/answer-order.ts'
export { type ChangeOrder, type ChangeOrderOutcome, changeOrder } from './actions/change-order.ts'
export { leaveMessage, noteSeen } from './actions/comment-on-order.ts'
export { type CreateOrderOutcome, createOrder } from './actions/create-order.ts'
export {
  type DecideAnswer,
  type DecideAnswerOutcome,
  decideAnswer,
} from './actions/decide-answer.ts'
export { type DecideOrder, type DecideOrderOutcome, decideOrder } from './actions/decide-order.ts'
export {
  cancelOrder,
  closeOrder,
  holdOrder,
  reopenOrder,
  resumeOrder,
} from './actions/hold-order.ts'
export {
  type MadeOrder,
  type MakeOrdersOutcome,
  makeOrders,
} from './actions/make-orders.ts'
export {
  type RecordInspected,
  type RecordInvoiced,
  type RecordReceived,
  type RecordReturned,
  recordInspected,
  recordInvoiced,
  recordReceived,
  recordReturned,
} from './actions/record-quantities.ts'
export { releaseAfterRuns, releaseDue } from './actions/release-due.ts'
export { type ReleaseOrderOutcome, releaseOrder } from './actions/release-order.ts'
export {
  type ShortCloseLines,
  type ShortCloseOutcome,
  shortCloseLines,
} from './actions/short-close-lines.ts'
export { type OrderCommand, type SubmitOrderOutcome, submitOrder } from './actions/submit-order.ts'
export { orderPdf } from './papers/order-pdf.ts'
export { findOrdersByExternalIds } from './queries/find-order.ts'
export { searchOrders } from './queries/list-orders.ts'
export { readOrderLines } from './queries/read-order-lines.ts'
export { readPaper } from './queries/read-paper.ts'
export { type FoundLink, findLink } from './queries/supplier-links.ts'
export { readSupplierPage } from './queries/supplier-page.ts'
export type { Refused as OrderRefused } from './refusal.ts'
export type { Lifecycle } from './rules/order-life.ts'
export {
  billableUnits,
  deliveredUnits,
  type LineQuantities,
  openUnits,
  receivedUnits,
} from './rules/order-line.ts'
export { sendDecision } from './send-decision.ts'
export { sendOrder } from './send-order.ts'
export type { AnswerId } from './store/answers.ts'
export { lockHead, lockOrder, lockOrderLines } from './store/lock.ts'
export type {
  LineOfOrder,
  OrderForWork,
  OrderHead,
  OrderId,
  OrderLineForWork,
  OrderLineId,
} from './store/order-for-work.ts'
export { readToken, secretHash } from './supplier-token.ts'
