/** One order as its workspace shows it. */
import { z } from 'zod'
import { dayWire, idWire, instantWire, moneyWire, priceWire, quantityWire } from '#platform/wire'

import { answerView } from './answers.ts'
import { orderRowShape } from './order-row.ts'
import { decimal, party } from './words.ts'

/** Below the supplier's minimum, or off the multiple in which he delivers. */
const termWarningCode = z.enum(['below_moq', 'off_multiple'])

/** What was suggested for a line of the buy list, and what a planner made of it. */
const lineDecision = z.strictObject({
  sku: z.string(),
  itemName: z.string(),
  suggested: quantityWire,
  ordered: quantityWire,
  supplierName: z.string(),
  /** The supplier that was suggested, or the place to move it from, where another was chosen. */
  insteadOf: z.string().nullable(),
  reason: z.string(),
  byName: z.string(),
  at: instantWire,
})

export const orderLineView = z.strictObject({
  id: idWire,
  lineNo: z.int(),
  item: z.strictObject({
    id: idWire,
    sku: z.string(),
    name: z.string(),
    unit: z.string(),
    unitDecimals: z.int(),
    tracksLots: z.boolean(),
    tracksExpiry: z.boolean(),
  }),
  description: z.string(),
  supplierSku: z.string(),
  entered: quantityWire,
  price: priceWire,
  /** `typed`, or the id of the supplier term it was quoted from. */
  priceSource: z.string(),
  value: moneyWire,
  ordered: quantityWire,
  confirmed: quantityWire,
  shipped: quantityWire,
  received: quantityWire,
  accepted: quantityWire,
  quarantined: quantityWire,
  rejected: quantityWire,
  returnedRejected: quantityWire,
  returnedAccepted: quantityWire,
  invoiced: quantityWire,
  cancelled: quantityWire,
  open: quantityWire,
  state: z.enum(['open', 'short_closed', 'cancelled']),
  stateReason: z.string(),
  answer: z.enum(['none', 'accepted', 'changed', 'refused', 'to_review']),
  replacesRejects: z.boolean(),
  requestedOn: dayWire,
  promisedOriginalOn: dayWire.nullable(),
  promisedOn: dayWire.nullable(),
  expectedOn: dayWire,
  /** Days the promise, and the expected arrival, are later than asked; negative: earlier. */
  promisedLateDays: z.int().nullable(),
  expectedLateDays: z.int(),
  isLate: z.boolean(),
  /** What the supplier's terms say against the quantity, until he answered the line. */
  warnings: z.array(z.strictObject({ code: termWarningCode, detail: z.string() })),
  /** Null where it was ordered as suggested, or not of the buy list. */
  decision: lineDecision.nullable(),
  stamps: z.strictObject({
    neededAt: instantWire.nullable(),
    requestedAt: instantWire.nullable(),
    approvedAt: instantWire.nullable(),
    releasedAt: instantWire.nullable(),
    acknowledgedAt: instantWire.nullable(),
    shippedAt: instantWire.nullable(),
    arrivedAt: instantWire.nullable(),
    receivedAt: instantWire.nullable(),
  }),
})

/** One step of the stepper; `done` of `of` where it is counted. */
const stageView = z.strictObject({
  stage: z.enum([
    'draft',
    'approved',
    'sent',
    'confirmed',
    'shipped',
    'received',
    'invoiced',
    'closed',
  ]),
  at: instantWire.nullable(),
  byName: z.string().nullable(),
  done: decimal.nullable(),
  of: decimal.nullable(),
  shareBps: z.int(),
})

export const orderView = z
  .strictObject({
    ...orderRowShape,
    supplier: party.extend({ email: z.string() }),
    place: party.extend({ timeZone: z.string() }),
    company: party.extend({ currency: z.string() }),
    companyTotal: moneyWire,
    /** Company currency for one of the order's, on the day of the order. */
    rate: decimal,
    paymentTermsDays: z.int(),
    incoterm: z.string(),
    note: z.string(),
    supplierNote: z.string(),
    lifecycleReason: z.string(),
    /** True when the company's threshold wants a second person for this total. */
    needsApproval: z.boolean(),
    buyerId: z.string(),
    termsVersion: z.int(),
    sourceSystem: z.string(),
    externalId: z.string(),
    createdAt: instantWire,
    approvalRequest: z
      .strictObject({
        id: idWire,
        status: z.enum(['pending', 'approved', 'rejected', 'withdrawn', 'void']),
        requestedByName: z.string(),
        requestedAt: instantWire,
        decidedByName: z.string().nullable(),
        decidedAt: instantWire.nullable(),
        reason: z.string(),
        /** Of an order made of the buy list: how many lines, and how pressing they are. */
        plan: z
          .strictObject({
            proposedLines: z.int(),
            switchedLines: z.int(),
            expeditedLines: z.int(),
            sellsOutOn: dayWire.nullable(),
            /** Whose quantity or supplier a planner decided; the first ten of them. */
            decidedLines: z.int(),
            decisions: z.array(lineDecision),
          })
          .nullable(),
      })
      .nullable(),
    link: z
      .strictObject({ expiresAt: instantWire, firstSeenAt: instantWire.nullable() })
      .nullable(),
    expectedPayment: z
      .strictObject({
        dueOn: dayWire,
        amount: moneyWire,
        firmness: z.enum(['requested', 'ordered', 'confirmed']),
      })
      .nullable(),
    stages: z.array(stageView),
    lines: z.array(orderLineView),
    answerToReview: answerView.nullable(),
  })
  .meta({ id: 'PurchaseOrder' })

export type OrderView = z.infer<typeof orderView>
export type LineDecision = z.infer<typeof lineDecision>
export type OrderLineView = z.infer<typeof orderLineView>
