import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import type { Ask } from '#platform/work'
import type { PlaceId } from '#records/places'

export type ChannelId = Id<'Channel'>
export type ChannelKind = 'web' | 'marketplace' | 'wholesale' | 'store' | 'subscription'

/** What flow asks of a channel. */
export type ChannelFacts = {
  readonly id: ChannelId
  readonly code: string
  readonly name: string
  readonly kind: ChannelKind
  readonly placeId: PlaceId | null
  readonly isCommitted: boolean
  readonly status: 'active' | 'inactive'
}

/** Those that exist, by id; all when no ids are given. */
export async function readChannels(
  ask: Ask,
  channelIds?: readonly ChannelId[],
): Promise<ReadonlyMap<ChannelId, ChannelFacts>> {
  const those = channelIds === undefined ? sql`true` : sql`id = any(${channelIds}::uuid[])`
  const { rows } = await sql<ChannelFacts>`select ${facts} from channel where ${those}`.execute(
    ask.db,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Those that exist, by code. */
export async function readChannelsByCode(
  ask: Ask,
  codes: readonly string[],
): Promise<ReadonlyMap<string, ChannelFacts>> {
  const { rows } = await sql<ChannelFacts>`
    select ${facts} from channel where code = any(${codes}::text[])
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.code, row]))
}

const facts = sql`
  id, code, name, kind, place_id as "placeId", is_committed as "isCommitted", status`
