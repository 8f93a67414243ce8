/**
 * An order and its lines as later work needs them, and the one statement that reads them from a row.
 * SQL speaks snake_case; the rest speaks camelCase.
 */
import type { Id } from '#kernel/brand'
import type { Price } from '#kernel/value'
import type { Lifecycle } from '../rules/order-life.ts'
import type { LineAnswer, LineQuantities, LineState } from '../rules/order-line.ts'

export type OrderId = Id<'PurchaseOrder'>
export type OrderLineId = Id<'PurchaseOrderLine'>
type CompanyId = Id<'Company'>
type SupplierId = Id<'Supplier'>
type PlaceId = Id<'Place'>
type ItemId = Id<'Item'>

/** The terms an order's every line shares, and where the order stands. */
export type OrderHead = {
  readonly id: OrderId
  /** Given at release; `null` on a draft. */
  readonly number: string | null
  readonly companyId: CompanyId
  readonly supplierId: SupplierId
  readonly placeId: PlaceId
  readonly currency: string
  readonly rateE10: bigint
  readonly lifecycle: Lifecycle
  readonly orderedOn: string
  readonly requestedOn: string
  readonly paymentTermsDays: number
  readonly incoterm: string
  readonly supplierNote: string
  readonly buyerId: string
  readonly totalMinor: bigint
  readonly lineCount: number
  readonly contentHash: string
  readonly releasedHash: string
  readonly termsVersion: number
  readonly submittedAt: Date | null
  readonly approvedAt: Date | null
  readonly releasedAt: Date | null
  readonly answeredAt: Date | null
  readonly version: number
}

export type OrderLineForWork = LineQuantities & {
  readonly id: OrderLineId
  readonly orderId: OrderId
  readonly lineNo: number
  readonly itemId: ItemId
  readonly description: string
  readonly supplierSku: string
  readonly enteredQuantity: string
  readonly enteredUnit: string
  /** What `perUnits` base units cost in the order's currency. */
  readonly price: Price
  readonly priceSource: string
  readonly stateReason: string
  readonly answer: LineAnswer
  readonly requestedOn: string
  readonly promisedOriginalOn: string | null
  readonly promisedOn: string | null
  readonly expectedOn: string
}

export type OrderForWork = OrderHead & { readonly lines: readonly OrderLineForWork[] }

/** A line with the head of its order, for work that spans orders. */
export type LineOfOrder = OrderLineForWork & { readonly order: OrderHead }

/** Columns of a head as SQL gives them; each begins with `o_` so that it can stand beside a line. */
export const headColumns = [
  'id',
  'number',
  'company_id',
  'supplier_id',
  'place_id',
  'currency',
  'rate_e10',
  'lifecycle',
  'ordered_on',
  'requested_on',
  'payment_terms_days',
  'incoterm',
  'supplier_note',
  'buyer_id',
  'total_minor',
  'line_count',
  'content_hash',
  'released_hash',
  'terms_version',
  'submitted_at',
  'approved_at',
  'released_at',
  'answered_at',
  'version',
] as const

export const lineColumns = [
  'id',
  'order_id',
  'line_no',
  'item_id',
  'description',
  'supplier_sku',
  'entered_quantity',
  'entered_unit',
  'ordered_units',
  'price_e4',
  'priced_units',
  'price_source',
  'state',
  'state_reason',
  'answer',
  'replaces_rejects',
  'confirmed_units',
  'shipped_units',
  'accepted_units',
  'quarantined_units',
  'rejected_units',
  'returned_rejected_units',
  'returned_accepted_units',
  'invoiced_units',
  'cancelled_units',
  'requested_on',
  'promised_original_on',
  'promised_on',
  'expected_on',
] as const

/** `held.id as o_id, …` */
export const headList = (alias: string) =>
  headColumns.map((name) => `${alias}.${name} as o_${name}`).join(', ')

/** `line.id, …` */
export const lineList = (alias: string) => lineColumns.map((name) => `${alias}.${name}`).join(', ')

