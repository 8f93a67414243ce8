import { type RawBuilder, sql } from 'kysely'

import { addDays } from '#kernel/day'
import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { ForecastTotal, ListTotalsQuery, TotalBy } from '../contract.ts'
import { pooledCorrelation, sumRange } from '../rules/spread.ts'
import { historyOf, historyWeeks } from './total-history.ts'
import { noGroup, plannedIn, type Totalled, totalPairs, weeksAhead } from './total-pairs.ts'
import { type SummedWeeks, weeksOf } from './total-weeks.ts'

const sorts = {
  next13Units: { column: 'total.next13', type: 'numeric' },
  name: { column: 'total.name', type: 'text' },
} as const

type Row = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly pairs: number
  readonly unit: string
  readonly next4: number
  readonly next13: number
}

/** @throws {PermissionError} when the actor may not read plans */
export async function listTotals(ask: Ask, asked: ListTotalsQuery): Promise<Page<ForecastTotal>> {
  requirePermission(ask, 'plans.read')

  const { by = 'category', categoryId = null, placeId = null, supplierId = null } = asked
  const { rows } = await sql<{ readonly from: string | null }>`
    select max(ends_on) as from from demand_series where channel_id is null`.execute(ask.db)
  const from = rows[0]?.from ?? addDays('1970-01-05', 0)
  const totalled: Totalled = { by, from, categoryId, placeId, supplierId }
  const query = ask.db.selectFrom(groupsOf(totalled).as('total')).selectAll('total')
  const found = await readPage(ask, query, { sorts, id: 'total.id', asked, toItem: (row) => row })
  const ids = found.items.map(({ id }) => id)
  const weeks = await weeksOf(ask, totalled, ids)
  const history = await historyOf(ask, totalled, ids)
  return {
    ...found,
    items: found.items.map((row) => toTotal(row, from, weeks.get(row.id), history.get(row.id))),
  }
}

const named: Readonly<Record<TotalBy, RawBuilder<unknown>>> = {
  category: sql`item_category`,
  channel: sql`channel`,
  place: sql`place`,
  supplier: sql`supplier`,
}

function groupsOf(totalled: Totalled) {
  return sql<Row>`(
    select g.id, coalesce(n.code, '') as code, coalesce(n.name, '') as name, g.pairs, g.unit,
           g.next4, g.next13
    from (
      select p.id, count(*)::int as pairs,
             case when min(p.unit) = max(p.unit) then min(p.unit) else '' end as unit,
             sum(${sumOf(totalled, 4)}) as next4, sum(${sumOf(totalled, weeksAhead)}) as next13
      from ${totalPairs(totalled)} p group by p.id
    ) g
    left join ${named[totalled.by]} n on n.id = g.id
  )`
}

const sumOf = (totalled: Totalled, weeks: number) =>
  sql`p.scale * (${sql.join(
    Array.from({ length: weeks }, (_, at) => plannedIn(totalled, at + 1)),
    sql` + `,
  )})`

function toTotal(
  row: Row,
  from: string,
  weeks: SummedWeeks | undefined,
  history: readonly number[] = [],
): ForecastTotal {
  const planned = weeks?.planned ?? []
  const spreads = planned.map((_, at) => ({
    variance: weeks?.variance[at] ?? 0,
    deviation: weeks?.deviation[at] ?? 0,
  }))
  const correlation = pooledCorrelation(history, spreads[0] ?? { variance: 0, deviation: 0 })
  const ranges = planned.map((units, at) => {
    return sumRange(units, spreads[at] ?? { variance: 0, deviation: 0 }, correlation)
  })
  const { id, code, name } = row
  return {
    group: id === noGroup ? null : { id, code, name },
    itemPlaceCount: row.pairs,
    unit: row.unit,
    next4Units: row.next4,
    next13Units: row.next13,
    historyFrom: addDays(from, -7 * historyWeeks),
    forecastFrom: from,
    history: [...history],
    ahead: {
      baseline: [...(weeks?.baseline ?? [])],
      uplift: [...(weeks?.uplift ?? [])],
      planned: [...planned],
      low: ranges.map(({ lowUnits }) => lowUnits),
      high: ranges.map(({ highUnits }) => highUnits),
    },
    correlation,
  }
}
