import { businessNo } from '#platform/http/business-no'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { postReturn } from './actions/post-return.ts'
import { reverseReturn } from './actions/reverse-return.ts'
import {
  returnInput,
  returnListQuery,
  returnPage,
  returnParams,
  returnView,
  reversalInput,
} from './contract.ts'
import { listReturns, readReturn } from './queries/read-return.ts'
import type { ReturnId } from './return.ts'

const tag = 'returns'

const conflicts: ReadonlySet<string> = new Set([
  'over_return',
  'stock_short',
  'already_reversed',
  'is_reversal',
])

export const routes: readonly Route[] = [
  question({
    path: '/supplier-returns',
    tag,
    summary: 'List returns to suppliers',
    permission: 'receipts.read',
    query: returnListQuery,
    responses: { 200: returnPage },
    run: async (ask, { query }) => reply(200, await listReturns(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/supplier-returns',
    tag,
    summary: 'Send rejects or accepted goods back to their supplier',
    permission: 'returns.post',
    body: returnInput,
    responses: { 201: returnView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const outcome = await postReturn(tx, body)
      if (outcome.kind === 'refused') return businessNo(outcome.errors, conflicts)
      const { supplierReturn } = outcome
      return reply(201, supplierReturn, { location: `/supplier-returns/${supplierReturn.id}` })
    },
  }),
  question({
    path: '/supplier-returns/:returnId',
    tag,
    summary: 'Read a return to a supplier',
    permission: 'receipts.read',
    params: returnParams,
    responses: { 200: returnView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readReturn(ask, params.returnId as ReturnId)
      return view === undefined ? notFound() : reply(200, view)
    },
  }),
  command({
    method: 'POST',
    path: '/supplier-returns/:returnId/reversal',
    tag,
    summary: 'Take a return to a supplier back, whole',
    permission: 'returns.post',
    params: returnParams,
    body: reversalInput,
    responses: { 201: returnView },
    problems: [404, 409, 422],
    run: async (tx, { params, body }) => {
      const outcome = await reverseReturn(tx, { ...body, returnId: params.returnId as ReturnId })
      if (outcome.kind === 'not_found') return notFound()
      if (outcome.kind === 'refused') return businessNo(outcome.errors, conflicts)
      const { supplierReturn } = outcome
      return reply(201, supplierReturn, { location: `/supplier-returns/${supplierReturn.id}` })
    },
  }),
]
