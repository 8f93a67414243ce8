/** What suppliers answer, and what the buyer says to it. */
import { z } from 'zod'

import { command, type Route, reply } from '#platform/http/route'
import { idWire } from '#platform/wire'

import { answerOrder } from '../actions/answer-order.ts'
import { decideAnswer } from '../actions/decide-answer.ts'
import { answerDecisionInput, supplierAnswerInput } from '../contract.ts'
import { answerTaken, orderActed } from '../contract-views.ts'
import { exceptionView } from '../sentences.ts'
import type { AnswerId } from '../store/answers.ts'
import type { OrderId } from '../store/order-for-work.ts'
import { tag } from './acts.ts'
import { problemFor } from './problem.ts'
import { acted } from './wire.ts'

export const answerParams = z.strictObject({ answerId: idWire })

export const answerActRoutes: readonly Route[] = [
  command({
    method: 'POST',
    path: '/supplier-answers',
    tag,
    summary: 'Enter an answer on the supplier’s behalf',
    permission: 'orders.answer',
    body: supplierAnswerInput,
    responses: { 201: answerTaken },
    problems: [404, 409, 422],
    run: async (tx, { body }) => {
      const { orderId, ...said } = body
      const outcome = await answerOrder(tx, {
        ...said,
        orderId: orderId as OrderId,
        channel: 'buyer',
      })
      if (outcome.kind !== 'answered') return problemFor(outcome)
      const { answerId, order, status } = outcome
      const lines = outcome.lines.map((line) => ({
        orderLineId: line.orderLineId,
        isAccepted: line.exceptions.length === 0,
        exceptions: line.exceptions.map(exceptionView),
      }))
      const taken = { id: answerId, orderId: order.id, status, lines, version: 1 }
      const location = `/supplier-answers/${answerId}`
      return reply(201, { ...taken, orderVersion: order.version }, { version: 1, location })
    },
  }),
  command({
    method: 'POST',
    path: '/supplier-answers/:answerId/decisions',
    tag,
    summary: 'Accept or reject an answer that waits, all alike or line by line',
    permission: 'orders.answer',
    params: answerParams,
    body: answerDecisionInput,
    responses: { 200: orderActed },
    problems: [404, 409, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const answerId = params.answerId as AnswerId
      const outcome = await decideAnswer(tx, { ...body, answerId, ifMatch })
      return outcome.kind === 'decided' ? acted(outcome.order) : problemFor(outcome)
    },
  }),
]
