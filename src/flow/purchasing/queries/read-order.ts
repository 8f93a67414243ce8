import { sql } from 'kysely'

import { takenDecisions } from '#flow/planning'
import { minorDigits } from '#kernel/currency'
import { dayAt } from '#kernel/day'
import { convertMinor, formatRateE10 } from '#kernel/fx'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { OrderView } from '../contract-views.ts'
import { needsApproval } from '../rules/approval-need.ts'
import { rollUp } from '../rules/roll-ups.ts'
import { type HeadRow, headList, headOf, type OrderId } from '../store/order-for-work.ts'
import { lineView } from '../views/line-view.ts'
import { stagesOf } from '../views/stages.ts'
import { readWaitingAnswer } from './list-answers.ts'
import { approvalOf, badgesOf, lastExpected, unitsOf } from './list-orders.ts'
import { readLines } from './order-lines.ts'
import { readTermWarnings } from './term-warnings.ts'

type Row = HeadRow & {
  readonly supplier_code: string
  readonly supplier_name: string
  readonly supplier_email: string
  readonly place_code: string
  readonly place_name: string
  readonly time_zone: string
  readonly company_code: string
  readonly company_name: string
  readonly company_currency: string
  readonly approval_over_minor: bigint | null
  readonly buyer_name: string
  readonly note: string
  readonly lifecycle_reason: string
  readonly source_system: string
  readonly external_id: string
  readonly created_at: Date
  readonly closed_at: Date | null
  readonly approval: ApprovalRow | null
  readonly link_expires_at: Date | null
  readonly link_first_seen_at: Date | null
  readonly due_on: string | null
  readonly due_minor: bigint | null
  readonly due_firmness: string | null
}

type ApprovalRow = {
  readonly id: string
  readonly status: string
  readonly content_hash: string
  readonly requested_by_name: string
  readonly requested_at: string
  readonly decided_by_name: string | null
  readonly decided_at: string | null
  readonly reason: string
  readonly facts: { readonly plan?: NonNullable<OrderView['approvalRequest']>['plan'] }
}

/**
 * One order with all that its workspace shows.
 *
 * @throws {PermissionError} when the actor may not read orders
 */
export async function readOrder(ask: Ask, orderId: OrderId): Promise<OrderView | undefined> {
  requirePermission(ask, 'orders.read')

  const row = await readHead(ask, orderId)
  if (row === undefined) return undefined
  const lines = (await readLines(ask, [orderId])).get(orderId) ?? []
  const warnings = await readTermWarnings(ask, headOf(row), lines)
  const waiting = await readWaitingAnswer(ask, orderId, lines)
  const decided = await takenDecisions(ask, [orderId])
  const decisions = new Map(decided.map((one) => [one.orderLineId, one.decision]))
  const head = headOf(row)
  const today = dayAt(ask.now.getTime(), row.time_zone)
  const { currency, lifecycle } = head
  const approval = row.approval?.content_hash === head.contentHash ? row.approval.status : null
  const sums = rollUp({ lifecycle, approval: approvalOf(approval) }, lines, today)
  return {
    id: head.id,
    number: head.number,
    ...partiesOf(row),
    lifecycle,
    approval: approvalOf(approval),
    ...badgesOf(sums),
    isChanged: head.releasedHash !== '' && head.releasedHash !== head.contentHash,
    orderedOn: head.orderedOn,
    requestedOn: head.requestedOn,
    expectedOn: lastExpected(lines),
    buyerId: head.buyerId,
    buyerName: row.buyer_name,
    lineCount: head.lineCount,
    total: moneyToWire(head.totalMinor, currency),
    companyTotal: moneyToWire(companyMinor(row), row.company_currency),
    needsApproval: needsApproval(companyMinor(row), row.approval_over_minor),
    rate: formatRateE10(head.rateE10),
    received: moneyToWire(sums.receivedMinor, currency),
    invoiced: moneyToWire(sums.invoicedMinor, currency),
    units: unitsOf(sums),
    ...termsOf(row),
    version: head.version,
    approvalRequest: approvalView(row.approval),
    link: linkView(row),
    expectedPayment: paymentView(row),
    stages: stagesOf({ ...head, createdAt: row.created_at, closedAt: row.closed_at }, sums, {
      buyer: row.buyer_name,
      approver: row.approval?.decided_by_name ?? null,
    }),
    lines: lines.map((line) => ({
      ...lineView(line, currency, today),
      warnings: [...(warnings.get(line.id) ?? [])],
      decision: decisions.get(line.id) ?? null,
    })),
    answerToReview: waiting ?? null,
  }
}

