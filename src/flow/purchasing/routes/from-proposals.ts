import type { ProposalId } from '#flow/planning'
import { problemFor as plainProblemFor } from '#platform/http/outcome'
import { command, type Route, reply } from '#platform/http/route'
import { moneyToWire } from '#platform/wire'

import { makeOrders } from '../actions/make-orders.ts'
import { makeOrdersInput } from '../contract.ts'
import { ordersMade } from '../contract-views.ts'
import { problemFor } from './problem.ts'

export const fromProposalRoutes: readonly Route[] = [
  command({
    method: 'POST',
    path: '/purchase-orders/from-proposals',
    tag: 'purchasing',
    summary: 'Make orders of lines of the buy list',
    description:
      'One order for each supplier, place and currency, all or none. Lines that somebody took ' +
      'meanwhile, or that are no longer needed, are named with 409.',
    permission: 'orders.write',
    body: makeOrdersInput,
    responses: { 201: ordersMade },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const proposalIds = body.proposalIds as ProposalId[]
      const outcome = await makeOrders(tx, { ...body, proposalIds })
      if (outcome.kind === 'refused') {
        return 'reasons' in outcome ? problemFor(outcome) : plainProblemFor(outcome)
      }
      return reply(201, {
        orders: outcome.orders.map((order) => ({
          id: order.orderId,
          supplierId: order.supplierId,
          placeId: order.placeId,
          total: moneyToWire(order.totalMinor, order.currency),
          lineCount: order.proposalIds.length,
          proposalIds: order.proposalIds,
          approval: order.approval,
        })),
      })
    },
  }),
]
