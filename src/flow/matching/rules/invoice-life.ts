/**
 * The life of a supplier invoice. Matching and its posting are one transaction, so an invoice is
 * either still in question or owed; a posted one is undone by a reversal, never edited.
 */
const next = {
  captured: ['posted', 'held', 'rejected'],
  held: ['posted', 'held', 'rejected'],
  posted: ['reversed'],
  rejected: [],
  reversed: [],
} as const satisfies Record<string, readonly string[]>

export type InvoiceStatus = keyof typeof next

export const invoiceStatuses = Object.keys(next) as [InvoiceStatus, ...InvoiceStatus[]]

export function mayBecome(from: InvoiceStatus, to: InvoiceStatus): boolean {
  return (next[from] as readonly InvoiceStatus[]).includes(to)
}
