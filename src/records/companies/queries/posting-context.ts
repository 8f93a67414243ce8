import { sql } from 'kysely'

import { invariant } from '#kernel/invariant'
import type { Ask } from '#platform/work'

import type { AccountId, CompanyId, FiscalPeriodId } from '../ids.ts'
import { type Control, controls } from '../rules/controls.ts'
import { postingDay } from '../rules/fiscal-calendar.ts'
import { rateOfDay, sameCurrencyRateE10 } from '../rules/rate-of-day.ts'
import { quotedRate } from './read-rates.ts'

export type PostingContext = {
  readonly kind: 'ready'
  readonly companyId: CompanyId
  readonly companyCurrency: string
  readonly accountIdByControl: Readonly<Record<Control, AccountId>>
  readonly periodId: FiscalPeriodId
  /** The day in the books: the fact's own, or the first of the next open period. */
  readonly postedOn: string
  /** The day the fact belongs to. */
  readonly valuedOn: string
  /** Company currency for one of the document's, times 1e10, at `valuedOn`. */
  readonly rateE10: bigint
}

export type PostingContextMissing = {
  readonly kind: 'missing'
  readonly missing: readonly ('rate' | 'open_period')[]
}

/**
 * Everything a posting needs to know of its company on a day, in one statement.
 *
 * The day must lie in a period the company has; when that one is closed, the first open one after it
 * is given. The period stays locked against being closed until this transaction ends, so nothing
 * commits into a closed one.
 *
 * @throws {InvariantError} when the company does not exist or lacks a control account
 */
export async function postingContext(
  ask: Ask,
  given: { readonly companyId: CompanyId; readonly day: string; readonly documentCurrency: string },
): Promise<PostingContext | PostingContextMissing> {
  const { companyId, day, documentCurrency } = given
  const row = await readContextRow(ask, given)
  invariant(row !== undefined, `there is no company ${companyId}`)

  const rateE10 =
    row.currency === documentCurrency
      ? sameCurrencyRateE10
      : rateOfDay(
          quotedRate(row.direct_on, row.direct_e10),
          quotedRate(row.inverse_on, row.inverse_e10),
        )
  if (rateE10 === undefined || row.period_id === null || row.period_starts_on === null) {
    return {
      kind: 'missing',
      missing: [
        ...(rateE10 === undefined ? (['rate'] as const) : []),
        ...(row.period_id === null ? (['open_period'] as const) : []),
      ],
    }
  }
  return {
    kind: 'ready',
    companyId,
    companyCurrency: row.currency,
    accountIdByControl: everyControl(row.accounts),
    periodId: row.period_id,
    postedOn: postingDay(day, { startsOn: row.period_starts_on }),
    valuedOn: day,
    rateE10,
  }
}

type ContextRow = {
  readonly currency: string
  readonly accounts: Readonly<Record<string, AccountId>> | null
  readonly direct_on: string | null
  readonly direct_e10: bigint | null
  readonly inverse_on: string | null
  readonly inverse_e10: bigint | null
  readonly period_id: FiscalPeriodId | null
  readonly period_starts_on: string | null
}

async function readContextRow(
  ask: Ask,
  given: { readonly companyId: CompanyId; readonly day: string; readonly documentCurrency: string },
): Promise<ContextRow | undefined> {
  const { companyId, day, documentCurrency } = given
  const { rows } = await sql<ContextRow>`
    select c.currency,
           (select json_object_agg(a.control, a.id) from account a
            where a.company_id = c.id and a.control is not null) as accounts,
           direct.on_day as direct_on, direct.rate_e10 as direct_e10,
           inverse.on_day as inverse_on, inverse.rate_e10 as inverse_e10,
           open.id as period_id, open.starts_on as period_starts_on
    from company c
    left join lateral (
      select r.on_day, r.rate_e10 from currency_rate r
      where r.from_currency = ${documentCurrency} and r.to_currency = c.currency
        and r.on_day <= ${day}::date
      order by r.on_day desc limit 1) direct on true
    left join lateral (
      select r.on_day, r.rate_e10 from currency_rate r
      where r.from_currency = c.currency and r.to_currency = ${documentCurrency}
        and r.on_day <= ${day}::date
      order by r.on_day desc limit 1) inverse on true
    left join lateral (
      select p.id, p.starts_on from fiscal_period p
      where p.company_id = c.id and p.status = 'open'
        and p.starts_on >= (select max(own.starts_on) from fiscal_period own
                            where own.company_id = c.id and own.starts_on <= ${day}::date)
        and p.ends_on >= ${day}::date
      order by p.starts_on limit 1 for key share) open on true
    where c.id = ${companyId}::uuid
  `.execute(ask.db)
  return rows[0]
}

function everyControl(
  accounts: Readonly<Record<string, AccountId>> | null,
): Readonly<Record<Control, AccountId>> {
  const missing = controls.filter((control) => accounts?.[control] === undefined)
  invariant(missing.length === 0, `no account of the company is the control ${missing.join(', ')}`)
  return accounts as Readonly<Record<Control, AccountId>>
}
