/** What a supplier sees behind a link. */
import { z } from 'zod'

import { dayWire, idWire, instantWire, moneyWire, priceWire, quantityWire } from '#platform/wire'

import { answerStatus } from './words.ts'

/** The page of a supplier's link. */
export const supplierPageView = z
  .strictObject({
    number: z.string(),
    termsVersion: z.int(),
    /** `open`: can be answered; the others say why not in `notice`. */
    state: z.enum(['open', 'waiting', 'over']),
    notice: z.string(),
    language: z.string(),
    company: z.strictObject({ name: z.string(), legalName: z.string() }),
    supplier: z.strictObject({ name: z.string() }),
    place: z.strictObject({ name: z.string(), address: z.string() }),
    buyerName: z.string(),
    orderedOn: dayWire,
    requestedOn: dayWire,
    paymentTermsDays: z.int(),
    incoterm: z.string(),
    note: z.string(),
    currency: z.string(),
    total: moneyWire,
    expiresAt: instantWire,
    lines: z.array(
      z.strictObject({
        id: idWire,
        lineNo: z.int(),
        sku: z.string(),
        supplierSku: z.string(),
        description: z.string(),
        /** As the buyer typed it, perhaps in packs. */
        quantity: quantityWire,
        /** The same in the stocking unit of the item. */
        stocked: quantityWire,
        price: priceWire,
        value: moneyWire,
        requestedOn: dayWire,
        promisedOn: dayWire.nullable(),
        received: quantityWire,
        state: z.enum(['open', 'short_closed', 'cancelled']),
        answer: z.enum(['none', 'accepted', 'changed', 'refused', 'to_review']),
        /** False once some of it has come: it can only be accepted. */
        canChange: z.boolean(),
        /** What was said last and waits for the buyer. */
        waiting: z
          .strictObject({
            kind: z.enum(['accept', 'change', 'refuse']),
            quantity: quantityWire.nullable(),
            promisedOn: dayWire.nullable(),
            price: priceWire.nullable(),
            comment: z.string(),
          })
          .nullable(),
      }),
    ),
    messages: z.array(
      z.strictObject({ authorName: z.string(), body: z.string(), writtenAt: instantWire }),
    ),
    lastAnswer: z
      .strictObject({ status: answerStatus, answeredAt: instantWire, message: z.string() })
      .nullable(),
  })
  .meta({ id: 'SupplierPage' })

/** What a supplier is told after answering. */
export const linkAnswerTaken = z.strictObject({
  status: z.enum(['auto_accepted', 'needs_review', 'message']),
  /** Lines that stand at once, and lines the buyer reads first. */
  acceptedLineIds: z.array(idWire),
  waitingLineIds: z.array(idWire),
})

export type SupplierPageView = z.infer<typeof supplierPageView>
