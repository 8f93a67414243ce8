/** The door of the payments book: what is expected to be paid, to whom and when. */

export { bookChecks } from './book-checks.ts'
export { type ExpectedPayment, setExpectedPayments } from './store.ts'
