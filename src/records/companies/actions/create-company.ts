import { dayAt } from '#kernel/day'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import type { CompanyId } from '../ids.ts'
import { usualChart } from '../rules/controls.ts'
import { firstPeriods } from '../rules/fiscal-calendar.ts'
import { usualChargeCodes, usualTaxCodes } from '../rules/usual-codes.ts'
import { insertAccounts } from '../store/accounts.ts'
import { insertChargeCodes, insertTaxCodes } from '../store/codes.ts'
import { insertCompany } from '../store/companies.ts'
import { ensureCurrencies } from '../store/currencies.ts'
import { insertPeriods } from '../store/periods.ts'

export type CreateCompany = {
  readonly code: string
  readonly name: string
  readonly legalName?: string | undefined
  /** ISO 4217; the currency of its books, for good. */
  readonly currency: string
  /** ISO 3166-1 alpha-2, or empty. */
  readonly country?: string | undefined
  readonly timeZone?: string | undefined
  readonly taxId?: string | undefined
  readonly address?: string | undefined
  readonly fiscalYearStartMonth?: number | undefined
  /** The first day that will be posted to; its fiscal year opens the calendar. */
  readonly periodsFrom?: string | undefined
  /** Orders above this need a second person; absent means none does. */
  readonly approvalOverMinor?: bigint | undefined
}

export type CreateCompanyOutcome =
  | { readonly kind: 'created'; readonly companyId: CompanyId }
  | { readonly kind: 'refused'; readonly errors: readonly ErrorFact[] }

/**
 * Opens a company with all it needs to post: chart of accounts with every control, fiscal periods,
 * usual tax and charge codes.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function createCompany(tx: Tx, command: CreateCompany): Promise<CreateCompanyOutcome> {
  requirePermission(tx, 'records.write')

  const companyId = tx.newId<'Company'>()
  await ensureCurrencies(tx, [command.currency])
  if (!(await insertCompany(tx, companyId, command))) {
    const detail = `Choose another code: a company with code ${command.code} exists already.`
    return { kind: 'refused', errors: [{ code: 'code_taken', detail, pointer: '/code' }] }
  }
  const accountIds = await insertAccounts(tx, companyId, usualChart)
  await insertPeriods(
    tx,
    companyId,
    firstPeriods({
      today: dayAt(tx.now.getTime(), command.timeZone ?? 'UTC'),
      startMonth: command.fiscalYearStartMonth ?? 1,
      from: command.periodsFrom,
    }),
  )
  await insertTaxCodes(tx, companyId, usualTaxCodes)
  await insertChargeCodes(
    tx,
    companyId,
    usualChargeCodes.map((charge) => ({
      ...charge,
      accountId: charge.control === undefined ? null : (accountIds.get(charge.control) ?? null),
    })),
  )
  announce(tx, 'company.created', { kind: 'company', id: companyId }, { code: command.code })
  return { kind: 'created', companyId }
}
