import { businessNo } from '#platform/http/business-no'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { inspect } from './actions/inspect.ts'
import { postReceipt } from './actions/post-receipt.ts'
import { reverseReceipt } from './actions/reverse-receipt.ts'
import {
  arrivalParams,
  arrivalsQuery,
  arrivalsView,
  arrivalView,
  inspectionInput,
  receiptInput,
  receiptListQuery,
  receiptPage,
  receiptParams,
  receiptPosted,
  receiptView,
  reversalInput,
} from './contract.ts'
import { readArrival, readArrivals } from './queries/arrivals.ts'
import { listReceipts } from './queries/list-receipts.ts'
import { readReceipt } from './queries/read-receipt.ts'
import type { ReceiptId } from './receipt.ts'
import { receivingConflicts } from './sentences.ts'

const tag = 'receiving'

export const routes: readonly Route[] = [
  question({
    path: '/receipts',
    tag,
    summary: 'List receipts',
    permission: 'receipts.read',
    query: receiptListQuery,
    responses: { 200: receiptPage },
    run: async (ask, { query }) => reply(200, await listReceipts(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/receipts',
    tag,
    summary: 'Receive a delivery against an order',
    description:
      'Posts stock with its cost and the accrual. More than the tolerance allows is refused with 409 ' +
      '`over_receipt`; each error says how much may still come.',
    permission: 'receipts.post',
    body: receiptInput,
    responses: { 201: receiptPosted },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const outcome = await postReceipt(tx, body)
      if (outcome.kind === 'refused') return businessNo(outcome.errors, receivingConflicts)
      const { receipt, remarks } = outcome
      return reply(201, { ...receipt, remarks }, { location: `/receipts/${receipt.id}` })
    },
  }),
  question({
    path: '/receipts/:receiptId',
    tag,
    summary: 'Read a receipt',
    permission: 'receipts.read',
    params: receiptParams,
    responses: { 200: receiptView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readReceipt(ask, params.receiptId as ReceiptId)
      return view === undefined ? notFound() : reply(200, view)
    },
  }),
  command({
    method: 'POST',
    path: '/receipts/:receiptId/reversal',
    tag,
    summary: 'Take a receipt back, whole',
    description: 'Refused with 409 when its units were sent back, invoiced or used, with reasons.',
    permission: 'receipts.post',
    params: receiptParams,
    body: reversalInput,
    responses: { 201: receiptView },
    problems: [404, 409, 422],
    run: async (tx, { params, body }) => {
      const receiptId = params.receiptId as ReceiptId
      const outcome = await reverseReceipt(tx, { ...body, receiptId })
      if (outcome.kind === 'not_found') return notFound()
      if (outcome.kind === 'refused') return businessNo(outcome.errors, receivingConflicts)
      return reply(201, outcome.receipt, { location: `/receipts/${outcome.receipt.id}` })
    },
  }),
  command({
    method: 'POST',
    path: '/receipts/:receiptId/inspections',
    tag,
    summary: 'Judge quarantined units: passed into stock, or failed',
    permission: 'receipts.post',
    params: receiptParams,
    body: inspectionInput,
    responses: { 201: receiptView },
    problems: [404, 409, 422],
    run: async (tx, { params, body }) => {
      const outcome = await inspect(tx, { ...body, receiptId: params.receiptId as ReceiptId })
      if (outcome.kind === 'not_found') return notFound()
      if (outcome.kind === 'refused') return businessNo(outcome.errors, receivingConflicts)
      return reply(201, outcome.receipt)
    },
  }),
  question({
    path: '/arrivals',
    tag,
    summary: 'What is expected: late, today and in the next days, by order',
    permission: 'receipts.read',
    query: arrivalsQuery,
    responses: { 200: arrivalsView },
    run: async (ask, { query }) => reply(200, await readArrivals(ask, query)),
  }),
  question({
    path: '/arrivals/:orderId',
    tag,
    summary: 'What is still to come of one order, line by line',
    permission: 'receipts.read',
    params: arrivalParams,
    responses: { 200: arrivalView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readArrival(ask, params.orderId)
      return view === undefined ? notFound() : reply(200, view)
    },
  }),
]
