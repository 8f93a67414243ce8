import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { ListPeriodsQuery, PeriodView } from '../contract.ts'
import type { FiscalPeriodId } from '../ids.ts'

const sorts = { startsOn: { column: 'fiscal_period.starts_on', type: 'date' } } as const

/** @throws {PermissionError} when the actor may not read records */
export async function listPeriods(ask: Ask, asked: ListPeriodsQuery): Promise<Page<PeriodView>> {
  requirePermission(ask, 'records.read')

  let query = selectRows(ask)
  if (asked.companyId !== undefined)
    query = query.where('fiscal_period.company_id', '=', asked.companyId)
  if (asked.status !== undefined) query = query.where('fiscal_period.status', '=', asked.status)
  if (asked.day !== undefined) {
    query = query
      .where('fiscal_period.starts_on', '<=', asked.day)
      .where('fiscal_period.ends_on', '>=', asked.day)
  }
  return readPage(ask, query, { sorts, id: 'fiscal_period.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read records */
export async function readPeriod(
  ask: Ask,
  periodId: FiscalPeriodId,
): Promise<PeriodView | undefined> {
  requirePermission(ask, 'records.read')

  const row = await selectRows(ask).where('fiscal_period.id', '=', periodId).executeTakeFirst()
  return row && toView(row)
}

function selectRows(ask: Ask) {
  return ask.db
    .selectFrom('fiscal_period')
    .select([
      'fiscal_period.id',
      'fiscal_period.company_id as companyId',
      'fiscal_period.name',
      'fiscal_period.starts_on as startsOn',
      'fiscal_period.ends_on as endsOn',
      sql<'open' | 'closed'>`fiscal_period.status`.as('status'),
      'fiscal_period.closed_at as closedAt',
      'fiscal_period.version',
    ])
}

type Row = Omit<PeriodView, 'closedAt'> & { readonly closedAt: Date | null }

/** Picked field by field, since a page's rows carry its cursor too. */
function toView(row: Row): PeriodView {
  const { id, companyId, name, startsOn, endsOn, status, version } = row
  const closedAt = row.closedAt?.toISOString() ?? null
  return { id, companyId, name, startsOn, endsOn, status, closedAt, version }
}
