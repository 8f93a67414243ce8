import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** What names stock that was opened: where, what, in which status, of which lot. */
export type OpenedName = {
  readonly placeId: string
  readonly itemId: string
  readonly status: string
  /** Empty where no lots are kept. */
  readonly lot: string
}

export type OpenedStock = OpenedName & {
  readonly adjustedOn: string
  readonly units: bigint
  readonly valueMinor: bigint
}

/** Opening stock that was posted under these names. */
export async function readOpenedStock(
  ask: Ask,
  names: readonly OpenedName[],
): Promise<readonly OpenedStock[]> {
  if (names.length === 0) return []
  const { rows } = await sql<OpenedStock>`
    select asked.place_id as "placeId", asked.item_id as "itemId", asked.status, asked.lot,
           min(adjustment.adjusted_on) as "adjustedOn", sum(line.units)::bigint as units,
           sum(line.value_minor)::bigint as "valueMinor"
    from unnest(${names.map((name) => name.placeId)}::uuid[],
                ${names.map((name) => name.itemId)}::uuid[],
                ${names.map((name) => name.status)}::text[],
                ${names.map((name) => name.lot)}::text[]) as asked (place_id, item_id, status, lot)
    join stock_adjustment_line line on line.item_id = asked.item_id and line.status = asked.status
    join stock_adjustment adjustment
      on adjustment.id = line.adjustment_id and adjustment.place_id = asked.place_id
      and adjustment.kind = 'opening'
    left join stock_lot lot on lot.id = line.lot_id
    where coalesce(lot.code, '') = asked.lot
    group by asked.place_id, asked.item_id, asked.status, asked.lot
  `.execute(ask.db)
  return rows
}
