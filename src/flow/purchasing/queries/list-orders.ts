import { sql } from 'kysely'

import { dayAt } from '#kernel/day'
import { formatDecimal } from '#kernel/decimal'
import { type Page, readPage } from '#platform/list'
import { type SearchHit, searchHitsMax, startsWith } from '#platform/search'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { ListOrdersQuery, OrderRow } from '../contract-views.ts'
import type { Lifecycle } from '../rules/order-life.ts'
import { openUnits } from '../rules/order-line.ts'
import { type Approval, rollUp, unitsE6Decimals } from '../rules/roll-ups.ts'
import type { OrderId } from '../store/order-for-work.ts'
import { type ReadLine, readLines } from './order-lines.ts'

const sorts = {
  orderedOn: { column: 'purchase_order.ordered_on', type: 'date' },
  requestedOn: { column: 'purchase_order.requested_on', type: 'date' },
  number: { column: 'purchase_order.number', type: 'text', nullable: true },
  total: { column: 'purchase_order.total_minor', type: 'bigint' },
} as const

/**
 * A page of orders with what their lines add up to: one statement for the orders, one for the lines
 * of those on the page.
 *
 * @throws {PermissionError} when the actor may not read orders
 */
export async function listOrders(ask: Ask, asked: ListOrdersQuery): Promise<Page<OrderRow>> {
  requirePermission(ask, 'orders.read')

  const found = await readPage(ask, filtered(ask, asked), {
    sorts,
    id: 'purchase_order.id',
    asked,
    toItem: (row) => row,
  })
  const lines = await readLines(
    ask,
    found.items.map((row) => row.id as OrderId),
  )
  return {
    ...found,
    items: found.items.map((row) => toView(row, lines.get(row.id as OrderId) ?? [], ask.now)),
  }
}

/** The first few whose number starts with the text. */
export async function searchOrders(ask: Ask, q: string): Promise<readonly SearchHit[]> {
  requirePermission(ask, 'orders.read')

  const { rows } = await sql<SearchHit>`
    select 'purchase_order' as kind, purchase_order.id, number as code, supplier.name
    from purchase_order join supplier on supplier.id = supplier_id
    where ${startsWith(['purchase_order.number'], q)}
    order by number limit ${searchHitsMax}::int
  `.execute(ask.db)
  return rows
}

type Row = {
  readonly id: string
  readonly number: string | null
  readonly supplierId: string
  readonly supplierCode: string
  readonly supplierName: string
  readonly placeId: string
  readonly placeCode: string
  readonly placeName: string
  readonly timeZone: string
  readonly companyId: string
  readonly companyCode: string
  readonly companyName: string
  readonly lifecycle: string
  readonly contentHash: string
  readonly releasedHash: string
  readonly orderedOn: string
  readonly requestedOn: string
  readonly buyerName: string
  readonly lineCount: number
  readonly totalMinor: bigint
  readonly currency: string
  readonly approval: string | null
  readonly version: number
}

function selectOrders(ask: Ask) {
  return ask.db
    .selectFrom('purchase_order')
    .innerJoin('supplier', 'supplier.id', 'purchase_order.supplier_id')
    .innerJoin('place', 'place.id', 'purchase_order.place_id')
    .innerJoin('company', 'company.id', 'purchase_order.company_id')
    .select([
      'purchase_order.id',
      'purchase_order.number',
      'supplier.id as supplierId',
      'supplier.code as supplierCode',
      'supplier.name as supplierName',
      'place.id as placeId',
      'place.code as placeCode',
      'place.name as placeName',
      'place.time_zone as timeZone',
      'company.id as companyId',
      'company.code as companyCode',
      'company.name as companyName',
      'purchase_order.lifecycle',
      'purchase_order.content_hash as contentHash',
      'purchase_order.released_hash as releasedHash',
      'purchase_order.ordered_on as orderedOn',
      'purchase_order.requested_on as requestedOn',
      'purchase_order.buyer_name as buyerName',
      'purchase_order.line_count as lineCount',
      'purchase_order.total_minor as totalMinor',
      'purchase_order.currency',
      'purchase_order.version',
      sql<string | null>`(
        select status from approval_request
        where subject_kind = 'purchase_order' and subject_id = purchase_order.id
          and content_hash = purchase_order.content_hash
        order by approval_request.id desc limit 1
      )`.as('approval'),
    ])
}

function filtered(ask: Ask, asked: ListOrdersQuery) {
  let query = selectOrders(ask)
  const equal = [
    ['purchase_order.lifecycle', asked.lifecycle],
    ['purchase_order.supplier_id', asked.supplierId],
    ['purchase_order.company_id', asked.companyId],
    ['purchase_order.place_id', asked.placeId],
    ['purchase_order.buyer_id', asked.buyerId],
    ['purchase_order.source_system', asked.sourceSystem],
    ['purchase_order.external_id', asked.externalId],
  ] as const
  for (const [column, value] of equal) {
    if (value !== undefined) query = query.where(column, '=', value)
  }
  const days = [
    ['purchase_order.ordered_on', '>=', asked.orderedFrom],
    ['purchase_order.ordered_on', '<=', asked.orderedTo],
    ['purchase_order.requested_on', '>=', asked.requestedFrom],
    ['purchase_order.requested_on', '<=', asked.requestedTo],
  ] as const
  for (const [column, comparison, day] of days) {
    if (day !== undefined) query = query.where(column, comparison, day)
  }
  for (const condition of derived(ask, asked)) query = query.where(condition)
  return query
}

