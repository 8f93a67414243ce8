/** What a check of the match says: its outcome, and the very terms that made it. */
import type { Outcome } from './tolerance.ts'

export type Owner = 'buyer' | 'receiver' | 'ap_clerk'

/** Why an invoice is held; stable codes. */
export type ReasonCode =
  | 'price_above_order'
  | 'awaiting_receipt'
  | 'billed_beyond_receipt'
  | 'billed_beyond_order'
  | 'line_total_above_order'
  | 'order_not_open'
  | 'charge_not_expected'
  | 'tax_differs'
  | 'total_differs'
  | 'duplicate_number'

/** Amounts end in `Minor` (document) or `CompanyMinor`, counts in `Units`, shares in `Bps`. */
export type Facts = Readonly<Record<string, bigint | string>>

export type Check = {
  readonly check:
    | 'price'
    | 'quantity'
    | 'ordered'
    | 'line_total'
    | 'order'
    | 'charge'
    | 'tax'
    | 'total'
    | 'duplicate'
  readonly outcome: Outcome
  /** What a failure is called. */
  readonly code: ReasonCode
  /** Who can settle it. */
  readonly owner: Owner
  /** Absent where the whole invoice is meant. */
  readonly invoiceLineId: string | null
  readonly facts: Facts
}
