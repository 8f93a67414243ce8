import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { CompanyId } from '../ids.ts'

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
