import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, empty, question, type Route, reply } from '#platform/http/route'

import { changeMinimum, createMinimum, removeMinimum } from '../actions/save-minimum.ts'
import {
  changeOrderMinimumBody,
  createOrderMinimumBody,
  listOrderMinimumsQuery,
  orderMinimumPage,
  orderMinimumParams,
  orderMinimumView,
} from '../contract.ts'
import { listMinimums, readMinimum } from '../queries/list-lanes.ts'
import type { OrderMinimumId } from '../store/lanes.ts'
import { tag } from './runs.ts'

export const minimumRoutes: readonly Route[] = [
  question({
    path: '/order-minimums',
    tag,
    summary: 'List what suppliers ask for at least, and loads to fill',
    permission: 'plans.read',
    query: listOrderMinimumsQuery,
    responses: { 200: orderMinimumPage },
    run: async (ask, { query }) => reply(200, await listMinimums(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/order-minimums',
    tag,
    summary: 'Say what a supplier asks for at least',
    permission: 'plans.write',
    body: createOrderMinimumBody,
    responses: { 201: orderMinimumView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const outcome = await createMinimum(tx, body)
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readMinimum(tx, outcome.minimumId)
      invariant(view !== undefined, 'a minimum just added is there')
      return reply(201, view, { version: view.version, location: `/order-minimums/${view.id}` })
    },
  }),
  question({
    path: '/order-minimums/:orderMinimumId',
    tag,
    summary: 'Read what a supplier asks for at least',
    permission: 'plans.read',
    params: orderMinimumParams,
    responses: { 200: orderMinimumView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readMinimum(ask, params.orderMinimumId as OrderMinimumId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/order-minimums/:orderMinimumId',
    tag,
    summary: 'Change what a supplier asks for at least',
    permission: 'plans.write',
    params: orderMinimumParams,
    body: changeOrderMinimumBody,
    responses: { 200: orderMinimumView },
    problems: [404, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const minimumId = params.orderMinimumId as OrderMinimumId
      const outcome = await changeMinimum(tx, { minimumId, seenVersion: ifMatch, changes: body })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readMinimum(tx, minimumId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'DELETE',
    path: '/order-minimums/:orderMinimumId',
    tag,
    summary: 'Take a supplier minimum away',
    permission: 'plans.write',
    params: orderMinimumParams,
    responses: { 204: empty },
    problems: [404],
    run: async (tx, { params }) => {
      const outcome = await removeMinimum(tx, params.orderMinimumId as OrderMinimumId)
      return outcome.kind === 'removed' ? reply(204) : problemFor(outcome)
    },
  }),
]