/** Filters on what lines, answers and approvals add up to. */
function derived(ask: Ask, asked: ListOrdersQuery) {
  const line = (condition: string) => sql<boolean>`exists (
    select from purchase_order_line line
    where line.order_id = purchase_order.id and ${sql.raw(condition)})`
  const noLine = (condition: string) => sql<boolean>`not ${line(condition)}`
  const released = sql<boolean>`purchase_order.lifecycle = 'released'`
  const received = 'line.accepted_units + line.quarantined_units + line.rejected_units'
  const isOpen = `line.state = 'open' and line.ordered_units > ${received}`
  const isUnbilled =
    `line.state <> 'cancelled' and line.invoiced_units < ` +
    'line.accepted_units + line.quarantined_units - line.returned_accepted_units'
  return [
    ...(asked.q === undefined ? [] : [startsWith(['purchase_order.number'], asked.q)]),
    ...(asked.itemId === undefined
      ? []
      : [
          sql<boolean>`purchase_order.id in (
            select order_id from purchase_order_line where item_id = ${asked.itemId}::uuid)`,
        ]),
    ...(asked.approval === undefined
      ? []
      : [
          sql<boolean>`purchase_order.id in (
            select subject_id from approval_request
            where subject_kind = 'purchase_order' and status = 'pending')`,
        ]),
    ...(asked.answer === 'to_review'
      ? [
          sql<boolean>`purchase_order.id in (
            select order_id from supplier_answer where status = 'needs_review')`,
        ]
      : []),
    ...(asked.answer === 'none'
      ? [released, line("line.state = 'open' and line.answer = 'none'")]
      : []),
    ...(asked.receipt === 'none' ? [released, noLine(`${received} > 0`)] : []),
    ...(asked.receipt === 'open' ? [released, line(isOpen)] : []),
    ...(asked.receipt === 'done' ? [noLine(isOpen), line(`${received} > 0`)] : []),
    ...(asked.invoice === 'none' ? [noLine('line.invoiced_units > 0')] : []),
    ...(asked.invoice === 'open' ? [line(isUnbilled)] : []),
    ...(asked.invoice === 'done' ? [noLine(isUnbilled), line('line.invoiced_units > 0')] : []),
    ...(asked.late === undefined
      ? []
      : [
          released,
          sql<boolean>`exists (
            select from purchase_order_line line
            where line.order_id = purchase_order.id and ${sql.raw(isOpen)}
              and line.expected_on < (${ask.now}::timestamptz at time zone place.time_zone)::date)`,
        ]),
  ]
}

function toView(row: Row, lines: readonly ReadLine[], now: Date): OrderRow {
  const lifecycle = row.lifecycle as Lifecycle
  const approval = approvalOf(row.approval)
  const sums = rollUp({ lifecycle, approval }, lines, dayAt(now.getTime(), row.timeZone))
  return {
    id: row.id,
    number: row.number,
    supplier: { id: row.supplierId, code: row.supplierCode, name: row.supplierName },
    place: { id: row.placeId, code: row.placeCode, name: row.placeName },
    company: { id: row.companyId, code: row.companyCode, name: row.companyName },
    lifecycle,
    approval,
    ...badgesOf(sums),
    isChanged: row.releasedHash !== '' && row.releasedHash !== row.contentHash,
    orderedOn: row.orderedOn,
    requestedOn: row.requestedOn,
    expectedOn: lastExpected(lines),
    buyerName: row.buyerName,
    lineCount: row.lineCount,
    total: moneyToWire(row.totalMinor, row.currency),
    received: moneyToWire(sums.receivedMinor, row.currency),
    invoiced: moneyToWire(sums.invoicedMinor, row.currency),
    units: unitsOf(sums),
    version: row.version,
  }
}

export function approvalOf(status: string | null): Approval {
  return status === 'approved' || status === 'pending' || status === 'rejected' ? status : 'none'
}

export function badgesOf(sums: ReturnType<typeof rollUp>) {
  const { status, answer, receipt, invoice, isLate } = sums
  return { status, answer, receipt, invoice, isLate }
}

/** Units as decimals of their stocking units, summed over lines whatever their unit. */
export function unitsOf(sums: ReturnType<typeof rollUp>) {
  const decimal = (unitsE6: bigint) => formatDecimal(unitsE6, unitsE6Decimals, 0)
  return {
    ordered: decimal(sums.orderedE6),
    confirmed: decimal(sums.confirmedE6),
    shipped: decimal(sums.shippedE6),
    received: decimal(sums.receivedE6),
    invoiced: decimal(sums.invoicedE6),
  }
}

/** When the last of what is still to come is expected. */
export function lastExpected(lines: readonly ReadLine[]): string | null {
  const days = lines.filter((line) => openUnits(line) > 0n).map((line) => line.expectedOn)
  return days.sort().at(-1) ?? null
}
