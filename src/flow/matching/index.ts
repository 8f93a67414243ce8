/** The door of matching: from a supplier's invoice to a debt we agree to pay. */

export { type CaptureOutcome, captureInvoice } from './actions/capture-invoice.ts'
export {
  type HeldInvoice,
  type MatchInvoice,
  type MatchOutcome,
  matchInvoice,
} from './actions/match-invoice.ts'
export { type RejectOutcome, rejectInvoice } from './actions/reject-invoice.ts'
export { type ReleaseOutcome, releaseInvoice } from './actions/release-invoice.ts'
export { rematchOnReceipt } from './actions/rematch.ts'
export { type ReverseOutcome, reverseInvoice } from './actions/reverse-invoice.ts'
export { matchingChecks } from './book-checks.ts'
export type { CaptureInvoiceInput } from './contract.ts'
export { supplierInvoicesImport } from './import.ts'
export type { InvoiceId, InvoiceLineId } from './invoice.ts'
export { searchInvoices } from './queries/list-invoices.ts'
export type { Check } from './rules/check.ts'
export type { InvoiceStatus } from './rules/invoice-life.ts'
