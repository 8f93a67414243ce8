import { sql } from 'kysely'

import { dayAt, daysBetween } from '#kernel/day'
import { announce } from '#platform/outbox'
import { pairRows } from '#platform/pair-ranges'
import type { Tx } from '#platform/work'

import { channelsFor } from '../queries/habits-for.ts'
import { outsideFor } from '../queries/outside-for.ts'
import { overridesFor } from '../queries/overrides-for.ts'
import { promotionsFor } from '../queries/promotions-for.ts'
import { layersOf } from '../rules/lay-forecast.ts'
import { lifeShares } from '../rules/life.ts'
import { putLayers } from '../store/forecasts.ts'
import { putPlannedShares } from '../store/habits.ts'
import { putLives } from '../store/new-items.ts'
import { horizonWeeks } from './forecast-series-batch.ts'

type Pair = { readonly itemId: string; readonly placeId: string }

type LaidRow = Pair & {
  readonly id: string
  readonly startsOn: string
  /** The baseline as it is without first and last day of sale. */
  readonly unbound: readonly number[]
  readonly wasBound: boolean
  readonly launchOn: string | null
  readonly endOn: string | null
  readonly dayShares: readonly number[] | null
}

const isOrWasBound = ({ wasBound, launchOn, endOn }: LaidRow): boolean =>
  wasBound || launchOn !== null || endOn !== null

/** The baseline on days on which it is sold, and which part of each week's these are. */
function boundBy({ startsOn, unbound, launchOn, endOn, dayShares }: LaidRow) {
  const life = {
    fromDay: launchOn === null ? undefined : daysBetween(startsOn, launchOn),
    toDay: endOn === null ? undefined : daysBetween(startsOn, endOn),
  }
  const livedShares = lifeShares(unbound.length, life, dayShares ?? [])
  const baselineUnits = Float64Array.from(unbound, (units, at) => units * (livedShares[at] ?? 1))
  return { baselineUnits, livedShares }
}

/**
 * Lays promotions, the figures that were chosen and overrides over forecasts that are there, without forecasting again, and tells
 * planning.
 *
 * @param asOf the day on which overrides must still hold
 */
export async function layAnew(
  tx: Tx,
  pairs: readonly Pair[],
  asOf: string = dayAt(tx.now.getTime(), 'UTC'),
): Promise<void> {
  const { rows } = await sql<LaidRow>`
    select f.id, f.item_id as "itemId", f.place_id as "placeId", f.starts_on as "startsOn",
           coalesce(f.unbound_units, f.baseline_units) as unbound,
           f.launches_on is not null or f.ends_on is not null as "wasBound",
           n.launch_on as "launchOn", n.end_on as "endOn", h.day_shares as "dayShares"
    from ${pairRows(pairs)} as g (item_id, place_id)
    join forecast f on (f.item_id, f.place_id, f.period) = (g.item_id, g.place_id, 'week')
    left join planning_item n on n.item_id = f.item_id and n.place_id = f.place_id
    left join forecast_habit h on h.item_id = f.item_id and h.place_id = f.place_id
    order by f.id for update of f
  `.execute(tx.db)
  const overrides = await overridesFor(tx, rows, asOf)
  const promotions = await promotionsFor(tx, rows)
  const outside = await outsideFor(tx, rows, horizonWeeks)
  const channels = await channelsFor(tx, rows, overrides, asOf)
  const laid = rows.map((row) => {
    const { id, itemId, placeId } = row
    const key = `${itemId} ${placeId}`
    const said = outside.get(key)
    const { baselineUnits, livedShares } = boundBy(row)
    const layers = layersOf(
      baselineUnits,
      promotions.get(key) ?? [],
      overrides.get(key) ?? [],
      said,
      channels.get(key),
    )
    return {
      ...row,
      ...layers,
      id,
      baselineUnits,
      plannedUnits: layers.plannedUnits.map((units, at) => (livedShares[at] === 0 ? 0 : units)),
      sourceId: said?.sourceId ?? null,
      outsideSaid: said?.said ?? '',
    }
  })
  await putLayers(tx, laid)
  await putLives(
    tx,
    laid.filter(isOrWasBound).map(({ launchOn, endOn, unbound, ...rest }) => ({
      ...rest,
      launchesOn: launchOn,
      endsOn: endOn,
      unboundUnits: Float64Array.from(unbound),
    })),
  )
  await putPlannedShares(tx, laid)
  const [first] = rows
  if (first === undefined) return
  const itemIds = [...new Set(rows.map(({ itemId }) => itemId))]
  announce(tx, 'forecast.changed', { kind: 'item', id: first.itemId }, { itemIds })
}
