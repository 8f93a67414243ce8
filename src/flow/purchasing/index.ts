/** The door of purchasing: from a need to an order that a supplier has answered. */

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
export type { Lifecycle } from './rules/order-life.ts'
export {
  billableUnits,
  deliveredUnits,
  type LineQuantities,
  openUnits,
  receivedUnits,
} from './rules/order-line.ts'
export { lockHead, lockOrder, lockOrderLines } from './store/lock.ts'
export type {
  LineOfOrder,
  OrderForWork,
  OrderHead,
  OrderId,
  OrderLineForWork,
  OrderLineId,
} from './store/order-for-work.ts'
