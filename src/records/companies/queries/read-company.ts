import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { CompanyId } from '../ids.ts'

/** What the flow asks of a company: its currency, its calendar day, its limits. */
export type CompanyFacts = {
  readonly id: CompanyId
  readonly code: string
  readonly name: string
  readonly legalName: string
  readonly currency: string
  readonly country: string
  readonly timeZone: string
  readonly taxId: string
  readonly address: string
  /** Orders above this need a second person; null: none does. */
  readonly approvalOverMinor: bigint | null
  readonly receiptOverBps: number
  readonly receiptOverUnitsMax: bigint | null
  readonly receiptUnderBps: number
  /** By how much the value of what came may differ from the order's; null: no such limit. */
  readonly receiptOrderOverMinor: bigint | null
  readonly answerLateDaysMax: number
  readonly answerShortBpsMax: number
  readonly answerPriceOverBpsMax: number
  readonly fiscalYearStartMonth: number
  readonly version: number
}

export async function readCompany(
  ask: Ask,
  companyId: CompanyId,
): Promise<CompanyFacts | undefined> {
  return (await readCompaniesById(ask, [companyId])).get(companyId)
}

/** Those that exist, by id. */
export async function readCompaniesById(
  ask: Ask,
  companyIds: readonly CompanyId[],
): Promise<ReadonlyMap<CompanyId, CompanyFacts>> {
  const { rows } = await sql<CompanyFacts>`
    select id, code, name, legal_name as "legalName", currency, country, time_zone as "timeZone",
           tax_id as "taxId", address, approval_over_minor as "approvalOverMinor",
           receipt_over_bps as "receiptOverBps", receipt_over_units_max as "receiptOverUnitsMax",
           receipt_under_bps as "receiptUnderBps",
           receipt_order_over_minor as "receiptOrderOverMinor", answer_late_days_max as "answerLateDaysMax",
           answer_short_bps_max as "answerShortBpsMax",
           answer_price_over_bps_max as "answerPriceOverBpsMax",
           fiscal_year_start_month as "fiscalYearStartMonth", version
    from company where id = any(${companyIds}::uuid[])
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.id, row]))
}

export async function readCompanyByCode(ask: Ask, code: string): Promise<CompanyFacts | undefined> {
  const { rows } = await sql<{ readonly id: CompanyId }>`
    select id from company where code = ${code}
  `.execute(ask.db)
  const [row] = rows
  return row && readCompany(ask, row.id)
}

/** Those that exist, by code. */
export async function readCompaniesByCode(
  ask: Ask,
  codes: readonly string[],
): Promise<ReadonlyMap<string, CompanyFacts>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{ readonly id: CompanyId }>`
    select id from company where code = any(${[...new Set(codes)]}::text[])
  `.execute(ask.db)
  const byId = await readCompaniesById(
    ask,
    rows.map(({ id }) => id),
  )
  return new Map([...byId.values()].map((company) => [company.code, company]))
}
