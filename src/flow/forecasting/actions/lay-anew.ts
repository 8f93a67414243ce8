import { sql } from 'kysely'

import { dayAt } from '#kernel/day'
import { announce } from '#platform/outbox'
import type { Tx } from '#platform/work'

import { overridesFor } from '../queries/overrides-for.ts'
import { promotionsFor } from '../queries/promotions-for.ts'
import { layersOf } from '../rules/lay-forecast.ts'
import { putLayers } from '../store/forecasts.ts'

type Pair = { readonly itemId: string; readonly placeId: string }

/**
 * Lays promotions and overrides over forecasts that are there, without forecasting again, and tells
 * planning.
 *
 * @param asOf the day on which overrides must still hold
 */
export async function layAnew(
  tx: Tx,
  pairs: readonly Pair[],
  asOf: string = dayAt(tx.now.getTime(), 'UTC'),
): Promise<void> {
  const { rows } = await sql<
    Pair & { readonly id: string; readonly startsOn: string; readonly baseline: readonly number[] }
  >`
    select f.id, f.item_id as "itemId", f.place_id as "placeId", f.starts_on as "startsOn",
           f.baseline_units as baseline
    from unnest(${pairs.map((one) => one.itemId)}::uuid[],
                ${pairs.map((one) => one.placeId)}::uuid[]) as g (item_id, place_id)
    join forecast f on (f.item_id, f.place_id, f.period) = (g.item_id, g.place_id, 'week')
    order by f.id for update of f
  `.execute(tx.db)
  const overrides = await overridesFor(tx, rows, asOf)
  const promotions = await promotionsFor(tx, rows)
  await putLayers(
    tx,
    rows.map(({ id, itemId, placeId, baseline }) => {
      const key = `${itemId} ${placeId}`
      return {
        id,
        ...layersOf(
          Float64Array.from(baseline),
          promotions.get(key) ?? [],
          overrides.get(key) ?? [],
        ),
      }
    }),
  )
  const [first] = rows
  if (first === undefined) return
  const itemIds = [...new Set(rows.map(({ itemId }) => itemId))]
  announce(tx, 'forecast.changed', { kind: 'item', id: first.itemId }, { itemIds })
}
