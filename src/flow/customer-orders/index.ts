/** The door of customer orders: what customers ordered, and what became of it. */
export { customerOrdersImport } from './import.ts'
export {
  type CustomerOrderNews,
  customerOrderEvents,
  newsOf,
  type OrderedDemand,
} from './news.ts'
export {
  commitmentsByDay,
  type DayCommitment,
  type OpenCommitment,
  openCommitments,
} from './queries/open-commitments.ts'
export { searchCustomerOrders } from './queries/read-order.ts'
