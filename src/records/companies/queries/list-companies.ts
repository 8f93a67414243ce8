import { type Page, readPage } from '#platform/list'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { CompanyView, ListCompaniesQuery } from '../contract.ts'
import type { CompanyId } from '../ids.ts'

const sorts = { code: { column: 'company.code', type: 'text' } } as const

/** @throws {PermissionError} when the actor may not read records */
export async function listCompanies(
  ask: Ask,
  asked: ListCompaniesQuery,
): Promise<Page<CompanyView>> {
  requirePermission(ask, 'records.read')

  return readPage(ask, selectRows(ask), { sorts, id: 'company.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read records */
export async function readCompanyView(
  ask: Ask,
  companyId: CompanyId,
): Promise<CompanyView | undefined> {
  requirePermission(ask, 'records.read')

  const row = await selectRows(ask).where('company.id', '=', companyId).executeTakeFirst()
  return row && toView(row)
}

function selectRows(ask: Ask) {
  return ask.db
    .selectFrom('company')
    .select([
      'company.id',
      'company.code',
      'company.name',
      'company.legal_name as legalName',
      'company.currency',
      'company.country',
      'company.time_zone as timeZone',
      'company.tax_id as taxId',
      'company.address',
      'company.fiscal_year_start_month as fiscalYearStartMonth',
      'company.approval_over_minor as approvalOverMinor',
      'company.receipt_over_bps as receiptOverBps',
      'company.receipt_over_units_max as receiptOverUnitsMax',
      'company.receipt_under_bps as receiptUnderBps',
      'company.receipt_order_over_minor as receiptOrderOverMinor',
      'company.answer_late_days_max as answerLateDaysMax',
      'company.answer_short_bps_max as answerShortBpsMax',
      'company.answer_price_over_bps_max as answerPriceOverBpsMax',
      'company.version',
      'company.created_at as createdAt',
    ])
}

type Row = Omit<
  CompanyView,
  'approvalOver' | 'receiptOrderOver' | 'receiptOverUnitsMax' | 'createdAt'
> & {
  readonly receiptOrderOverMinor: bigint | null
  readonly approvalOverMinor: bigint | null
  readonly receiptOverUnitsMax: bigint | null
  readonly createdAt: Date
}

/** Picked field by field, since a page's rows carry its cursor too. */
function toView(row: Row): CompanyView {
  const { approvalOverMinor, receiptOrderOverMinor, receiptOverUnitsMax, currency } = row
  const moneyOrNull = (minor: bigint | null) =>
    minor === null ? null : moneyToWire(minor, currency)
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    legalName: row.legalName,
    currency,
    country: row.country,
    timeZone: row.timeZone,
    taxId: row.taxId,
    address: row.address,
    fiscalYearStartMonth: row.fiscalYearStartMonth,
    approvalOver: moneyOrNull(approvalOverMinor),
    receiptOverBps: row.receiptOverBps,
    receiptOverUnitsMax: receiptOverUnitsMax === null ? null : Number(receiptOverUnitsMax),
    receiptUnderBps: row.receiptUnderBps,
    receiptOrderOver: moneyOrNull(receiptOrderOverMinor),
    answerLateDaysMax: row.answerLateDaysMax,
    answerShortBpsMax: row.answerShortBpsMax,
    answerPriceOverBpsMax: row.answerPriceOverBpsMax,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  }
}
