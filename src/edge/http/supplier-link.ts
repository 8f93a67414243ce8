/**
 * The page of a supplier's link: no account, the token says it all. Reading changes nothing; that the
 * page was seen is told by a request of its own, which a mail scanner does not make.
 */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'

import { linkAnswerInput } from '#contracts/flow/purchasing'
import {
  answerOrder,
  type FoundLink,
  findLink,
  leaveMessage,
  noteSeen,
  orderPdf,
  readPaper,
  readSupplierPage,
  readToken,
  secretHash,
} from '#flow/purchasing'
import { check, uncleanParts } from '#platform/http/malformed'
import { MalformedInputError, type Problem, problem } from '#platform/http/problem'
import { sendProblem } from '#platform/http/register'
import type { Permission } from '#platform/permissions'
import type { ActorId, Work } from '#platform/work'

import { orderProblem } from '#routes/flow/purchasing'

import type { Edge } from './edge.ts'

/** Requests in a minute by one address. */
const requestsMax = 120

const permissions: ReadonlySet<Permission> = new Set(['orders.read', 'orders.answer'])

type Visit = { readonly link: FoundLink; readonly work: Work; readonly kind: 'visit' }

export function registerSupplierLink(app: FastifyInstance, edge: Edge): void {
  const config = { rateLimit: { max: requestsMax, timeWindow: '1 minute' } }
  const prefix = '/api/supplier/:token'
  app.get(prefix, { config }, visiting(edge, showPage))
  app.get(`${prefix}/order.pdf`, { config }, visiting(edge, showPaper))
  app.post(`${prefix}/seen`, { config }, visiting(edge, markSeen))
  app.post(`${prefix}/answers`, { config }, visiting(edge, takeAnswer))
}

type Show = (visit: Visit, request: FastifyRequest, response: FastifyReply) => Promise<FastifyReply>

function visiting(edge: Edge, show: Show) {
  return async (request: FastifyRequest, response: FastifyReply) => {
    // A link is a secret: no page of ours tells it on, and nothing keeps what it shows.
    response.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
    const visit = await visitOf(edge, request)
    return visit.kind === 'problem' ? sendProblem(response, visit) : show(visit, request, response)
  }
}

async function visitOf(edge: Edge, request: FastifyRequest): Promise<Visit | Problem> {
  const { token } = request.params as { readonly token: string }
  const parts = readToken(token)
  const organization = parts && (await edge.installation.organization(parts.slug))
  if (parts === undefined || organization === undefined) return unknownLink()
  const ask = { db: organization.db, now: edge.installation.clock() }
  const link = await findLink(ask, secretHash(parts.secret))
  if (link === undefined) return unknownLink()
  if (link.state !== 'open') return goneLink(link.state)
  const actor = {
    id: `supplier-link:${link.id}` as ActorId,
    kind: 'supplier',
    name: link.supplierName,
    permissions,
  } as const
  const context = { requestId: request.id, address: request.ip }
  return { kind: 'visit', link, work: organization.work(actor, context) }
}

function unknownLink(): Problem {
  const detail =
    'This link does not work. Open it from the mail again, or ask the buyer for a new one.'
  return problem(404, 'link_unknown', [], detail)
}

function goneLink(state: 'expired' | 'revoked'): Problem {
  const detail =
    state === 'expired'
      ? 'This link has expired. Ask the buyer for a new one.'
      : 'The order was changed since, and a newer mail has a newer link. Please use that one.'
  return problem(410, `link_${state}`, [], detail)
}

async function showPage({ link, work }: Visit, _: FastifyRequest, response: FastifyReply) {
  const page = await readSupplierPage(work.ask(), link)
  return page === undefined ? sendProblem(response, unknownLink()) : response.send(page)
}

async function showPaper({ link, work }: Visit, _: FastifyRequest, response: FastifyReply) {
  const paper = await readPaper(work.ask(), link.orderId)
  if (paper === undefined) return sendProblem(response, unknownLink())
  return response
    .header('content-type', 'application/pdf')
    .header('content-disposition', `inline; filename="${paper.number ?? 'order'}.pdf"`)
    .send(await orderPdf(paper))
}

async function markSeen({ link, work }: Visit, _: FastifyRequest, response: FastifyReply) {
  await work.transact((tx) => noteSeen(tx, link))
  return response.code(204).send()
}

async function takeAnswer({ link, work }: Visit, request: FastifyRequest, response: FastifyReply) {
  const said = readBody(request.body)
  const isMessage = said.lines.length === 0
  const body = said.message?.trim() ?? ''
  if (isMessage && body === '') return sendProblem(response, emptyAnswer())
  const outcome = await work.transact(
    async (tx) => {
      if (isMessage) {
        await leaveMessage(tx, { orderId: link.orderId, body })
        return { status: 'message', acceptedLineIds: [], waitingLineIds: [] } as const
      }
      const taken = await answerOrder(tx, { ...said, orderId: link.orderId, channel: 'link' })
      return taken.kind === 'answered' ? takenView(taken) : orderProblem(taken)
    },
    { idempotency: idempotencyOf(request), keep: (made) => !('kind' in made) },
  )
  return 'kind' in outcome ? sendProblem(response, outcome) : response.code(201).send(outcome)
}

function takenView(taken: Extract<Awaited<ReturnType<typeof answerOrder>>, { kind: 'answered' }>) {
  const idsOf = (isWaiting: boolean) =>
    taken.lines
      .filter((line) => line.exceptions.length > 0 === isWaiting)
      .map((line) => line.orderLineId)
  return { status: taken.status, acceptedLineIds: idsOf(false), waitingLineIds: idsOf(true) }
}

function emptyAnswer(): Problem {
  const detail = 'Answer at least one line, or write a message.'
  return problem(422, 'answer_empty', [{ code: 'answer_empty', detail, pointer: '/lines' }])
}

/** @throws {MalformedInputError} with everything that is wrong with it */
function readBody(given: unknown): z.infer<typeof linkAnswerInput> {
  const unclean = uncleanParts(given, 'body')
  if (unclean.length > 0) throw new MalformedInputError(unclean)
  const checked = check(linkAnswerInput, 'body', given)
  if (checked.kind === 'refused') throw new MalformedInputError(checked.errors)
  return checked.value as z.infer<typeof linkAnswerInput>
}

const keyPattern = /^[\x21-\x7e]{1,200}$/

/** The page sends a key with each answer, so that a second click is the same answer. */
function idempotencyOf(request: FastifyRequest) {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !keyPattern.test(key)) return undefined
  const requestHash = createHash('sha256').update(JSON.stringify(request.body)).digest('base64url')
  return { key, requestHash }
}
