/** Item-places in stretches, so that the parts of a long run have none in common. */
import { type RawBuilder, sql } from 'kysely'

import { idColumn } from '#platform/columns'
import type { Tx } from '#platform/work'

type Pair = { readonly itemId: string; readonly placeId: string }

/** As rows of a table to read from, in the order given: `${pairRows(pairs)} as p (item_id, place_id)`. */
export function pairRows(pairs: readonly Pair[]): RawBuilder<unknown> {
  const rows =
    rowsOf.get(pairs) ??
    sql`unnest(${idColumn(pairs, ({ itemId }) => itemId)}::uuid[],
    ${idColumn(pairs, ({ placeId }) => placeId)}::uuid[])`
  rowsOf.set(pairs, rows)
  return rows
}

/** A part of a run asks a dozen questions of the same item-places. */
const rowsOf = new WeakMap<readonly Pair[], RawBuilder<unknown>>()

/** In order of item and place: those behind the first, and up to the last. */
export type PairRange = { readonly after: Pair; readonly until: Pair }

const least = '00000000-0000-0000-0000-000000000000'
const most = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * Ranges that hold about `size` of these pairs each, and together whatever pair there may be.
 *
 * @param pairs a select of item_id and place_id, best by an index in that order
 */
export async function pairRanges(
  tx: Tx,
  pairs: RawBuilder<unknown>,
  size: number,
): Promise<readonly PairRange[]> {
  const { rows: cuts } = await sql<Pair>`
    select item_id as "itemId", place_id as "placeId" from (
      select item_id, place_id, row_number() over (order by item_id, place_id) as no
      from (${pairs}) as pair) as numbered
    where no % ${size}::int = 0 order by 1, 2
  `.execute(tx.db)
  const starts = [{ itemId: least, placeId: least }, ...cuts]
  const ends = [...cuts, { itemId: most, placeId: most }]
  return starts.flatMap((after, at) => {
    const until = ends[at]
    return until === undefined ? [] : [{ after, until }]
  })
}