async function readHead(ask: Ask, orderId: OrderId): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select ${sql.raw(headList('held'))}, supplier.code as supplier_code,
      supplier.name as supplier_name, supplier.email as supplier_email, place.code as place_code,
      place.name as place_name, place.time_zone, company.code as company_code,
      company.name as company_name, company.currency as company_currency, company.approval_over_minor, held.buyer_name,
      held.note, held.lifecycle_reason, held.source_system, held.external_id,
      held.created_at, held.closed_at, to_jsonb(approval) as approval,
      link.expires_at as link_expires_at, link.first_seen_at as link_first_seen_at,
      payment.due_on, payment.amount_minor as due_minor, payment.firmness as due_firmness
    from purchase_order held
    join supplier on supplier.id = held.supplier_id
    join place on place.id = held.place_id
    join company on company.id = held.company_id
    left join lateral (
      select id, status, content_hash, requested_by_name, requested_at, decided_by_name,
        decided_at, reason, facts
      from approval_request
      where subject_kind = 'purchase_order' and subject_id = held.id
      order by id desc limit 1
    ) approval on true
    left join lateral (
      select expires_at, first_seen_at from supplier_link
      where order_id = held.id and revoked_at is null
      order by id desc limit 1
    ) link on true
    left join expected_payment payment
      on payment.source_kind = 'purchase_order' and payment.source_id = held.id
    where held.id = ${orderId}::uuid
  `.execute(ask.db)
  return rows[0]
}

function partiesOf(row: Row): Pick<OrderView, 'supplier' | 'place' | 'company'> {
  return {
    supplier: {
      id: row.o_supplier_id,
      code: row.supplier_code,
      name: row.supplier_name,
      email: row.supplier_email,
    },
    place: {
      id: row.o_place_id,
      code: row.place_code,
      name: row.place_name,
      timeZone: row.time_zone,
    },
    company: {
      id: row.o_company_id,
      code: row.company_code,
      name: row.company_name,
      currency: row.company_currency,
    },
  }
}

/** The total at the rate of the order's day. */
function companyMinor(row: Row): bigint {
  return convertMinor(row.o_total_minor, {
    rateE10: row.o_rate_e10,
    fromDigits: minorDigits(row.o_currency) ?? 2,
    toDigits: minorDigits(row.company_currency) ?? 2,
  })
}

function termsOf(row: Row) {
  return {
    paymentTermsDays: row.o_payment_terms_days,
    incoterm: row.o_incoterm,
    note: row.note,
    supplierNote: row.o_supplier_note,
    lifecycleReason: row.lifecycle_reason,
    termsVersion: row.o_terms_version,
    sourceSystem: row.source_system,
    externalId: row.external_id,
    createdAt: row.created_at.toISOString(),
  }
}

function approvalView(row: ApprovalRow | null): OrderView['approvalRequest'] {
  if (row === null) return null
  const instant = (text: string) => new Date(text).toISOString()
  return {
    id: row.id,
    status: row.status as NonNullable<OrderView['approvalRequest']>['status'],
    requestedByName: row.requested_by_name,
    requestedAt: instant(row.requested_at),
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at === null ? null : instant(row.decided_at),
    reason: row.reason,
    plan: row.facts.plan ?? null,
  }
}

function linkView(row: Row): OrderView['link'] {
  if (row.link_expires_at === null) return null
  const firstSeenAt = row.link_first_seen_at?.toISOString() ?? null
  return { expiresAt: row.link_expires_at.toISOString(), firstSeenAt }
}

function paymentView(row: Row): OrderView['expectedPayment'] {
  if (row.due_on === null || row.due_minor === null || row.due_minor === 0n) return null
  const firmness = row.due_firmness as NonNullable<OrderView['expectedPayment']>['firmness']
  return { dueOn: row.due_on, amount: moneyToWire(row.due_minor, row.o_currency), firmness }
}
