import { sql } from 'kysely'

import { plannedQuantiles, quantileLevels } from '#flow/forecasting'
import { addDays } from '#kernel/day'
import type { Ask } from '#platform/work'

import type { ProposalView } from '../contract.ts'

const historyWeeks = 12
const weeksAhead = 13
const quantileCount = quantileLevels.length
/** Where .05, .25, .75 and .95 stand among the nine that are kept. */
const at = { p05: 0, p25: 2, p75: 4, p95: 6 }

type Row = {
  readonly startsOn: string
  readonly planned: readonly number[]
  readonly quantiles: readonly number[]
  readonly baseline: readonly number[]
  readonly unbound: readonly number[] | null
  readonly wape: number | null
  readonly historyEndsOn: string | null
  readonly history: readonly number[] | null
}

/** Demand by week around the planning day; null where nothing is forecast. */
export async function readDemandWeeks(
  ask: Ask,
  pair: { readonly itemId: string; readonly placeId: string },
  scale: number,
): Promise<ProposalView['demand']> {
  const { rows } = await sql<Row>`
    select f.starts_on as "startsOn", f.planned_units[1:${weeksAhead}::int] as planned,
           f.quantile_units[1:${weeksAhead * quantileCount}::int] as quantiles, f.wape,
           f.baseline_units as baseline, f.unbound_units as unbound,
           s.ends_on as "historyEndsOn",
           s.raw_units[greatest(1, cardinality(s.raw_units) - ${historyWeeks - 1}::int):] as history
    from forecast f
    left join demand_series s on s.item_id = f.item_id and s.place_id = f.place_id
      and s.channel_id is null and s.period = 'week'
    where f.item_id = ${pair.itemId}::uuid and f.place_id = ${pair.placeId}::uuid
      and f.period = 'week'
  `.execute(ask.db)
  const [row] = rows
  if (row === undefined) return null
  const inUnits = (list: readonly number[]) => list.map((units) => chartValue(units / scale))
  const quantiles = plannedQuantiles(row)
  const quantile = (index: number) =>
    inUnits(quantiles.filter((_, no) => no % quantileCount === index))
  const history = row.history ?? []
  return {
    historyStartsOn:
      row.historyEndsOn === null ? null : addDays(row.historyEndsOn, -7 * history.length),
    history: inUnits(history),
    startsOn: row.startsOn,
    expected: inUnits(row.planned),
    p05: quantile(at.p05),
    p25: quantile(at.p25),
    p75: quantile(at.p75),
    p95: quantile(at.p95),
    wapePercent: row.wape === null ? null : chartValue(100 * row.wape),
  }
}

/** Enough decimals for a chart. */
export function chartValue(value: number): number {
  return Math.round(value * 100) / 100
}
