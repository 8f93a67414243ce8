import { ScreenLink } from '../shell/link.tsx'
import { screens } from '../shell/screens.ts'

/** Kinds of documents as the books name them, with the screen that shows one. */
const documents: Readonly<Record<string, { readonly name: string; readonly path?: string }>> = {
  purchase_order: { name: 'Order', path: '/orders/$orderId' },
  purchase_order_line: { name: 'Order line' },
  receipt: { name: 'Receipt', path: '/receipts/$receiptId' },
  inspection: { name: 'Inspection', path: '/receipts/$receiptId' },
  supplier_return: { name: 'Return', path: '/returns/$returnId' },
  supplier_invoice: { name: 'Invoice', path: '/invoices/$invoiceId' },
  sale_issue: { name: 'Sale issue', path: '/issues/$issueId' },
  stock_adjustment: { name: 'Adjustment', path: '/adjustments/$adjustmentId' },
}

/** Kinds of documents that move goods, for filters. */
export const movingKinds = [
  'receipt',
  'inspection',
  'supplier_return',
  'sale_issue',
  'stock_adjustment',
]

/** Kinds of documents that post to the ledger, for filters. */
export const postingKinds = [
  'receipt',
  'supplier_return',
  'supplier_invoice',
  'sale_issue',
  'stock_adjustment',
]

export function documentName(kind: string): string {
  return documents[kind]?.name ?? kind.replaceAll('_', ' ')
}

/** Where a document opens, unless no screen shows its kind. */
export function documentPath(kind: string, id: string): string | undefined {
  const pattern = documents[kind]?.path
  if (pattern === undefined || !screens.some(({ path }) => path === pattern)) return undefined
  return pattern.replace(/\$.+$/, id)
}

export type DocumentLinkProps = { readonly kind: string; readonly id: string }

/** The document that something in the books came from. */
export function DocumentLink({ kind, id }: DocumentLinkProps) {
  const path = documentPath(kind, id)
  return path === undefined ? (
    documentName(kind)
  ) : (
    <ScreenLink to={path}>{documentName(kind)}</ScreenLink>
  )
}
