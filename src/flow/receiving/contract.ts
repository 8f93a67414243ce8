/** What receiving takes and gives over the wire. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { noteWire } from '#platform/record-wire'
import { searchWire } from '#platform/search'
import {
  countWire,
  dayWire,
  idWire,
  instantWire,
  moneyWire,
  quantityWire,
  textWire,
} from '#platform/wire'

export const receiptLinesMax = 200
export const inspectionLinesMax = 200

export const lotWire = z.strictObject({
  code: textWire(60),
  expiresOn: dayWire.optional(),
})

export const receiptLineInput = z.strictObject({
  orderLineId: idWire,
  /** Counted and good: goes into stock. */
  accepted: countWire.optional(),
  /** Waits for an inspection. */
  quarantined: countWire.optional(),
  /** Not good: waits to be sent back. */
  rejected: countWire.optional(),
  lot: lotWire.optional(),
  reason: noteWire(300).optional(),
})

export const receiptInput = z.strictObject({
  orderId: idWire,
  /** Where the goods came; the order's place when absent. */
  placeId: idWire.optional(),
  receivedOn: dayWire,
  deliveryNote: noteWire(100).optional(),
  lines: z
    .array(receiptLineInput)
    .min(1, { error: 'Give at least one line.' })
    .max(receiptLinesMax, {
      error: `Give at most ${receiptLinesMax} lines; post the rest as another receipt.`,
    }),
})

export const receiptLineView = z.strictObject({
  id: idWire,
  lineNo: z.int(),
  orderLineId: idWire,
  orderLineNo: z.int(),
  itemId: idWire,
  sku: z.string(),
  name: z.string(),
  entered: quantityWire,
  accepted: quantityWire,
  quarantined: quantityWire,
  rejected: quantityWire,
  /** Quarantined and not judged yet. */
  toInspect: quantityWire,
  lot: z.strictObject({ id: idWire, code: z.string(), expiresOn: dayWire.nullable() }).nullable(),
  reason: z.string(),
  /** At the order's price, in the order's currency; then in the company's at the day's rate. */
  value: moneyWire,
  companyValue: moneyWire,
})

export const receiptView = z
  .strictObject({
    id: idWire,
    number: z.string(),
    companyId: idWire,
    supplierId: idWire,
    supplierName: z.string(),
    placeId: idWire,
    placeName: z.string(),
    orderId: idWire,
    orderNumber: z.string(),
    receivedOn: dayWire,
    deliveryNote: z.string(),
    reversesId: idWire.nullable(),
    reversedById: idWire.nullable(),
    entryId: idWire.nullable(),
    value: moneyWire,
    companyValue: moneyWire,
    postedAt: instantWire,
    postedByName: z.string(),
    lines: z.array(receiptLineView),
  })
  .meta({ id: 'Receipt' })

/** Worth a look, none a reason to refuse. */
export const receiptRemark = z.strictObject({
  code: z.enum(['early', 'late', 'short', 'over', 'ended_short', 'rejected', 'to_inspect']),
  orderLineId: idWire,
  /** Of `early` and `late`. */
  days: z.int().optional(),
  /** Of the others: how many are missing, over, rejected or to inspect. */
  quantity: quantityWire.optional(),
  detail: z.string(),
})

export const receiptPosted = receiptView.extend({ remarks: z.array(receiptRemark) })

export const receiptRow = z.strictObject({
  id: idWire,
  number: z.string(),
  orderId: idWire,
  orderNumber: z.string(),
  supplierId: idWire,
  supplierName: z.string(),
  placeId: idWire,
  placeName: z.string(),
  receivedOn: dayWire,
  deliveryNote: z.string(),
  lineCount: z.int(),
  value: moneyWire,
  reversesId: idWire.nullable(),
  reversedById: idWire.nullable(),
  postedAt: instantWire,
  postedByName: z.string(),
})

export const receiptPage = page(receiptRow)

export const receiptParams = z.strictObject({ receiptId: idWire })

export const receiptListQuery = listQuery({
  filters: {
    orderId: idWire.optional(),
    supplierId: idWire.optional(),
    placeId: idWire.optional(),
    /** Numbers that start so. */
    q: searchWire.optional(),
    receivedFrom: dayWire.optional(),
    receivedTo: dayWire.optional(),
  },
  sorts: ['-receivedOn', 'no'],
})

export type ReceiptListQuery = z.infer<typeof receiptListQuery>
export type ReceiptRow = z.infer<typeof receiptRow>

export const reversalInput = z.strictObject({
  reason: textWire(300),
  /** The day the correction belongs to; the receipt's own day when absent. */
  reversedOn: dayWire.optional(),
})

export const inspectionInput = z.strictObject({
  inspectedOn: dayWire.optional(),
  lines: z
    .array(
      z.strictObject({
        receiptLineId: idWire,
        passed: countWire.optional(),
        failed: countWire.optional(),
        note: noteWire(300).optional(),
      }),
    )
    .min(1, { error: 'Give at least one line.' })
    .max(inspectionLinesMax, { error: `Give at most ${inspectionLinesMax} lines.` }),
})

export const arrivalsQuery = z.strictObject({
  placeId: idWire.optional(),
  supplierId: idWire.optional(),
  /** The day seen from; today at the place, or in UTC without one. */
  on: dayWire.optional(),
  /** How many days ahead; `all` for whatever is to come. What is late always shows. */
  days: z.union([z.literal('all'), z.coerce.number().int().min(0).max(365)]).default(14),
})

export const arrivalLine = z.strictObject({
  orderLineId: idWire,
  lineNo: z.int(),
  itemId: idWire,
  sku: z.string(),
  name: z.string(),
  gtin: z.string(),
  /** Still to come. */
  expected: quantityWire,
  /** The most that may be received now, tolerance and all. */
  remaining: quantityWire,
  ordered: quantityWire,
  received: quantityWire,
  packs: z.array(
    z.strictObject({ unit: z.string(), contains: quantityWire.nullable(), gtin: z.string() }),
  ),
  tracksLots: z.boolean(),
  tracksExpiry: z.boolean(),
  expectedOn: dayWire,
  isConfirmed: z.boolean(),
})

export const arrivalOrder = z.strictObject({
  orderId: idWire,
  orderNumber: z.string(),
  supplierId: idWire,
  supplierName: z.string(),
  placeId: idWire,
  placeName: z.string(),
  /** The earliest day on which any of its lines is expected. */
  expectedOn: dayWire,
  when: z.enum(['late', 'today', 'coming']),
  daysLate: z.int(),
  isConfirmed: z.boolean(),
  lineCount: z.int(),
})

export const arrivalsView = z.strictObject({
  on: dayWire,
  late: z.array(arrivalOrder),
  today: z.array(arrivalOrder),
  coming: z.array(arrivalOrder),
  /** True when there are more than are shown. */
  isCut: z.boolean(),
})

export const arrivalView = arrivalOrder.extend({ lines: z.array(arrivalLine) })

export const arrivalParams = z.strictObject({ orderId: idWire })
export type ReceiptView = z.infer<typeof receiptView>
export type ArrivalsView = z.infer<typeof arrivalsView>
export type ArrivalView = z.infer<typeof arrivalView>
export type ArrivalOrder = z.infer<typeof arrivalOrder>
export type ArrivalLine = z.infer<typeof arrivalLine>
