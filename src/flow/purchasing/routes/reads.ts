/** What one can ask of orders and answers. */
import { malformed, notFound } from '#platform/http/problem'
import { command, file, fileOf, question, type Route, reply } from '#platform/http/route'
import { commentOnOrder } from '../actions/comment-on-order.ts'
import { commentInput } from '../contract.ts'
import {
  answerPage,
  answerView,
  commentView,
  listAnswersQuery,
  listOrdersQuery,
  orderPage,
  orderView,
  supplierLinkView,
  timelinePage,
  timelineQuery,
  versionList,
} from '../contract-views.ts'
import { orderPdf } from '../papers/order-pdf.ts'
import { listAnswers, readAnswerView } from '../queries/list-answers.ts'
import { listOrders } from '../queries/list-orders.ts'
import { listVersions } from '../queries/list-versions.ts'
import { readOrder } from '../queries/read-order.ts'
import { readPaper } from '../queries/read-paper.ts'
import { readSupplierLink } from '../queries/supplier-links.ts'
import { readTimeline, readTimelineCursor } from '../queries/timeline.ts'
import type { AnswerId } from '../store/answers.ts'
import type { OrderId } from '../store/order-for-work.ts'
import { supplierPath } from '../supplier-token.ts'
import { orderParams, tag } from './acts.ts'
import { answerParams } from './answers.ts'
import { problemFor } from './problem.ts'

const idOf = (params: { readonly orderId: string }) => params.orderId as OrderId

export const readRoutes: readonly Route[] = [
  question({
    path: '/purchase-orders',
    tag,
    summary: 'List orders with what their lines add up to',
    permission: 'orders.read',
    query: listOrdersQuery,
    responses: { 200: orderPage },
    run: async (ask, { query }) => reply(200, await listOrders(ask, query)),
  }),
  question({
    path: '/purchase-orders/:orderId',
    tag,
    summary: 'Read an order',
    permission: 'orders.read',
    params: orderParams,
    responses: { 200: orderView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readOrder(ask, idOf(params))
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  question({
    path: '/purchase-orders/:orderId/document.pdf',
    tag,
    summary: 'The order as a PDF',
    permission: 'orders.read',
    params: orderParams,
    responses: { 200: fileOf('application/pdf') },
    problems: [404],
    run: async (ask, { params }) => {
      const paper = await readPaper(ask, idOf(params))
      if (paper === undefined) return notFound()
      return file('application/pdf', `${paper.number ?? 'draft'}.pdf`, await orderPdf(paper))
    },
  }),
  question({
    path: '/purchase-orders/:orderId/versions',
    tag,
    summary: 'The versions of an order’s terms, newest first, with what differs',
    permission: 'orders.read',
    params: orderParams,
    responses: { 200: versionList },
    run: async (ask, { params }) => reply(200, { items: await listVersions(ask, idOf(params)) }),
  }),
  question({
    path: '/purchase-orders/:orderId/timeline',
    tag,
    summary: 'What happened to an order, newest first',
    permission: 'orders.read',
    params: orderParams,
    query: timelineQuery,
    responses: { 200: timelinePage },
    run: async (ask, { params, query }) => {
      const { cursor, ...asked } = query
      const after = cursor === undefined ? undefined : readTimelineCursor(cursor)
      if (cursor !== undefined && after === undefined) return cursorUnknown()
      return reply(200, await readTimeline(ask, idOf(params), { ...asked, after }))
    },
  }),
  question({
    path: '/purchase-orders/:orderId/supplier-link',
    tag,
    summary: 'The supplier’s link, to hand it over by other means than mail',
    permission: 'orders.release',
    params: orderParams,
    responses: { 200: supplierLinkView },
    problems: [404],
    run: async (ask, { params, organization }) => {
      const link = await readSupplierLink(ask, idOf(params))
      if (link === undefined) return notFound()
      const path = supplierPath(organization.slug, link.id)
      return reply(200, { path, expiresAt: link.expiresAt.toISOString() })
    },
  }),
  command({
    method: 'POST',
    path: '/purchase-orders/:orderId/comments',
    tag,
    summary: 'Write a comment, for colleagues or for the supplier too',
    permission: 'orders.write',
    params: orderParams,
    body: commentInput,
    responses: { 201: commentView },
    problems: [404],
    run: async (tx, { params, body }) => {
      const outcome = await commentOnOrder(tx, { orderId: idOf(params), ...body })
      if (outcome.kind === 'refused') return problemFor(outcome)
      const written = { authorName: tx.actor.name, writtenAt: tx.now.toISOString() }
      return reply(201, { id: outcome.commentId, ...body, ...written })
    },
  }),
  question({
    path: '/supplier-answers',
    tag,
    summary: 'List supplier answers',
    permission: 'orders.read',
    query: listAnswersQuery,
    responses: { 200: answerPage },
    run: async (ask, { query }) => reply(200, await listAnswers(ask, query)),
  }),
  question({
    path: '/supplier-answers/:answerId',
    tag,
    summary: 'Read an answer beside what was asked',
    permission: 'orders.read',
    params: answerParams,
    responses: { 200: answerView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readAnswerView(ask, params.answerId as AnswerId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
]

function cursorUnknown() {
  const detail = 'Start from the first page: this cursor belongs to another list.'
  return malformed([{ code: 'cursor_unknown', detail, pointer: '?cursor' }])
}
