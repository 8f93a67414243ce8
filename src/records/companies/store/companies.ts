/** The only SQL that writes companies. */
import { sql } from 'kysely'

import type { Ask, Tx } from '#platform/work'

import type { CompanyId } from '../ids.ts'
import { type CompanyFacts, readCompany } from '../queries/read-company.ts'

export type NewCompany = {
  readonly code: string
  readonly name: string
  readonly legalName?: string | undefined
  readonly currency: string
  readonly country?: string | undefined
  readonly timeZone?: string | undefined
  readonly taxId?: string | undefined
  readonly address?: string | undefined
  readonly fiscalYearStartMonth?: number | undefined
  readonly approvalOverMinor?: bigint | undefined
}

/** @returns false when the code is taken */
export async function insertCompany(tx: Tx, id: CompanyId, given: NewCompany): Promise<boolean> {
  const { rows } = await sql`
    insert into company (id, code, name, legal_name, currency, country, time_zone, tax_id, address,
                         fiscal_year_start_month, approval_over_minor, created_at)
    values (${id}::uuid, ${given.code}, ${given.name}, ${given.legalName ?? ''}, ${given.currency},
            ${given.country ?? ''}, ${given.timeZone ?? 'UTC'}, ${given.taxId ?? ''},
            ${given.address ?? ''}, ${given.fiscalYearStartMonth ?? 1}::smallint,
            ${given.approvalOverMinor ?? null}::bigint, ${tx.now}::timestamptz)
    on conflict (code) do nothing
    returning id
  `.execute(tx.db)
  return rows.length === 1
}

/** What may change; currency and the month the year starts in stay. */
export type CompanySettings = Omit<
  CompanyFacts,
  'id' | 'version' | 'currency' | 'fiscalYearStartMonth'
>

export async function lockCompany(tx: Tx, companyId: CompanyId): Promise<CompanyFacts | undefined> {
  await sql`select 1 from company where id = ${companyId}::uuid for update`.execute(tx.db)
  return readCompany(tx, companyId)
}

/** Writes all that may change and counts the version up; the caller holds the lock. */
export async function updateCompany(tx: Tx, company: CompanyFacts): Promise<void> {
  await tx.db
    .updateTable('company')
    .set({
      code: company.code,
      name: company.name,
      legal_name: company.legalName,
      country: company.country,
      time_zone: company.timeZone,
      tax_id: company.taxId,
      address: company.address,
      approval_over_minor: company.approvalOverMinor,
      receipt_over_bps: company.receiptOverBps,
      receipt_over_units_max: company.receiptOverUnitsMax,
      receipt_under_bps: company.receiptUnderBps,
      receipt_order_over_minor: company.receiptOrderOverMinor,
      answer_late_days_max: company.answerLateDaysMax,
      answer_short_bps_max: company.answerShortBpsMax,
      answer_price_over_bps_max: company.answerPriceOverBpsMax,
      version: company.version + 1,
    })
    .where('id', '=', company.id)
    .execute()
}

/** Those of these codes, in the order of their ids. */
export async function lockCompanies(ask: Ask | Tx, codes: readonly string[]): Promise<void> {
  await sql`
    select 1 from company where code = any(${codes}::text[]) order by id for update
  `.execute(ask.db)
}
