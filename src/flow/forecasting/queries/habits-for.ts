import { sql } from 'kysely'

import { pairRows } from '#platform/pair-ranges'
import type { Ask } from '#platform/work'

import type { Channels, Override } from '../rules/overrides.ts'
import { soleChannel } from './group-members.ts'

type Pair = { readonly itemId: string; readonly placeId: string }

const pairKey = ({ itemId, placeId }: Pair): string => `${itemId} ${placeId}`

/**
 * Where customers buy, of those item-places of which a channel was overridden by itself; nothing is asked
 * where none was.
 */
export async function channelsFor(
  ask: Ask,
  pairs: readonly Pair[],
  overrides: ReadonlyMap<string, readonly Override[]>,
  asOf: string,
): Promise<ReadonlyMap<string, Channels>> {
  const asked = pairs.filter((pair) =>
    overrides.get(pairKey(pair))?.some((one) => one.kind === 'spread' && one.channelId !== null),
  )
  if (asked.length === 0) return new Map()
  const { rows } = await sql<Pair & { channelIds: string[]; shares: number[] }>`
    select h.item_id as "itemId", h.place_id as "placeId", h.channel_ids as "channelIds",
           h.channel_shares as shares
    from ${pairRows(asked)} as p (item_id, place_id)
    join forecast_habit h using (item_id, place_id)
    where cardinality(h.channel_ids) > 0
  `.execute(ask.db)
  const sole = await soleChannel(ask, asOf)
  const usual = sole === undefined ? [] : [{ channelIds: [sole], shares: [1] }]
  return new Map([
    ...asked.flatMap((pair) => usual.map((channels) => [pairKey(pair), channels] as const)),
    ...rows.map((row) => [pairKey(row), row] as const),
  ])
}
