/** The only SQL that writes fiscal periods. */
import { sql } from 'kysely'

import { invariant } from '#kernel/invariant'
import type { Tx } from '#platform/work'

import type { CompanyId, FiscalPeriodId } from '../ids.ts'
import type { NewPeriod } from '../rules/fiscal-calendar.ts'

/** Adds the periods that are not there yet. */
export async function insertPeriods(
  tx: Tx,
  companyId: CompanyId,
  periods: readonly NewPeriod[],
): Promise<void> {
  await sql`
    insert into fiscal_period (id, company_id, starts_on, ends_on, name)
    select p.id, ${companyId}::uuid, p.starts_on, p.ends_on, p.name
    from unnest(
      ${periods.map(() => tx.newId<'FiscalPeriod'>())}::uuid[],
      ${periods.map((period) => period.startsOn)}::date[],
      ${periods.map((period) => period.endsOn)}::date[],
      ${periods.map((period) => period.name)}::text[]) as p (id, starts_on, ends_on, name)
    on conflict (company_id, starts_on) do nothing
  `.execute(tx.db)
}

export type StoredPeriod = {
  readonly id: FiscalPeriodId
  readonly name: string
  readonly status: 'open' | 'closed'
  readonly version: number
}

/** Waits for the transactions that are about to post into the period. */
export async function lockPeriod(
  tx: Tx,
  periodId: FiscalPeriodId,
): Promise<StoredPeriod | undefined> {
  const { rows } = await sql<StoredPeriod>`
    select id, name, status, version from fiscal_period where id = ${periodId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function setPeriodStatus(
  tx: Tx,
  periodId: FiscalPeriodId,
  status: StoredPeriod['status'],
): Promise<void> {
  const isClosed = status === 'closed'
  await sql`
    update fiscal_period
    set status = ${status}, closed_at = ${isClosed ? tx.now : null}::timestamptz,
        closed_by = ${isClosed ? tx.actor.id : null}, version = version + 1
    where id = ${periodId}::uuid
  `.execute(tx.db)
}

export async function readCalendarBounds(
  tx: Tx,
  companyId: CompanyId,
): Promise<{ readonly startsOn: string; readonly endsOn: string; readonly count: number }> {
  const { rows } = await sql<{ startsOn: string; endsOn: string; count: number }>`
    select min(starts_on) as "startsOn", max(ends_on) as "endsOn", count(*)::int as count
    from fiscal_period where company_id = ${companyId}::uuid
  `.execute(tx.db)
  const [bounds] = rows
  invariant(bounds !== undefined && bounds.count > 0, `company ${companyId} has a calendar`)
  return bounds
}
