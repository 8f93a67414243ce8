/**
 * What came and was not invoiced, or was invoiced and did not come: line by line and by age, each
 * with why it still stands (rules.md 3, GRNI ageing).
 */
import { type SqlBool, sql } from 'kysely'

import { dayAt } from '#kernel/day'
import { type Page, readPage } from '#platform/list'
import { moneyToWire, quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'
import { type CompanyId, readCompany } from '#records/companies'

import type { GrniAgeingView, GrniQuery, GrniRow } from '../contract-accruals.ts'
import { type AgeBucket, ageBuckets, bucketOf, fromDays, toDays } from '../rules/ageing.ts'

const sorts = {
  firstOn: { column: 'grni_balance.first_on', type: 'date' },
  amount: { column: 'grni_balance.amount_minor', type: 'bigint' },
} as const

/** Matches the partial index: balances that have come to nothing are left out. */
const stands = sql<SqlBool>`(grni_balance.units <> 0 or grni_balance.document_minor <> 0
  or grni_balance.amount_minor <> 0)`

const reason = sql<GrniRow['reason']>`
  case
    when grni_balance.units < 0 then 'over_invoiced'
    when exists (
      select from supplier_invoice_line billed
      join invoice_hold hold on hold.invoice_line_id = billed.id
      where billed.order_line_id = grni_balance.order_line_id and hold.released_at is null
        and hold.code in ('price_above_order', 'line_total_above_order')
    ) then 'price_dispute'
    when ordered.rejected_units > ordered.returned_rejected_units
      and grni_balance.units <= ordered.rejected_units - ordered.returned_rejected_units
    then 'return_pending'
    else 'awaiting_invoice'
  end`

/** @throws {PermissionError} when the actor may not read the ledger */
export async function listGrniBalances(ask: Ask, asked: GrniQuery): Promise<Page<GrniRow>> {
  requirePermission(ask, 'ledger.read')

  const today = dayAt(ask.now.getTime(), 'UTC')
  let query = selectBalances(ask, today)
  if (asked.companyId !== undefined) {
    query = query.where('grni_balance.company_id', '=', asked.companyId)
  }
  if (asked.supplierId !== undefined) {
    query = query.where('grni_balance.supplier_id', '=', asked.supplierId)
  }
  if (asked.reason !== undefined) query = query.where(sql<SqlBool>`${reason} = ${asked.reason}`)
  if (asked.bucket !== undefined) {
    const from = fromDays(asked.bucket)
    const to = toDays(asked.bucket)
    query = query.where(sql<SqlBool>`grni_balance.first_on <= ${today}::date - ${from}::integer`)
    if (to !== undefined) {
      query = query.where(sql<SqlBool>`grni_balance.first_on >= ${today}::date - ${to}::integer`)
    }
  }
  return readPage(ask, query, { sorts, id: 'grni_balance.order_line_id', asked, toItem: toRow })
}

function selectBalances(ask: Ask, today: string) {
  return ask.db
    .selectFrom('grni_balance')
    .innerJoin('purchase_order_line as ordered', 'ordered.id', 'grni_balance.order_line_id')
    .innerJoin('purchase_order', 'purchase_order.id', 'ordered.order_id')
    .innerJoin('supplier', 'supplier.id', 'grni_balance.supplier_id')
    .innerJoin('company', 'company.id', 'grni_balance.company_id')
    .innerJoin('item', 'item.id', 'ordered.item_id')
    .select([
      'grni_balance.order_line_id as orderLineId',
      'purchase_order.id as orderId',
      'purchase_order.number as orderNumber',
      'ordered.line_no as orderLineNo',
      'supplier.id as supplierId',
      'supplier.name as supplierName',
      'item.id as itemId',
      'item.sku',
      'item.unit',
      'item.unit_decimals as unitDecimals',
      'grni_balance.units',
      'grni_balance.document_minor as documentMinor',
      'grni_balance.document_currency as documentCurrency',
      'grni_balance.amount_minor as amountMinor',
      'company.currency',
      'grni_balance.first_on as firstOn',
      sql<number>`${today}::date - grni_balance.first_on`.as('ageDays'),
      reason.as('reason'),
    ])
    .where(stands)
}

type Row = Omit<GrniRow, 'orderNumber' | 'quantity' | 'documentAmount' | 'amount' | 'bucket'> & {
  readonly orderNumber: string | null
  readonly unit: string
  readonly unitDecimals: number
  readonly units: bigint
  readonly documentMinor: bigint
  readonly documentCurrency: string
  readonly amountMinor: bigint
  readonly currency: string
}

function toRow(row: Row): GrniRow {
  return {
    orderLineId: row.orderLineId,
    orderId: row.orderId,
    orderNumber: row.orderNumber ?? '',
    orderLineNo: row.orderLineNo,
    supplierId: row.supplierId,
    supplierName: row.supplierName,
    itemId: row.itemId,
    sku: row.sku,
    quantity: quantityToWire(row.units, row),
    documentAmount: moneyToWire(row.documentMinor, row.documentCurrency),
    amount: moneyToWire(row.amountMinor, row.currency),
    firstOn: row.firstOn,
    ageDays: row.ageDays,
    bucket: bucketOf(row.ageDays),
    reason: row.reason,
  }
}

/**
 * All open accruals of a company by age and by reason, beside the account they must equal.
 *
 * @throws {PermissionError} when the actor may not read the ledger
 */
export async function readGrniAgeing(
  ask: Ask,
  companyId: CompanyId,
): Promise<GrniAgeingView | undefined> {
  requirePermission(ask, 'ledger.read')

  const company = await readCompany(ask, companyId)
  if (company === undefined) return undefined
  const today = dayAt(ask.now.getTime(), company.timeZone)
  const sums = await readSums(ask, companyId, today)
  const { rows } = await sql<{ total: bigint }>`
    select coalesce(-sum(line.amount_minor), 0)::bigint as total
    from account join journal_line line on line.account_id = account.id
    where account.company_id = ${companyId}::uuid and account.control = 'grni'
  `.execute(ask.db)
  const money = (amountMinor: bigint) => moneyToWire(amountMinor, company.currency)
  const partOf = (part: readonly Sum[]) => ({
    amount: money(part.reduce((sum, row) => sum + row.amount_minor, 0n)),
    lineCount: part.reduce((sum, row) => sum + Number(row.line_count), 0),
  })
  const reasons = [...new Set(sums.map((row) => row.reason))]
  return {
    companyId,
    asOf: today,
    total: partOf(sums).amount,
    ledger: money(rows[0]?.total ?? 0n),
    buckets: ageBuckets.map((bucket) => ({
      bucket,
      ...partOf(sums.filter((row) => row.bucket === bucket)),
    })),
    reasons: reasons.map((why) => ({
      reason: why,
      ...partOf(sums.filter((row) => row.reason === why)),
    })),
  }
}

type Sum = {
  readonly bucket: AgeBucket
  readonly reason: GrniRow['reason']
  readonly amount_minor: bigint
  readonly line_count: bigint
}

async function readSums(ask: Ask, companyId: string, today: string): Promise<readonly Sum[]> {
  const { rows } = await sql<Sum>`
    select aged.bucket, aged.reason, sum(aged.amount_minor)::bigint as amount_minor,
      count(*) as line_count
    from (
      select ${reason} as reason, grni_balance.amount_minor,
        case
          when ${today}::date - grni_balance.first_on <= 30 then '0-30'
          when ${today}::date - grni_balance.first_on <= 60 then '31-60'
          when ${today}::date - grni_balance.first_on <= 90 then '61-90'
          else '90+'
        end as bucket
      from grni_balance
      join purchase_order_line ordered on ordered.id = grni_balance.order_line_id
      where grni_balance.company_id = ${companyId}::uuid and ${stands}
    ) aged
    group by aged.bucket, aged.reason order by aged.bucket, aged.reason
  `.execute(ask.db)
  return rows
}
