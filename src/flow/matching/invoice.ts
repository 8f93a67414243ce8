/** A supplier's invoice and its lines as this room works with them. */
import type { Id } from '#kernel/brand'
import type { Price } from '#kernel/value'

import type { InvoiceStatus } from './rules/invoice-life.ts'

export type InvoiceId = Id<'SupplierInvoice'>
export type InvoiceLineId = Id<'SupplierInvoiceLine'>

export type InvoiceHead = {
  readonly id: InvoiceId
  readonly supplierNumber: string
  readonly normalNumber: string
  readonly companyId: string
  readonly supplierId: string
  readonly currency: string
  /** Company currency for one of the document's, times 1e10, at the invoice's day. */
  readonly rateE10: bigint
  readonly invoicedOn: string
  readonly dueOn: string
  readonly goodsMinor: bigint
  readonly chargesMinor: bigint
  readonly taxMinor: bigint
  /** As the supplier states it. */
  readonly totalMinor: bigint
}

export type Invoice = InvoiceHead & {
  /** Ours, for people: `SI-00017`. */
  readonly number: string
  readonly status: InvoiceStatus
  readonly entryId: string | null
  /** The person, key or rule that wrote it down. */
  readonly capturedBy: string
  readonly version: number
  readonly lines: readonly InvoiceLine[]
}

type LineHead = {
  readonly id: InvoiceLineId
  readonly lineNo: number
  readonly description: string
  readonly amountMinor: bigint
  /** The tax a goods or charge line says it bears; the tax itself of a tax line. */
  readonly taxCodeId: string | null
}

export type GoodsLine = LineHead & {
  readonly kind: 'goods'
  readonly orderLineId: string
  readonly billedUnits: bigint
  readonly enteredQuantity: string
  readonly enteredUnit: string
  readonly price: Price
}

export type ChargeLine = LineHead & {
  readonly kind: 'charge'
  readonly chargeCodeId: string
}

export type TaxLine = LineHead & { readonly kind: 'tax'; readonly taxCodeId: string }

export type InvoiceLine = GoodsLine | ChargeLine | TaxLine
