/** What purchasing takes over the wire, and, from `contract-views.ts`, what it gives. */
import { z } from 'zod'

import {
  countWire,
  currencyWire,
  dayWire,
  idWire,
  isStorable,
  priceWire,
  textWire,
} from '#platform/wire'

export * from './contract-views.ts'

export const orderLinesMax = 1_000
const noteCharactersMax = 4_000
const reasonCharactersMax = 500

/** Text that may be empty. */
const notes = (max: number) => z.string().max(max).refine(isStorable)

const orderLineInput = z.strictObject({
  itemId: idWire,
  quantity: countWire,
  /** Typed; quoted from the supplier's terms when left out. */
  price: priceWire.optional(),
  /** The order's when left out. */
  requestedOn: dayWire.optional(),
  description: notes(reasonCharactersMax).optional(),
  supplierSku: notes(100).optional(),
  /** True when the supplier is to replace rejects, so that the line stays open for them. */
  replacesRejects: z.boolean().optional(),
})

const linesInput = <Line extends z.ZodType>(line: Line) => z.array(line).min(1).max(orderLinesMax)

const orderTermsInput = {
  requestedOn: dayWire,
  /** The supplier's when left out. */
  paymentTermsDays: z.int().min(0).max(365).optional(),
  incoterm: notes(60).optional(),
  note: notes(noteCharactersMax).optional(),
  /** Printed on the order. */
  supplierNote: notes(noteCharactersMax).optional(),
}

export const createOrderInput = z.strictObject({
  supplierId: idWire,
  placeId: idWire,
  /** The place's own; given, it must agree. */
  companyId: idWire.optional(),
  /** The supplier's when left out. */
  currency: currencyWire.optional(),
  /** Today at the place when left out. */
  orderedOn: dayWire.optional(),
  ...orderTermsInput,
  lines: linesInput(orderLineInput),
  sourceSystem: notes(60).optional(),
  /** With `sourceSystem` a business key: sent twice, it gives the order that is already there. */
  externalId: notes(120).optional(),
  /** True to submit at once. */
  submit: z.boolean().optional(),
})

export const proposalsPerCallMax = 1_000

export const makeOrdersInput = z
  .strictObject({
    proposalIds: z.array(idWire).min(1).max(proposalsPerCallMax),
    /** True to submit them at once. */
    submit: z.boolean().optional(),
  })
  .meta({ id: 'MakeOrders' })

export const changeOrderInput = z.strictObject({
  ...orderTermsInput,
  requestedOn: dayWire.optional(),
  /**
   * All open lines as they are to be; a line without `id` is new, one left out is taken off. Lines
   * that are closed or cancelled are not named: they stay.
   */
  lines: linesInput(orderLineInput.extend({ id: idWire.optional() })).optional(),
  /** Submits a draft at once; changed terms of a released order always are. */
  submit: z.boolean().optional(),
})

export const approvalInput = z.strictObject({
  decision: z.enum(['approved', 'rejected']),
  reason: notes(reasonCharactersMax).optional(),
})

export const reasonInput = z.strictObject({ reason: textWire(reasonCharactersMax) })

export const shortCloseInput = z.strictObject({
  lineIds: z.array(idWire).min(1).max(orderLinesMax),
  reason: textWire(reasonCharactersMax),
})

export const commentInput = z.strictObject({
  audience: z.enum(['internal', 'supplier']),
  body: textWire(noteCharactersMax),
})

const answerLineInput = z.strictObject({
  orderLineId: idWire,
  kind: z.enum(['accept', 'change', 'refuse']),
  quantity: countWire.optional(),
  promisedOn: dayWire.optional(),
  price: priceWire.optional(),
  comment: notes(1_000).optional(),
})

/** What a supplier says, over the link; lines left out are not answered yet. */
export const linkAnswerInput = z.strictObject({
  message: notes(noteCharactersMax).optional(),
  lines: z.array(answerLineInput).max(orderLinesMax),
})

/** The same, told by the buyer on the supplier's behalf. */
export const supplierAnswerInput = linkAnswerInput.extend({ orderId: idWire })

export const answerDecisionInput = z.strictObject({
  decision: z.enum(['accepted', 'rejected']),
  reason: notes(reasonCharactersMax).optional(),
  /** Lines decided otherwise than the rest. */
  lines: z
    .array(z.strictObject({ orderLineId: idWire, decision: z.enum(['accepted', 'rejected']) }))
    .max(orderLinesMax)
    .optional(),
})

export type CreateOrderInput = z.infer<typeof createOrderInput>
export type ChangeOrderInput = z.infer<typeof changeOrderInput>
export type OrderLineInput = z.infer<typeof orderLineInput> & { readonly id?: string | undefined }
export type LinkAnswerInput = z.infer<typeof linkAnswerInput>
export type AnswerDecisionInput = z.infer<typeof answerDecisionInput>
export type * from './contract-views.ts'
