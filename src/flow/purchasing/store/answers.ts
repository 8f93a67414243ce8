/** Supplier answers: read for a decision, and written with what they change, in one statement each. */
import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import type { Price } from '#kernel/value'
import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

import type { AnswerException } from '../rules/answer.ts'
import type { AnswerStatus } from '../rules/answer-life.ts'
import type { KeptTerms } from '../rules/terms.ts'
import type { OrderForWork, OrderId, OrderLineForWork, OrderLineId } from './order-for-work.ts'

export type AnswerId = Id<'SupplierAnswer'>

export type AnswerLine = {
  readonly orderLineId: OrderLineId
  readonly kind: 'accept' | 'change' | 'refuse'
  /** What the line comes to if accepted; `null` on a refusal. */
  readonly units: bigint | null
  readonly promisedOn: string | null
  readonly price: Price | null
  readonly comment: string
  readonly exceptions: readonly AnswerException[]
}

export type NewAnswer = {
  readonly id: AnswerId
  readonly channel: 'link' | 'buyer'
  readonly status: AnswerStatus
  readonly message: string
  readonly lines: readonly AnswerLine[]
}

/** What an answer, or the decision on one, does to its order. */
export type AnswerEffect = {
  /** Lines that change, as they are to stand. */
  readonly lines: readonly OrderLineForWork[]
  readonly totalMinor: bigint
  readonly contentHash: string
  readonly releasedHash: string
  /** A new version's terms, when the terms changed. */
  readonly terms: KeptTerms | undefined
  /** The new terms are submitted, and hold the order until they are released. */
  readonly isHeld: boolean
}

/** Writes an answer, supersedes those that wait, and applies what stands without a person. */
export async function writeAnswer(
  tx: Tx,
  order: OrderForWork,
  answer: NewAnswer,
  effect: AnswerEffect,
): Promise<void> {
  const { lines } = answer
  await sql`
    with superseded as (
      update supplier_answer set status = 'superseded', version = version + 1
      where order_id = ${order.id}::uuid and status = 'needs_review'
    ), answered as (
      insert into supplier_answer (id, order_id, order_version, channel, status, message,
        answered_at, answered_by, answered_by_name)
      values (${answer.id}::uuid, ${order.id}::uuid, ${order.termsVersion}::integer,
        ${answer.channel}, ${answer.status}, ${answer.message}, ${tx.now}::timestamptz,
        ${tx.actor.id}, ${tx.actor.name})
    ), answered_lines as (
      insert into supplier_answer_line (id, answer_id, order_line_id, kind, units, promised_on,
        price_e4, priced_units, comment, exceptions)
      select id, ${answer.id}::uuid, order_line_id, kind, units, promised_on, price_e4,
        priced_units, comment, exceptions::jsonb
      from unnest(
        ${lines.map(() => tx.newId())}::uuid[],
        ${lines.map((line) => line.orderLineId)}::uuid[],
        ${lines.map((line) => line.kind)}::text[],
        ${lines.map((line) => line.units)}::bigint[],
        ${lines.map((line) => line.promisedOn)}::date[],
        ${lines.map((line) => line.price?.amountE4 ?? null)}::bigint[],
        ${lines.map((line) => line.price?.perUnits ?? null)}::bigint[],
        ${lines.map((line) => line.comment)}::text[],
        ${lines.map((line) => toJson(line.exceptions))}::text[]
      ) as row (id, order_line_id, kind, units, promised_on, price_e4, priced_units, comment, exceptions)
    ), ${effectParts(tx, order, effect)}
    select 1
  `.execute(tx.db)
}

/** Writes the decision on an answer with what it changes. */
export async function writeDecision(
  tx: Tx,
  order: OrderForWork,
  given: {
    readonly answerId: AnswerId
    readonly decision: 'accepted' | 'rejected'
    readonly reason: string
  },
  effect: AnswerEffect,
): Promise<void> {
  await sql`
    with decided as (
      update supplier_answer set status = ${given.decision}, decided_at = ${tx.now}::timestamptz,
        decided_by = ${tx.actor.id}, decided_by_name = ${tx.actor.name},
        decision_reason = ${given.reason}, version = version + 1
      where id = ${given.answerId}::uuid
    ), ${effectParts(tx, order, effect)}
    select 1
  `.execute(tx.db)
}

