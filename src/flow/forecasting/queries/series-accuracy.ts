import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { LagAccuracy } from '../contract/accuracy.ts'

type Pair = { readonly itemId: string; readonly placeId: string }

type Row = {
  readonly sourceId: string | null
  readonly code: string | null
  readonly name: string | null
  readonly lagWeeks: number
  readonly weekCount: number
  readonly lastOn: string
  readonly actual: number
  readonly error: number
  readonly bias: number
  readonly naive: number
  readonly statistical: number
  readonly promotion: number
  readonly sourced: number
  readonly mase: number | null
  readonly rmsse: number | null
}

/**
 * How right each forecast of one item-place was, what was planned with first; nothing before a week that
 * was forecast is over.
 *
 * @param scale stocking units in a base unit
 */
export async function accuracyOfPair(
  ask: Ask,
  pair: Pair,
  scale: number,
): Promise<LagAccuracy | null> {
  const { rows } = await sql<Row>`
    select c.source_id as "sourceId", s.code, s.name, c.lag_weeks as "lagWeeks",
           c.week_count as "weekCount", c.last_on as "lastOn", c.actual_units as actual,
           c.error_units as error, c.bias_units as bias, c.naive_error_units as naive,
           c.statistical_error_units as statistical, c.promotion_error_units as promotion,
           c.sourced_error_units as sourced, c.mase, c.rmsse
    from forecast_score c left join forecast_source s on s.id = c.source_id
    where c.item_id = ${pair.itemId}::uuid and c.place_id = ${pair.placeId}::uuid
    order by c.source_id is not null, s.code limit 50
  `.execute(ask.db)
  const [first] = rows
  if (first === undefined) return null
  return { lagWeeks: first.lagWeeks, scores: rows.map((row) => scoreOf(row, scale)) }
}

function scoreOf(row: Row, scale: number): LagAccuracy['scores'][number] {
  const { sourceId, weekCount, lastOn, actual, error, bias, mase, rmsse } = row
  const share = (units: number) => (actual > 0 ? units / actual : null)
  const isOurs = sourceId === null
  return {
    source: isOurs ? null : { id: sourceId, code: row.code ?? '', name: row.name ?? '' },
    weekCount,
    lastOn,
    actualUnits: actual * scale,
    wape: share(error),
    bias: share(bias),
    mase,
    rmsse,
    trackingSignal: error > 0 ? (bias * weekCount) / error : null,
    naiveWape: share(row.naive),
    valueAdded: {
      statistical: share(row.naive - row.statistical),
      promotions: share(row.statistical - row.promotion),
      source: share(row.promotion - (isOurs ? row.sourced : error)),
      overrides: isOurs ? share(row.sourced - error) : null,
    },
  }
}
