import { type Stale, staleSince } from '#platform/change'
import { enqueue } from '#platform/jobs'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { voidApprovals } from '#records/approvals'
import { readCompany } from '#records/companies'
import { readItemFacts } from '#records/items'

import type { AnswerDecisionInput } from '../contract.ts'
import type { OrderFacts } from '../queries/order-facts.ts'
import { type Refused, refused } from '../refusal.ts'
import { answerMayBecome } from '../rules/answer-life.ts'
import { receivedUnits } from '../rules/order-line.ts'
import {
  type AnswerId,
  type AnswerLine,
  type AnswerToDecide,
  readAnswer,
  writeDecision,
} from '../store/answers.ts'
import { lockOrder } from '../store/lock.ts'
import type { OrderForWork, OrderLineForWork } from '../store/order-for-work.ts'
import { answeredBefore } from './answer-order.ts'
import { accepted, effectOn, heldOn } from './apply-answer.ts'
import { askIfNeeded, isBeyondApproved, keepApproved } from './ask-approval.ts'
import { reviseExpected } from './revise-expected.ts'

/** After the requests' own work, as with the mail of a release. */
const mailPriority = 10

export type DecideAnswer = AnswerDecisionInput & {
  readonly answerId: AnswerId
  readonly ifMatch?: number | undefined
}

export type DecideAnswerOutcome =
  | {
      readonly kind: 'decided'
      readonly decision: 'accepted' | 'rejected'
      readonly order: OrderForWork
    }
  | Refused
  | Stale

/**
 * The buyer's word on the lines of an answer that went past a limit: accept or reject, all alike or
 * line by line. A refused line that is accepted is cancelled. Terms worth more than was approved hold
 * the order: they are submitted, and released again once another person has approved them.
 *
 * @throws {PermissionError} when the actor may not answer for orders
 */
export async function decideAnswer(tx: Tx, command: DecideAnswer): Promise<DecideAnswerOutcome> {
  requirePermission(tx, 'orders.answer')

  const found = await readAnswer(tx, command.answerId)
  if (found === undefined) return refused('not_found')
  const order = await lockOrder(tx, found.orderId)
  // Read again: whoever held the order may have decided or superseded it.
  const answer = await readAnswer(tx, command.answerId)
  if (order === undefined || answer === undefined) return refused('not_found')
  const stale = await staleSince(tx, {
    table: 'supplier_answer',
    id: answer.id,
    seen: command.ifMatch,
    version: answer.version,
  })
  if (stale !== undefined) return stale
  if (!answerMayBecome(answer.status, command.decision)) {
    return refused('answer_decided', { code: 'answer_decided', status: answer.status })
  }
  const unknown = unknownLines(answer, command)
  if (unknown.length > 0) return refused('answer_invalid', ...unknown)
  const received = receivedMeanwhile(order, answer, command)
  if (received.length > 0) return refused('line_received', ...received)
  if (isPending(order, answer, command)) {
    return refused('terms_pending', { code: 'terms_pending', lifecycle: order.lifecycle })
  }
  return decide(tx, order, answer, command)
}

async function decide(
  tx: Tx,
  order: OrderForWork,
  answer: AnswerToDecide,
  command: DecideAnswer,
): Promise<DecideAnswerOutcome> {
  const waiting = waitingLines(order, answer)
  const items = await readItemFacts(tx, [...new Set(waiting.map(({ line }) => line.itemId))])
  const changed = waiting.map(({ line, said }) =>
    decisionFor(command, said) === 'accepted'
      ? accepted(line, said, items.get(line.itemId))
      : { ...line, answer: answeredBefore(line) },
  )
  const company = await readCompany(tx, order.companyId)
  if (company === undefined) return refused('not_found')
  const plain = effectOn(order, changed)
  const isBeyond = await isBeyondApproved(
    tx,
    { order, after: plain.order },
    { company, overBpsMax: 0 },
  )
  const { order: after, effect } = isBeyond ? heldOn(order, plain) : plain
  const { decision, reason = '' } = command
  await writeDecision(tx, order, { answerId: answer.id, decision, reason }, effect)
  await reviseExpected(tx, { kind: 'supplier_answer', id: answer.id }, [{ ...after, changed }])
  const lineNos = changed.map((line) => line.lineNo)
  const subject = { kind: 'purchase_order', id: order.id }
  announce(tx, `answer.${decision}`, subject, { answerId: answer.id, reason, lineNos })
  if (isBeyond) {
    await submitHeld(tx, after, { lineNos, company })
  } else {
    await keepApproved(tx, order, after)
    tellSupplier(tx, order, command, waiting)
  }
  return { kind: 'decided', decision, order: after }
}

