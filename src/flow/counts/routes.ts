import { businessNo } from '#platform/http/business-no'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { adjustStock, openStock } from './actions/adjust-stock.ts'
import type { AdjustmentId } from './adjustment.ts'
import {
  adjustmentInput,
  adjustmentListQuery,
  adjustmentPage,
  adjustmentParams,
  adjustmentView,
} from './contract.ts'
import { listAdjustments, readAdjustment } from './queries/read-adjustment.ts'

const tag = 'counts'

const conflicts: ReadonlySet<string> = new Set(['stock_short'])

export const routes: readonly Route[] = [
  question({
    path: '/stock-adjustments',
    tag,
    summary: 'List stock adjustments and opening stock',
    permission: 'stock.read',
    query: adjustmentListQuery,
    responses: { 200: adjustmentPage },
    run: async (ask, { query }) => reply(200, await listAdjustments(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/stock-adjustments',
    tag,
    summary: 'Post what was found or lost, or the opening stock',
    description: 'Opening stock needs the permission ledger.post as well.',
    permission: 'stock.adjust',
    body: adjustmentInput,
    responses: { 201: adjustmentView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const { kind, ...command } = body
      const outcome = await (kind === 'opening' ? openStock(tx, command) : adjustStock(tx, command))
      if (outcome.kind === 'refused') return businessNo(outcome.errors, conflicts)
      const { adjustment } = outcome
      return reply(201, adjustment, { location: `/stock-adjustments/${adjustment.id}` })
    },
  }),
  question({
    path: '/stock-adjustments/:adjustmentId',
    tag,
    summary: 'Read a stock adjustment',
    permission: 'stock.read',
    params: adjustmentParams,
    responses: { 200: adjustmentView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readAdjustment(ask, params.adjustmentId as AdjustmentId)
      return view === undefined ? notFound() : reply(200, view)
    },
  }),
]
