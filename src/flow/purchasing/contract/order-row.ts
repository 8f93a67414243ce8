/** Orders as a list shows them. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { searchWire } from '#platform/search'
import { dayWire, idWire, moneyWire } from '#platform/wire'

import { answerProgress, approvalState, decimal, lifecycle, party, progress } from './words.ts'

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

export const orderRowShape = {
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

export type OrderRow = z.infer<typeof orderRow>
export type ListOrdersQuery = z.infer<typeof listOrdersQuery>
