import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { priceToWire, quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { AnswerRow, AnswerView, ListAnswersQuery } from '../contract-views.ts'
import type { AnswerException } from '../rules/answer.ts'
import { exceptionView } from '../sentences.ts'
import type { AnswerId } from '../store/answers.ts'
import type { OrderId } from '../store/order-for-work.ts'
import { type ReadLine, readLines } from './order-lines.ts'

const sorts = { answeredAt: { column: 'supplier_answer.answered_at', type: 'instant' } } as const

/** @throws {PermissionError} when the actor may not read orders */
export async function listAnswers(ask: Ask, asked: ListAnswersQuery): Promise<Page<AnswerRow>> {
  requirePermission(ask, 'orders.read')

  const { status, orderId, supplierId } = asked
  let query = selectAnswers(ask)
  if (status !== undefined) query = query.where('supplier_answer.status', '=', status)
  if (orderId !== undefined) query = query.where('supplier_answer.order_id', '=', orderId)
  if (supplierId !== undefined) query = query.where('supplier.id', '=', supplierId)
  return readPage(ask, query, { sorts, id: 'supplier_answer.id', asked, toItem: toRow })
}

/**
 * One answer with its lines beside what was asked.
 *
 * @throws {PermissionError} when the actor may not read orders
 */
export async function readAnswerView(
  ask: Ask,
  answerId: AnswerId,
): Promise<AnswerView | undefined> {
  requirePermission(ask, 'orders.read')

  const row = await selectAnswers(ask).where('supplier_answer.id', '=', answerId).executeTakeFirst()
  if (row === undefined) return undefined
  const lines = await readLines(ask, [row.orderId as OrderId])
  return withLines(ask, row, lines.get(row.orderId as OrderId) ?? [])
}

/** The answer of an order that waits for the buyer, if one does. */
export async function readWaitingAnswer(
  ask: Ask,
  orderId: OrderId,
  orderLines: readonly ReadLine[],
): Promise<AnswerView | undefined> {
  const row = await selectAnswers(ask)
    .where('supplier_answer.order_id', '=', orderId)
    .where('supplier_answer.status', '=', 'needs_review')
    .executeTakeFirst()
  return row && withLines(ask, row, orderLines)
}

function selectAnswers(ask: Ask) {
  return ask.db
    .selectFrom('supplier_answer')
    .innerJoin('purchase_order', 'purchase_order.id', 'supplier_answer.order_id')
    .innerJoin('supplier', 'supplier.id', 'purchase_order.supplier_id')
    .select([
      'supplier_answer.id',
      'supplier_answer.order_id as orderId',
      'purchase_order.number as orderNumber',
      'purchase_order.currency',
      'supplier.id as supplierId',
      'supplier.code as supplierCode',
      'supplier.name as supplierName',
      'supplier_answer.order_version as termsVersion',
      'supplier_answer.channel',
      'supplier_answer.status',
      'supplier_answer.message',
      'supplier_answer.answered_at as answeredAt',
      'supplier_answer.answered_by_name as answeredByName',
      'supplier_answer.decided_at as decidedAt',
      'supplier_answer.decided_by_name as decidedByName',
      'supplier_answer.decision_reason as decisionReason',
      'supplier_answer.version',
      sql<number>`(
        select count(*)::int from supplier_answer_line where answer_id = supplier_answer.id
      )`.as('lineCount'),
      sql<number>`(
        select count(*)::int from supplier_answer_line
        where answer_id = supplier_answer.id and exceptions <> '[]'
      )`.as('exceptionCount'),
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof selectAnswers>['executeTakeFirstOrThrow']>>

function toRow(row: Row): AnswerRow {
  return {
    id: row.id,
    orderId: row.orderId,
    orderNumber: row.orderNumber,
    supplier: { id: row.supplierId, code: row.supplierCode, name: row.supplierName },
    termsVersion: row.termsVersion,
    channel: row.channel as AnswerRow['channel'],
    status: row.status as AnswerRow['status'],
    message: row.message,
    answeredAt: row.answeredAt.toISOString(),
    answeredByName: row.answeredByName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedByName: row.decidedByName,
    decisionReason: row.decisionReason,
    lineCount: row.lineCount,
    exceptionCount: row.exceptionCount,
    version: row.version,
  }
}

async function withLines(ask: Ask, row: Row, orderLines: readonly ReadLine[]): Promise<AnswerView> {
  const said = await ask.db
    .selectFrom('supplier_answer_line')
    .selectAll()
    .where('answer_id', '=', row.id)
    .orderBy('id')
    .execute()
  const byId = new Map<string, ReadLine>(orderLines.map((line) => [line.id, line]))
  const lines = said.flatMap((each): AnswerView['lines'] => {
    const line = byId.get(each.order_line_id)
    return line === undefined ? [] : [answerLineView(each, line, row.currency)]
  })
  return { ...toRow(row), lines }
}

type SaidRow = {
  readonly kind: string
  readonly units: bigint | null
  readonly promised_on: string | null
  readonly price_e4: bigint | null
  readonly priced_units: bigint | null
  readonly comment: string
  readonly exceptions: unknown
}

function answerLineView(
  said: SaidRow,
  line: ReadLine,
  currency: string,
): AnswerView['lines'][number] {
  const priced = { ...line.item, currency, quotedUnit: line.enteredUnit }
  const price =
    said.price_e4 === null || said.priced_units === null
      ? null
      : { amountE4: said.price_e4, perUnits: said.priced_units }
  return {
    orderLineId: line.id,
    lineNo: line.lineNo,
    sku: line.item.sku,
    name: line.item.name,
    kind: said.kind as AnswerView['lines'][number]['kind'],
    quantity: said.units === null ? null : quantityToWire(said.units, line.item),
    promisedOn: said.promised_on,
    price: price && priceToWire(price, priced),
    asked: {
      quantity: quantityToWire(line.orderedUnits, line.item),
      requestedOn: line.requestedOn,
      price: priceToWire(line.price, priced),
    },
    comment: said.comment,
    exceptions: (said.exceptions as readonly AnswerException[]).map(exceptionView),
  }
}
