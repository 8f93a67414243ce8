import { type RawBuilder, sql } from 'kysely'

import type { Ask } from '#platform/work'

import { plannedIn, shareIn, type Totalled, totalPairs, weeksAhead } from './total-pairs.ts'

const levels = 9
/** Where .05 and .95 stand among them, from 1 on; so many deviations lie between. */
const [low, high, deviationsBetween] = [1, 7, 2 * 1.6448536269514722]

/** Of a group, in stocking units by week. */
export type SummedWeeks = {
  readonly planned: readonly number[]
  readonly baseline: readonly number[]
  readonly uplift: readonly number[]
  readonly variance: readonly number[]
  readonly deviation: readonly number[]
}

/** Sums of whole groups, each week by itself: arrays are read by place, which costs no row for each week. */
export async function weeksOf(
  ask: Ask,
  totalled: Totalled,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SummedWeeks>> {
  if (ids.length === 0) return new Map()
  const share = (week: number) => shareIn(totalled.by, week)
  const added = (week: number) =>
    sql`coalesce(p.uplift_units[${sql.lit(week)}], 0) + coalesce(p.event_units[${sql.lit(week)}], 0)`
  // As `plannedQuantiles`: the stored spread is of whole weeks of the baseline.
  const between = (week: number) => {
    const [no, first] = [sql.lit(week), (week - 1) * levels]
    const [from, to] = [sql.lit(first + low), sql.lit(first + high)]
    const ours = sql`coalesce(p.unbound_units[${no}], p.baseline_units[${no}])`
    return sql`(p.quantile_units[${to}] - p.quantile_units[${from}]) * p.scale${share(week)}
      * case when ${ours} > 0 then p.planned_units[${no}] / ${ours} else 1 end
      / ${sql.lit(deviationsBetween)}`
  }
  const { rows } = await sql<SummedWeeks & { readonly id: string }>`
    select p.id,
           ${sums((week) => sql`p.scale * ${plannedIn(totalled, week)}`)} as planned,
           ${sums((week) => sql`p.scale * p.baseline_units[${sql.lit(week)}]${share(week)}`)} as baseline,
           ${sums((week) => sql`p.scale * (${added(week)})${share(week)}`)} as uplift,
           ${sums((week) => sql`(${between(week)}) ^ 2`)} as variance,
           ${sums(between)} as deviation
    from ${totalPairs(totalled)} p where p.id = any (${ids}::uuid[]) group by p.id
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.id, row]))
}

function sums(of: (week: number) => RawBuilder<unknown>) {
  const each = Array.from({ length: weeksAhead }, (_, at) => sql`coalesce(sum(${of(at + 1)}), 0)`)
  return sql`array[${sql.join(each)}]::float8[]`
}
