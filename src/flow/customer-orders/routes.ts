import { invariant } from '#kernel/invariant'
import { businessNo } from '#platform/http/business-no'
import { staleProblem } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'
import type { Tx } from '#platform/work'

import { type ActOnLines, actOnLines } from './actions/act-on-lines.ts'
import { createOrder } from './actions/create-order.ts'
import {
  cancellationInput,
  createOrderInput,
  listOrdersQuery,
  orderPage,
  orderParams,
  orderView,
  returnInput,
  shipmentInput,
} from './contract.ts'
import type { CustomerOrderId } from './order.ts'
import { listOrders, readOrder } from './queries/read-order.ts'

const tag = 'customer orders'

const conflicts: ReadonlySet<string> = new Set([
  'external_id_used',
  'nothing_open',
  'nothing_shipped',
  'over_open',
  'over_shipped',
])

const act = {
  method: 'POST',
  tag,
  permission: 'demand.write',
  params: orderParams,
  responses: { 200: orderView },
  problems: [404, 409, 412, 422],
} as const

export const routes: readonly Route[] = [
  question({
    path: '/customer-orders',
    tag,
    summary: 'List customer orders',
    permission: 'demand.read',
    query: listOrdersQuery,
    responses: { 200: orderPage },
    run: async (ask, { query }) => reply(200, await listOrders(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/customer-orders',
    tag,
    summary: 'Take an order of a customer',
    description:
      'With an external id the same order may be sent again: it is answered with 200 as it is now. ' +
      'Another order under that id is refused with 409, which names the one that has it.',
    permission: 'demand.write',
    body: createOrderInput,
    responses: { 200: orderView, 201: orderView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const outcome = await createOrder(tx, body)
      if (outcome.kind === 'refused') return businessNo(outcome.errors, conflicts)
      const view = await viewOf(tx, outcome.orderId)
      const meta = { version: view.version, location: `/customer-orders/${view.id}` }
      return outcome.kind === 'existing' ? reply(200, view, meta) : reply(201, view, meta)
    },
  }),
  question({
    path: '/customer-orders/:orderId',
    tag,
    summary: 'Read a customer order',
    permission: 'demand.read',
    params: orderParams,
    responses: { 200: orderView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readOrder(ask, params.orderId as CustomerOrderId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    ...act,
    path: '/customer-orders/:orderId/cancellation',
    summary: 'Cancel what is open of a customer order, or some of it',
    body: cancellationInput,
    run: async (tx, { params, body, ifMatch }) =>
      acted(tx, { ...body, act: 'cancellation', seenVersion: ifMatch, orderId: idOf(params) }),
  }),
  command({
    ...act,
    path: '/customer-orders/:orderId/shipments',
    summary: 'Say what has left to the customer',
    description: 'For goods that leave from elsewhere: stock is moved by sale issues, not by this.',
    body: shipmentInput,
    run: async (tx, { params, body, ifMatch }) =>
      acted(tx, { ...body, act: 'shipment', seenVersion: ifMatch, orderId: idOf(params) }),
  }),
  command({
    ...act,
    path: '/customer-orders/:orderId/returns',
    summary: 'Say what has come back from the customer',
    body: returnInput,
    run: async (tx, { params, body, ifMatch }) => {
      const { returnedOn: onDay, ...rest } = body
      return acted(tx, {
        ...{ ...rest, onDay, seenVersion: ifMatch },
        act: 'return',
        orderId: idOf(params),
      })
    },
  }),
]

const idOf = (params: { readonly orderId: string }) => params.orderId as CustomerOrderId

async function acted(tx: Tx, given: ActOnLines) {
  const outcome = await actOnLines(tx, given)
  if (outcome.kind === 'not_found') return notFound()
  if (outcome.kind === 'stale') return staleProblem(outcome)
  if (outcome.kind === 'refused') return businessNo(outcome.errors, conflicts)
  const view = await viewOf(tx, given.orderId)
  return reply(200, view, { version: view.version })
}

async function viewOf(tx: Tx, orderId: CustomerOrderId) {
  const view = await readOrder(tx, orderId)
  invariant(view !== undefined, 'an order just written is there')
  return view
}
