/** Supplier answers as they are shown. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { dayWire, idWire, instantWire, priceWire, quantityWire } from '#platform/wire'

import { answerStatus, party } from './words.ts'

const exceptionView = z.strictObject({
  code: z.enum([
    'refused',
    'promised_late',
    'quantity_short',
    'quantity_over',
    'price_over',
    'approval_needed',
  ]),
  detail: z.string(),
  facts: z.record(z.string(), z.unknown()),
})

export const answerLineView = z.strictObject({
  orderLineId: idWire,
  lineNo: z.int(),
  sku: z.string(),
  name: z.string(),
  kind: z.enum(['accept', 'change', 'refuse']),
  quantity: quantityWire.nullable(),
  promisedOn: dayWire.nullable(),
  price: priceWire.nullable(),
  /** What was asked, to lay beside. */
  asked: z.strictObject({ quantity: quantityWire, requestedOn: dayWire, price: priceWire }),
  comment: z.string(),
  /** The limits it went past; none: it stands without a person. */
  exceptions: z.array(exceptionView),
})

const answerRowShape = {
  id: idWire,
  orderId: idWire,
  orderNumber: z.string().nullable(),
  supplier: party,
  termsVersion: z.int(),
  channel: z.enum(['link', 'buyer']),
  status: answerStatus,
  message: z.string(),
  answeredAt: instantWire,
  answeredByName: z.string(),
  decidedAt: instantWire.nullable(),
  decidedByName: z.string().nullable(),
  decisionReason: z.string(),
  lineCount: z.int(),
  exceptionCount: z.int(),
  version: z.int(),
}

export const answerRow = z.strictObject(answerRowShape)
export const answerPage = page(answerRow)
export const answerView = z.strictObject({ ...answerRowShape, lines: z.array(answerLineView) })

export const answerTaken = z.strictObject({
  id: idWire,
  orderId: idWire,
  status: z.enum(['auto_accepted', 'needs_review']),
  lines: z.array(
    z.strictObject({
      orderLineId: idWire,
      isAccepted: z.boolean(),
      exceptions: z.array(exceptionView),
    }),
  ),
  orderVersion: z.int(),
  version: z.int(),
})

export const listAnswersQuery = listQuery({
  filters: {
    status: answerStatus.optional(),
    orderId: idWire.optional(),
    supplierId: idWire.optional(),
  },
  sorts: ['-answeredAt'],
})

export type AnswerView = z.infer<typeof answerView>
export type AnswerRow = z.infer<typeof answerRow>
export type ListAnswersQuery = z.infer<typeof listAnswersQuery>
