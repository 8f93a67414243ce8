/** What counts takes and gives over the wire. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { searchWire } from '#platform/search'
import { dayWire, idWire, instantWire, moneyWire, quantityWire, textWire } from '#platform/wire'

export const adjustmentLinesMax = 200

const adjustmentLineInput = z.strictObject({
  itemId: idWire,
  /** Found is positive, lost negative; opening stock is found. */
  quantity: quantityWire,
  /** The stock status it is found in or lost from; `available` when absent. */
  status: textWire(40).optional(),
  lot: z.strictObject({ code: textWire(60), expiresOn: dayWire.optional() }).optional(),
  /**
   * What found units are worth in all, in the company's currency. When absent they are worth what
   * those on hand cost, or what the last ones did. Opening stock must say it.
   */
  value: moneyWire.optional(),
})

export const adjustmentInput = z.strictObject({
  placeId: idWire,
  kind: z.enum(['adjustment', 'opening']).default('adjustment'),
  adjustedOn: dayWire,
  reason: textWire(300),
  lines: z
    .array(adjustmentLineInput)
    .min(1, { error: 'Give at least one line.' })
    .max(adjustmentLinesMax, {
      error: `Give at most ${adjustmentLinesMax} lines; post the rest as another adjustment.`,
    }),
})

export const adjustmentLineView = z.strictObject({
  id: idWire,
  lineNo: z.int(),
  itemId: idWire,
  sku: z.string(),
  name: z.string(),
  status: z.string(),
  quantity: quantityWire,
  lot: z.strictObject({ id: idWire, code: z.string(), expiresOn: dayWire.nullable() }).nullable(),
  /** Negative for what was lost. */
  value: moneyWire,
})

const head = {
  id: idWire,
  number: z.string(),
  kind: z.enum(['adjustment', 'opening']),
  placeId: idWire,
  placeName: z.string(),
  adjustedOn: dayWire,
  reason: z.string(),
  value: moneyWire,
  postedAt: instantWire,
  postedByName: z.string(),
}

export const adjustmentView = z
  .strictObject({
    ...head,
    companyId: idWire,
    entryId: idWire.nullable(),
    lines: z.array(adjustmentLineView),
  })
  .meta({ id: 'StockAdjustment' })

export const adjustmentRow = z.strictObject({ ...head, lineCount: z.int() })
export const adjustmentPage = page(adjustmentRow)
export const adjustmentParams = z.strictObject({ adjustmentId: idWire })

export const adjustmentListQuery = listQuery({
  filters: {
    placeId: idWire.optional(),
    kind: z.enum(['adjustment', 'opening']).optional(),
    /** Numbers that start so. */
    q: searchWire.optional(),
    adjustedFrom: dayWire.optional(),
    adjustedTo: dayWire.optional(),
  },
  sorts: ['-adjustedOn', 'no'],
})

export type AdjustmentView = z.infer<typeof adjustmentView>
export type AdjustmentRow = z.infer<typeof adjustmentRow>
export type AdjustmentListQuery = z.infer<typeof adjustmentListQuery>