/** By mail. Not while another person has to approve: the release that follows tells the terms. */
function tellSupplier(
  tx: Tx,
  order: OrderForWork,
  command: DecideAnswer,
  waiting: readonly Waiting[],
): void {
  if (waiting.length === 0) return
  const lines = waiting.map(({ line, said }) => ({
    lineNo: line.lineNo,
    decision: decisionFor(command, said),
  }))
  const { answerId, reason = '' } = command
  const payload = { answerId, orderId: order.id, reason, lines }
  enqueue(tx, 'purchasing.send-decision', payload, { priority: mailPriority })
}

/** As with any change of what was released: the approval is void, and another person is asked anew. */
async function submitHeld(
  tx: Tx,
  after: OrderForWork,
  given: { readonly lineNos: readonly number[]; readonly company: OrderFacts['company'] },
): Promise<void> {
  const { lineNos, company } = given
  await voidApprovals(tx, { subjectKind: 'purchase_order', subjectId: after.id })
  const { id, totalMinor } = after
  announce(
    tx,
    'order.changed',
    { kind: 'purchase_order', id },
    {
      isMaterial: true,
      lineNos,
      totalMinor,
    },
  )
  await askIfNeeded(tx, after, company)
}

/** Only terms that the supplier has can be changed by its word; others wait for their release. */
function isPending(order: OrderForWork, answer: AnswerToDecide, command: DecideAnswer): boolean {
  const accepts = waitingLines(order, answer).some(
    ({ said }) => decisionFor(command, said) === 'accepted',
  )
  const isStanding =
    order.contentHash === order.releasedHash && ['released', 'on_hold'].includes(order.lifecycle)
  return accepts && !isStanding
}

type Waiting = { readonly line: OrderLineForWork; readonly said: AnswerLine }

/**
 * Only lines past a limit wait; the others stood at once. A line closed meanwhile stays as it is, and
 * so does one that was changed: the supplier spoke of other terms.
 */
function waitingLines(order: OrderForWork, answer: AnswerToDecide): readonly Waiting[] {
  const byId = new Map(order.lines.map((line) => [line.id, line]))
  return answer.lines.flatMap((said) => {
    const line = byId.get(said.orderLineId)
    const waits =
      said.exceptions.length > 0 && line?.state === 'open' && line.answer === 'to_review'
    return waits && line !== undefined ? [{ line, said }] : []
  })
}

function decisionFor(command: DecideAnswer, said: AnswerLine): 'accepted' | 'rejected' {
  const own = command.lines?.find((line) => line.orderLineId === said.orderLineId)
  return own?.decision ?? command.decision
}

function unknownLines(answer: AnswerToDecide, command: DecideAnswer) {
  const known = new Set<string>(answer.lines.map((line) => line.orderLineId))
  return (command.lines ?? []).flatMap((line, index) =>
    known.has(line.orderLineId)
      ? []
      : [{ code: 'line_unknown', pointer: `/lines/${index}/orderLineId` }],
  )
}

/** Goods that came since the supplier wrote keep the terms they came under. */
function receivedMeanwhile(order: OrderForWork, answer: AnswerToDecide, command: DecideAnswer) {
  return waitingLines(order, answer).flatMap(({ line, said }) => {
    const isTouched = receivedUnits(line) > 0n || line.invoicedUnits > 0n
    const wouldChange = isTouched && decisionFor(command, said) === 'accepted'
    return wouldChange ? [{ code: 'line_received', lineNo: line.lineNo, lineId: line.id }] : []
  })
}