function effectParts(tx: Tx, order: OrderForWork, effect: AnswerEffect) {
  const { lines, isHeld } = effect
  const isVersion = effect.terms !== undefined
  return sql`
    changed as (
      update purchase_order_line line set
        entered_quantity = row.entered_quantity, entered_unit = row.entered_unit,
        ordered_units = row.ordered_units, price_e4 = row.price_e4,
        priced_units = row.priced_units, confirmed_units = row.confirmed_units,
        cancelled_units = row.cancelled_units, state = row.state, state_reason = row.state_reason,
        answer = row.answer, promised_on = row.promised_on,
        promised_original_on = coalesce(line.promised_original_on, row.promised_on),
        expected_on = row.expected_on,
        acknowledged_at = case when row.answer in ('accepted', 'changed', 'refused')
          then coalesce(line.acknowledged_at, ${tx.now}::timestamptz) else line.acknowledged_at end
      from unnest(
        ${lines.map((line) => line.id)}::uuid[],
        ${lines.map((line) => line.enteredQuantity)}::numeric[],
        ${lines.map((line) => line.enteredUnit)}::text[],
        ${lines.map((line) => line.orderedUnits)}::bigint[],
        ${lines.map((line) => line.price.amountE4)}::bigint[],
        ${lines.map((line) => line.price.perUnits)}::bigint[],
        ${lines.map((line) => line.confirmedUnits)}::bigint[],
        ${lines.map((line) => line.cancelledUnits)}::bigint[],
        ${lines.map((line) => line.state)}::text[],
        ${lines.map((line) => line.stateReason)}::text[],
        ${lines.map((line) => line.answer)}::text[],
        ${lines.map((line) => line.promisedOn)}::date[],
        ${lines.map((line) => line.expectedOn)}::date[]
      ) as row (id, entered_quantity, entered_unit, ordered_units, price_e4, priced_units,
        confirmed_units, cancelled_units, state, state_reason, answer, promised_on, expected_on)
      where line.id = row.id
    ), versioned as (
      insert into purchase_order_version (id, order_id, version, cause, terms, made_at, made_by)
      select ${tx.newId()}::uuid, ${order.id}::uuid, ${order.termsVersion + 1}::integer,
        'answered', ${toJson(effect.terms ?? {})}::jsonb, ${tx.now}::timestamptz, ${tx.actor.id}
      where ${isVersion}::boolean
    ), headed as (
      update purchase_order set total_minor = ${effect.totalMinor}::bigint,
        content_hash = ${effect.contentHash}, released_hash = ${effect.releasedHash},
        lifecycle = case when ${isHeld}::boolean then 'on_hold' else lifecycle end,
        lifecycle_reason = case when ${isHeld}::boolean then 'changed' else lifecycle_reason end,
        submitted_at = case when ${isHeld}::boolean then ${tx.now}::timestamptz else submitted_at end,
        approved_at = case when ${isHeld}::boolean then null else approved_at end,
        terms_version = terms_version + ${isVersion ? 1 : 0}::integer,
        answered_at = ${tx.now}::timestamptz, version = version + 1
      where id = ${order.id}::uuid
    )`
}

export type AnswerToDecide = {
  readonly id: AnswerId
  readonly orderId: OrderId
  readonly status: AnswerStatus
  readonly version: number
  readonly lines: readonly AnswerLine[]
}

type AnswerRow = {
  readonly order_id: string
  readonly status: string
  readonly version: number
  readonly order_line_id: string | null
  readonly kind: string
  readonly units: bigint | null
  readonly promised_on: string | null
  readonly price_e4: bigint | null
  readonly priced_units: bigint | null
  readonly comment: string
  readonly exceptions: readonly AnswerException[]
}

/** An answer with its lines; decide only on what is read while its order is locked. */
export async function readAnswer(
  tx: Pick<Tx, 'db'>,
  answerId: AnswerId,
): Promise<AnswerToDecide | undefined> {
  const { rows } = await sql<AnswerRow>`
    select answer.order_id, answer.status, answer.version, line.order_line_id, line.kind,
      line.units, line.promised_on, line.price_e4, line.priced_units, line.comment, line.exceptions
    from supplier_answer answer
    left join supplier_answer_line line on line.answer_id = answer.id
    where answer.id = ${answerId}::uuid
    order by line.id
  `.execute(tx.db)
  const [first] = rows
  if (first === undefined) return undefined
  return {
    id: answerId,
    orderId: first.order_id as OrderId,
    status: first.status as AnswerStatus,
    version: first.version,
    lines: rows.flatMap(answerLineOf),
  }
}

function answerLineOf(row: AnswerRow): readonly AnswerLine[] {
  if (row.order_line_id === null) return []
  const hasPrice = row.price_e4 !== null && row.priced_units !== null
  return [
    {
      orderLineId: row.order_line_id as OrderLineId,
      kind: row.kind as AnswerLine['kind'],
      units: row.units,
      promisedOn: row.promised_on,
      price: hasPrice ? { amountE4: row.price_e4 ?? 0n, perUnits: row.priced_units ?? 1n } : null,
      comment: row.comment,
      exceptions: row.exceptions,
    },
  ]
}
