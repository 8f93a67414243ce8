/** What one does with an order. */
import { z } from 'zod'

import { command, type Route, reply } from '#platform/http/route'
import { idWire, moneyToWire } from '#platform/wire'
import { changeOrder } from '../actions/change-order.ts'
import { createOrder } from '../actions/create-order.ts'
import { decideOrder } from '../actions/decide-order.ts'
import {
  cancelOrder,
  closeOrder,
  holdOrder,
  reopenOrder,
  resumeOrder,
} from '../actions/hold-order.ts'
import { releaseOrder } from '../actions/release-order.ts'
import { shortCloseLines } from '../actions/short-close-lines.ts'
import { submitOrder } from '../actions/submit-order.ts'
import {
  approvalInput,
  changeOrderInput,
  createOrderInput,
  reasonInput,
  shortCloseInput,
} from '../contract.ts'
import {
  orderActed,
  orderChanged,
  orderCreated,
  orderExisting,
  orderReleased,
  orderSubmitted,
} from '../contract-views.ts'
import type { OrderId } from '../store/order-for-work.ts'
import { problemFor } from './problem.ts'
import { acted, actedView } from './wire.ts'

export const tag = 'purchasing'
export const orderParams = z.strictObject({ orderId: idWire })

const idOf = (params: { readonly orderId: string }) => params.orderId as OrderId

export const actRoutes: readonly Route[] = [
  command({
    method: 'POST',
    path: '/purchase-orders',
    tag,
    summary: 'Write an order, and submit it when asked to',
    description:
      'Prices left out are quoted from the terms of the supplier. An order that is already there ' +
      'with this sourceSystem and externalId is answered with 200.',
    permission: 'orders.write',
    body: createOrderInput,
    responses: { 201: orderCreated, 200: orderExisting },
    problems: [422],
    run: async (tx, { body }) => {
      const outcome = await createOrder(tx, body)
      if (outcome.kind === 'refused') return problemFor(outcome)
      const shared = {
        id: outcome.orderId,
        total: moneyToWire(outcome.totalMinor, outcome.currency),
        version: outcome.version,
      }
      const meta = { version: outcome.version, location: `/purchase-orders/${outcome.orderId}` }
      if (outcome.kind === 'existing') {
        const { number, lifecycle, termsVersion, lineIds } = outcome
        return reply(
          200,
          { ...shared, number, lifecycle, termsVersion, lineIds: [...lineIds] },
          meta,
        )
      }
      const { approval, lineIds } = outcome
      const warnings = outcome.warnings.map(({ code, detail = '', pointer = '' }) => ({
        code,
        detail,
        pointer,
      }))
      const fresh = { number: null, lifecycle: 'draft' as const, termsVersion: 0 }
      return reply(201, { ...shared, ...fresh, approval, lineIds, warnings }, meta)
    },
  }),
  command({
    method: 'PATCH',
    path: '/purchase-orders/:orderId',
    tag,
    summary: 'Change an order',
    description:
      'A draft is rewritten. A released order is held with its new terms, which are submitted at ' +
      'once; releasing them makes the next version.',
    permission: 'orders.write',
    params: orderParams,
    body: changeOrderInput,
    responses: { 200: orderChanged },
    problems: [404, 409, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const outcome = await changeOrder(tx, { orderId: idOf(params), ifMatch, changes: body })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const { order, approval } = outcome
      return reply(200, { ...actedView(order), approval }, { version: order.version })
    },
  }),
  command({
    method: 'POST',
    path: '/purchase-orders/:orderId/submission',
    tag,
    summary: 'Submit an order for approval',
    permission: 'orders.write',
    params: orderParams,
    responses: { 200: orderSubmitted },
    problems: [404, 409, 412],
    run: async (tx, { params, ifMatch }) => {
      const outcome = await submitOrder(tx, { orderId: idOf(params), ifMatch })
      if (outcome.kind !== 'submitted') return problemFor(outcome)
      const { order, approval } = outcome
      return reply(200, { ...actedView(order), approval }, { version: order.version })
    },
  }),
  command({
    method: 'POST',
    path: '/purchase-orders/:orderId/approvals',
    tag,
    summary: 'Approve or reject an order as it stands',
    permission: 'orders.approve',
    params: orderParams,
    body: approvalInput,
    responses: { 200: orderActed },
    problems: [404, 409, 412],
    run: async (tx, { params, body, ifMatch }) => {
      const { decision, reason = '' } = body
      const outcome = await decideOrder(tx, { orderId: idOf(params), decision, reason, ifMatch })
      return outcome.kind === 'decided' ? acted(outcome.order) : problemFor(outcome)
    },
  }),
  command({
    method: 'POST',
    path: '/purchase-orders/:orderId/release',
    tag,
    summary: 'Release an order, or its changed terms, to the supplier',
    permission: 'orders.release',
    params: orderParams,
    responses: { 200: orderReleased },
    problems: [404, 409, 412],
    run: async (tx, { params, ifMatch }) => {
      const outcome = await releaseOrder(tx, { orderId: idOf(params), ifMatch })
      if (outcome.kind !== 'released') return problemFor(outcome)
      const { order, isMailed } = outcome
      return reply(200, { ...actedView(order), isMailed }, { version: order.version })
    },
  }),
  ...lifeRoutes(),
  command({
    method: 'POST',
    path: '/purchase-orders/:orderId/short-closures',
    tag,
    summary: 'Give up what has not come of some lines',
    permission: 'orders.write',
    params: orderParams,
    body: shortCloseInput,
    responses: { 200: orderActed },
    problems: [404, 409, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const outcome = await shortCloseLines(tx, { orderId: idOf(params), ifMatch, ...body })
      return outcome.kind === 'done' ? acted(outcome.order) : problemFor(outcome)
    },
  }),
]

function lifeRoutes(): readonly Route[] {
  const shared = {
    tag,
    permission: 'orders.write',
    params: orderParams,
    responses: { 200: orderActed },
    problems: [404, 409, 412],
  } as const
  const moves = [
    ['holds', 'Hold a released order', holdOrder],
    ['cancellation', 'Cancel an order of which nothing has come', cancelOrder],
    ['closure', 'Close an order on which nothing more is to come', closeOrder],
  ] as const
  const backs = [
    ['holds', 'Resume a held order', resumeOrder],
    ['closure', 'Reopen a closed order', reopenOrder],
  ] as const
  return [
    ...moves.map(([name, summary, act]) =>
      command({
        ...shared,
        method: 'POST',
        path: `/purchase-orders/:orderId/${name}`,
        summary,
        body: reasonInput,
        run: async (tx, { params, body, ifMatch }) => {
          const outcome = await act(tx, { orderId: idOf(params), ifMatch, reason: body.reason })
          return outcome.kind === 'done' ? acted(outcome.order) : problemFor(outcome)
        },
      }),
    ),
    ...backs.map(([name, summary, act]) =>
      command({
        ...shared,
        method: 'DELETE',
        path: `/purchase-orders/:orderId/${name}`,
        summary,
        run: async (tx, { params, ifMatch }) => {
          const outcome = await act(tx, { orderId: idOf(params), ifMatch })
          return outcome.kind === 'done' ? acted(outcome.order) : problemFor(outcome)
        },
      }),
    ),
  ]
}
