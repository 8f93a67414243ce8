import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { CompanyId } from '../ids.ts'
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
