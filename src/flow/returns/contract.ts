/** What returns takes and gives over the wire. */
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

export const returnLinesMax = 200

const returnLineInput = z.strictObject({
  orderLineId: idWire,
  /** Rejects that wait to be sent back, or goods that were accepted. */
  from: z.enum(['rejected', 'accepted']),
  quantity: countWire,
  /** The code of the lot, where lots are kept. */
  lot: textWire(60).optional(),
})

export const returnInput = z.strictObject({
  orderId: idWire,
  /** Where the goods leave from; the order's place when absent. */
  placeId: idWire.optional(),
  returnedOn: dayWire,
  /** The supplier's authorisation. */
  rmaNumber: noteWire(60).optional(),
  reason: textWire(300),
  lines: z
    .array(returnLineInput)
    .min(1, { error: 'Give at least one line.' })
    .max(returnLinesMax, {
      error: `Give at most ${returnLinesMax} lines; post the rest as another return.`,
    }),
})

export const reversalInput = z.strictObject({
  reason: textWire(300),
  /** The day the correction belongs to; the return's own day when absent. */
  reversedOn: dayWire.optional(),
})

export const returnLineView = z.strictObject({
  id: idWire,
  lineNo: z.int(),
  orderLineId: idWire,
  orderLineNo: z.int(),
  itemId: idWire,
  sku: z.string(),
  name: z.string(),
  from: z.enum(['rejected', 'accepted']),
  /** Negative on a reversal, as all amounts. */
  quantity: quantityWire,
  lot: z.strictObject({ id: idWire, code: z.string(), expiresOn: dayWire.nullable() }).nullable(),
  /** Invoiced already: the supplier owes a credit for these. */
  invoiced: quantityWire,
  /** What left stock, in the company's currency. */
  cost: moneyWire,
  /** What is not owed any more, in the order's currency. */
  accrued: moneyWire,
})

const head = {
  id: idWire,
  number: z.string(),
  orderId: idWire,
  orderNumber: z.string(),
  supplierId: idWire,
  supplierName: z.string(),
  placeId: idWire,
  placeName: z.string(),
  returnedOn: dayWire,
  rmaNumber: z.string(),
  reason: z.string(),
  reversesId: idWire.nullable(),
  reversedById: idWire.nullable(),
  postedAt: instantWire,
  postedByName: z.string(),
}

export const returnView = z
  .strictObject({
    ...head,
    companyId: idWire,
    entryId: idWire.nullable(),
    lines: z.array(returnLineView),
  })
  .meta({ id: 'SupplierReturn' })

export const returnRow = z.strictObject({ ...head, lineCount: z.int(), cost: moneyWire })
export const returnPage = page(returnRow)
export const returnParams = z.strictObject({ returnId: idWire })

export const returnListQuery = listQuery({
  filters: {
    orderId: idWire.optional(),
    supplierId: idWire.optional(),
    /** Numbers that start so. */
    q: searchWire.optional(),
    returnedFrom: dayWire.optional(),
    returnedTo: dayWire.optional(),
  },
  sorts: ['-returnedOn', 'no'],
})

export type ReturnView = z.infer<typeof returnView>
export type ReturnRow = z.infer<typeof returnRow>
export type ReturnListQuery = z.infer<typeof returnListQuery>
