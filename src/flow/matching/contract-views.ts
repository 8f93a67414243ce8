/** What matching gives over the wire. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { noteWire } from '#platform/record-wire'
import { searchWire } from '#platform/search'
import { dayWire, idWire, instantWire, moneyWire, priceWire, quantityWire } from '#platform/wire'

import { invoiceStatuses } from './rules/invoice-life.ts'

const statusWire = z.enum(invoiceStatuses)
const ownerWire = z.enum(['buyer', 'receiver', 'ap_clerk'])
const outcomeWire = z.enum(['fits', 'in_tolerance', 'fails'])

/** The terms that made a check's outcome: amounts, quantities, shares in bps, words. */
const factsWire = z.record(z.string(), z.union([z.string(), z.int(), moneyWire, quantityWire]))

export const checkView = z.strictObject({
  check: z.string(),
  outcome: outcomeWire,
  code: z.string(),
  owner: ownerWire,
  invoiceLineId: idWire.nullable(),
  facts: factsWire,
  /** What to do about it; empty when there is nothing to do. */
  detail: z.string(),
})

const twinView = z.strictObject({
  id: idWire,
  number: z.string(),
  supplierNumber: z.string(),
  invoicedOn: dayWire,
})

export const matchResult = z.strictObject({
  id: idWire,
  result: z.enum(['posted', 'held']),
  /** How it came to be posted; null when held. */
  fit: z.enum(['matched', 'matched_in_tolerance', 'released']).nullable(),
  entryId: idWire.nullable(),
  /** In the company's currency. */
  payable: moneyWire.nullable(),
  reasons: z.array(checkView),
})

export const captureResult = z.strictObject({
  id: idWire,
  number: z.string(),
  status: statusWire,
  /** Living invoices over the same amount about the same day. */
  lookalikes: z.array(twinView),
  match: matchResult.nullable(),
})

export const doneResult = z.strictObject({
  id: idWire,
  status: statusWire,
  entryId: idWire.nullable(),
})

const rowFields = {
  id: idWire,
  number: z.string(),
  supplierNumber: z.string(),
  supplierId: idWire,
  supplierName: z.string(),
  companyId: idWire,
  status: statusWire,
  invoicedOn: dayWire,
  dueOn: dayWire,
  total: moneyWire,
  /** In the company's currency; null until posted. */
  payable: moneyWire.nullable(),
  capturedAt: instantWire,
  /** Who captured it may not release it. */
  capturedById: z.string(),
  capturedByName: z.string(),
  postedAt: instantWire.nullable(),
  version: z.int(),
}

export const invoiceRow = z.strictObject(rowFields).meta({ id: 'SupplierInvoiceRow' })
export const invoicePage = page(invoiceRow)

export const listInvoicesQuery = listQuery({
  filters: {
    q: searchWire.optional(),
    status: statusWire.optional(),
    supplierId: idWire.optional(),
    companyId: idWire.optional(),
    invoicedFrom: dayWire.optional(),
    invoicedTo: dayWire.optional(),
    dueTo: dayWire.optional(),
  },
  sorts: ['-invoicedOn', 'dueOn', 'total', 'no'],
})

export const holdView = z.strictObject({
  id: idWire,
  invoiceLineId: idWire.nullable(),
  code: z.string(),
  owner: ownerWire,
  facts: factsWire,
  detail: z.string(),
  heldAt: instantWire,
  releasedAt: instantWire.nullable(),
  releasedByName: z.string().nullable(),
})

export const invoiceLineView = z.strictObject({
  id: idWire,
  lineNo: z.int(),
  kind: z.enum(['goods', 'charge', 'tax']),
  description: z.string(),
  amount: moneyWire,
  orderId: idWire.nullable(),
  orderNumber: z.string().nullable(),
  orderLineId: idWire.nullable(),
  orderLineNo: z.int().nullable(),
  itemId: idWire.nullable(),
  sku: z.string().nullable(),
  billed: quantityWire.nullable(),
  entered: quantityWire.nullable(),
  price: priceWire.nullable(),
  taxCode: z.string().nullable(),
  chargeCode: z.string().nullable(),
})

export const invoiceView = z
  .strictObject({
    ...rowFields,
    goods: moneyWire,
    charges: moneyWire,
    tax: moneyWire,
    rate: z.string(),
    entryId: idWire.nullable(),
    /** Why it was released, rejected or reversed; the last of them. */
    reason: z.string(),
    sourceSystem: z.string(),
    externalId: z.string(),
    lines: z.array(invoiceLineView),
    holds: z.array(holdView),
  })
  .meta({ id: 'SupplierInvoice' })

export const queueRow = z.strictObject({
  ...rowFields,
  /** Empty while it was captured and not matched yet. */
  reasons: z.array(z.strictObject({ code: z.string(), owner: ownerWire, count: z.int() })),
})
export const queuePage = page(queueRow)

export const matchQueueQuery = listQuery({
  filters: {
    status: z.enum(['captured', 'held']).optional(),
    owner: ownerWire.optional(),
    reason: noteWire(60).optional(),
    supplierId: idWire.optional(),
    companyId: idWire.optional(),
  },
  sorts: ['invoicedOn', 'dueOn', 'total'],
})

const receiptOfLine = z.strictObject({
  receiptId: idWire,
  number: z.string(),
  receivedOn: dayWire,
  accepted: quantityWire,
  quarantined: quantityWire,
  rejected: quantityWire,
})

/** One goods line: what was ordered, what came, what is billed, and what the match says. */
export const paperLineView = z.strictObject({
  invoiceLineId: idWire,
  itemId: idWire,
  sku: z.string(),
  name: z.string(),
  order: z.strictObject({
    orderId: idWire,
    orderNumber: z.string(),
    lineId: idWire,
    lineNo: z.int(),
    quantity: quantityWire,
    price: priceWire,
    amount: moneyWire,
  }),
  receipts: z.strictObject({
    /** Accepted or in quarantine, less what went back. */
    kept: quantityWire,
    invoicedBefore: quantityWire,
    documents: z.array(receiptOfLine),
  }),
  invoice: z.strictObject({ quantity: quantityWire, price: priceWire, amount: moneyWire }),
  checks: z.array(checkView),
})

export const papersView = z
  .strictObject({
    invoice: invoiceView,
    lines: z.array(paperLineView),
    /** Of charges, taxes and the invoice as a whole. */
    checks: z.array(checkView),
    result: z.enum(['fits', 'in_tolerance', 'fails']),
  })
  .meta({ id: 'ThreePapers' })

export const previewView = z.strictObject({
  postedOn: dayWire,
  valuedOn: dayWire,
  payable: moneyWire,
  lines: z.array(
    z.strictObject({
      accountId: idWire,
      code: z.string(),
      name: z.string(),
      debit: moneyWire.nullable(),
      credit: moneyWire.nullable(),
    }),
  ),
})

export type CheckView = z.infer<typeof checkView>
export type InvoiceRow = z.infer<typeof invoiceRow>
export type InvoiceView = z.infer<typeof invoiceView>
export type InvoiceLineView = z.infer<typeof invoiceLineView>
export type HoldView = z.infer<typeof holdView>
export type ListInvoicesQuery = z.infer<typeof listInvoicesQuery>
export type MatchQueueQuery = z.infer<typeof matchQueueQuery>
export type QueueRow = z.infer<typeof queueRow>
export type PapersView = z.infer<typeof papersView>
export type PaperLineView = z.infer<typeof paperLineView>
export type PreviewView = z.infer<typeof previewView>
