/** What purchasing gives over the wire. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { searchWire } from '#platform/search'
import { dayWire, idWire, instantWire, moneyWire, priceWire, quantityWire } from '#platform/wire'

const lifecycle = z.enum(['draft', 'released', 'on_hold', 'closed', 'cancelled'])
const progress = z.enum(['none', 'partial', 'full', 'over'])
const answerProgress = z.enum(['none', 'partial', 'full', 'exception'])
const approvalState = z.enum(['approved', 'pending', 'rejected', 'none'])
const decimal = z.string()

/** What an act left behind; read the order for the rest. */
export const orderActed = z.strictObject({
  id: idWire,
  number: z.string().nullable(),
  lifecycle,
  total: moneyWire,
  /** Of the document, for If-Match. */
  version: z.int(),
  /** Of the terms as sent to the supplier; 0 before the first release. */
  termsVersion: z.int(),
})

export const orderCreated = orderActed.extend({
  approval: z.enum(['not_submitted', 'not_needed', 'pending']),
  lineIds: z.array(idWire),
})

/** An order that was already there with this business key. */
export const orderExisting = orderActed.extend({ lineIds: z.array(idWire) })
export const orderSubmitted = orderActed.extend({ approval: z.enum(['not_needed', 'pending']) })
export const orderReleased = orderActed.extend({ isMailed: z.boolean() })

const party = z.strictObject({ id: idWire, code: z.string(), name: z.string() })
const unitSums = z.strictObject({
  ordered: decimal,
  confirmed: decimal,
  shipped: decimal,
  received: decimal,
  invoiced: decimal,
})

const badges = {
  lifecycle,
  /** The life with what follows from lines and approval. */
  status: z.enum([
    'draft',
    'pending_approval',
    'approved',
    'released',
    'in_fulfilment',
    'completed',
    'on_hold',
    'closed',
    'cancelled',
  ]),
  approval: approvalState,
  answer: answerProgress,
  receipt: progress,
  invoice: progress,
  isLate: z.boolean(),
  /** True when changed terms wait to be released again. */
  isChanged: z.boolean(),
}

const orderRowShape = {
  id: idWire,
  number: z.string().nullable(),
  supplier: party,
  place: party,
  company: party,
  ...badges,
  orderedOn: dayWire,
  requestedOn: dayWire,
  expectedOn: dayWire.nullable(),
  buyerName: z.string(),
  lineCount: z.int(),
  total: moneyWire,
  received: moneyWire,
  invoiced: moneyWire,
  units: unitSums,
  version: z.int(),
}

export const orderRow = z.strictObject(orderRowShape)
export const orderPage = page(orderRow)

const exceptionView = z.strictObject({
  code: z.enum(['refused', 'promised_late', 'quantity_short', 'quantity_over', 'price_over']),
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

const answerStatus = z.enum(['auto_accepted', 'needs_review', 'accepted', 'rejected', 'superseded'])

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

const yes = z.enum(['true'])

export const listOrdersQuery = listQuery({
  filters: {
    q: searchWire.optional(),
    lifecycle: lifecycle.optional(),
    supplierId: idWire.optional(),
    companyId: idWire.optional(),
    placeId: idWire.optional(),
    itemId: idWire.optional(),
    buyerId: z.string().max(100).optional(),
    approval: z.enum(['pending']).optional(),
    answer: z.enum(['none', 'to_review']).optional(),
    receipt: z.enum(['none', 'open', 'done']).optional(),
    invoice: z.enum(['none', 'open', 'done']).optional(),
    late: yes.optional(),
    orderedFrom: dayWire.optional(),
    orderedTo: dayWire.optional(),
    requestedFrom: dayWire.optional(),
    requestedTo: dayWire.optional(),
    sourceSystem: z.string().max(60).optional(),
    externalId: z.string().max(120).optional(),
  },
  sorts: ['-orderedOn', 'requestedOn', 'number', 'total'],
})

export const listAnswersQuery = listQuery({
  filters: {
    status: answerStatus.optional(),
    orderId: idWire.optional(),
    supplierId: idWire.optional(),
  },
  sorts: ['-answeredAt'],
})

export const versionView = z.strictObject({
  version: z.int(),
  cause: z.string(),
  madeAt: instantWire,
  madeByName: z.string(),
  total: moneyWire,
  /** What differs from the version before; none on the first. */
  differences: z.array(
    z.strictObject({
      lineNo: z.int().nullable(),
      sku: z.string().nullable(),
      field: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
})

export const versionList = z.strictObject({ items: z.array(versionView) })

export const timelineEntry = z.strictObject({
  id: z.string(),
  kind: z.enum(['event', 'comment', 'change']),
  at: instantWire,
  byName: z.string(),
  /** An event's type; `comment.internal`, `comment.supplier`; or the table that changed. */
  type: z.string(),
  body: z.string(),
  facts: z.record(z.string(), z.unknown()),
})

export const timelinePage = page(timelineEntry)
export const timelineQuery = z.strictObject({
  kind: z.enum(['event', 'comment', 'change']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
})

export const commentView = z.strictObject({
  id: idWire,
  audience: z.enum(['internal', 'supplier']),
  body: z.string(),
  authorName: z.string(),
  writtenAt: instantWire,
})

export const supplierLinkView = z.strictObject({ path: z.string(), expiresAt: instantWire })

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
        quantity: quantityWire,
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
export type OrderRow = z.infer<typeof orderRow>
export type OrderView = z.infer<typeof orderView>
export type OrderLineView = z.infer<typeof orderLineView>
export type AnswerView = z.infer<typeof answerView>
export type AnswerRow = z.infer<typeof answerRow>
export type ListOrdersQuery = z.infer<typeof listOrdersQuery>
export type ListAnswersQuery = z.infer<typeof listAnswersQuery>
export type TimelineQuery = z.infer<typeof timelineQuery>
export type VersionView = z.infer<typeof versionView>
export type TimelineEntry = z.infer<typeof timelineEntry>