export type HeadRow = {
  readonly o_id: string
  readonly o_number: string | null
  readonly o_company_id: string
  readonly o_supplier_id: string
  readonly o_place_id: string
  readonly o_currency: string
  readonly o_rate_e10: bigint
  readonly o_lifecycle: string
  readonly o_ordered_on: string
  readonly o_requested_on: string
  readonly o_payment_terms_days: number
  readonly o_incoterm: string
  readonly o_supplier_note: string
  readonly o_buyer_id: string
  readonly o_total_minor: bigint
  readonly o_line_count: number
  readonly o_content_hash: string
  readonly o_released_hash: string
  readonly o_terms_version: number
  readonly o_submitted_at: Date | null
  readonly o_approved_at: Date | null
  readonly o_released_at: Date | null
  readonly o_answered_at: Date | null
  readonly o_version: number
}

export type LineRow = {
  readonly id: string
  readonly order_id: string
  readonly line_no: number
  readonly item_id: string
  readonly description: string
  readonly supplier_sku: string
  readonly entered_quantity: string
  readonly entered_unit: string
  readonly ordered_units: bigint
  readonly price_e4: bigint
  readonly priced_units: bigint
  readonly price_source: string
  readonly state: string
  readonly state_reason: string
  readonly answer: string
  readonly replaces_rejects: boolean
  readonly confirmed_units: bigint
  readonly shipped_units: bigint
  readonly accepted_units: bigint
  readonly quarantined_units: bigint
  readonly rejected_units: bigint
  readonly returned_rejected_units: bigint
  readonly returned_accepted_units: bigint
  readonly invoiced_units: bigint
  readonly cancelled_units: bigint
  readonly requested_on: string
  readonly promised_original_on: string | null
  readonly promised_on: string | null
  readonly expected_on: string
}

export function headOf(row: HeadRow): OrderHead {
  return {
    id: row.o_id as OrderId,
    number: row.o_number,
    companyId: row.o_company_id as CompanyId,
    supplierId: row.o_supplier_id as SupplierId,
    placeId: row.o_place_id as PlaceId,
    currency: row.o_currency,
    rateE10: row.o_rate_e10,
    lifecycle: row.o_lifecycle as Lifecycle,
    orderedOn: row.o_ordered_on,
    requestedOn: row.o_requested_on,
    paymentTermsDays: row.o_payment_terms_days,
    incoterm: row.o_incoterm,
    supplierNote: row.o_supplier_note,
    buyerId: row.o_buyer_id,
    totalMinor: row.o_total_minor,
    lineCount: row.o_line_count,
    contentHash: row.o_content_hash,
    releasedHash: row.o_released_hash,
    termsVersion: row.o_terms_version,
    submittedAt: row.o_submitted_at,
    approvedAt: row.o_approved_at,
    releasedAt: row.o_released_at,
    answeredAt: row.o_answered_at,
    version: row.o_version,
  }
}

export function lineOf(row: LineRow): OrderLineForWork {
  return {
    id: row.id as OrderLineId,
    orderId: row.order_id as OrderId,
    lineNo: row.line_no,
    itemId: row.item_id as ItemId,
    description: row.description,
    supplierSku: row.supplier_sku,
    enteredQuantity: withoutZeros(row.entered_quantity),
    enteredUnit: row.entered_unit,
    orderedUnits: row.ordered_units,
    price: { amountE4: row.price_e4, perUnits: row.priced_units },
    priceSource: row.price_source,
    state: row.state as LineState,
    stateReason: row.state_reason,
    answer: row.answer as LineAnswer,
    replacesRejects: row.replaces_rejects,
    confirmedUnits: row.confirmed_units,
    shippedUnits: row.shipped_units,
    acceptedUnits: row.accepted_units,
    quarantinedUnits: row.quarantined_units,
    rejectedUnits: row.rejected_units,
    returnedRejectedUnits: row.returned_rejected_units,
    returnedAcceptedUnits: row.returned_accepted_units,
    invoicedUnits: row.invoiced_units,
    cancelledUnits: row.cancelled_units,
    requestedOn: row.requested_on,
    promisedOriginalOn: row.promised_original_on,
    promisedOn: row.promised_on,
    expectedOn: row.expected_on,
  }
}

/** As it was typed: the column pads a decimal to its six places. */
function withoutZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/0+$/, '').replace(/\.$/, '') : decimal
}
