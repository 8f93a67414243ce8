import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { startsWith } from '#platform/search'
import { type Ask, requirePermission } from '#platform/work'

import type { ChannelView, ListChannelsQuery } from '../contract.ts'
import type { ChannelId, ChannelKind } from './read-channels.ts'

const sorts = {
  code: { column: 'channel.code', type: 'text' },
  name: { column: 'channel.name', type: 'text' },
} as const

/** @throws {PermissionError} when the actor may not read records */
export async function listChannels(ask: Ask, asked: ListChannelsQuery): Promise<Page<ChannelView>> {
  requirePermission(ask, 'records.read')

  const { q, kind, placeId, status } = asked
  let query = selectChannels(ask)
  if (q !== undefined) query = query.where(startsWith(['channel.code', 'channel.name'], q))
  if (kind !== undefined) query = query.where('channel.kind', '=', kind)
  if (placeId !== undefined) query = query.where('channel.place_id', '=', placeId)
  if (status !== undefined) query = query.where('channel.status', '=', status)
  return readPage(ask, query, { sorts, id: 'channel.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read records */
export async function readChannel(
  ask: Ask,
  channelId: ChannelId,
): Promise<ChannelView | undefined> {
  requirePermission(ask, 'records.read')

  const row = await selectChannels(ask).where('channel.id', '=', channelId).executeTakeFirst()
  return row && toView(row)
}

function selectChannels(ask: Ask) {
  return ask.db
    .selectFrom('channel')
    .select([
      'channel.id',
      'channel.code',
      'channel.name',
      sql<ChannelKind>`channel.kind`.as('kind'),
      'channel.place_id as placeId',
      'channel.is_committed as isCommitted',
      sql<'active' | 'inactive'>`channel.status`.as('status'),
      'channel.version',
    ])
}

/** Picked field by field, since a page's rows carry its cursor too. */
function toView(row: ChannelView): ChannelView {
  const { id, code, name, kind, placeId, isCommitted, status, version } = row
  return { id, code, name, kind, placeId, isCommitted, status, version }
}
