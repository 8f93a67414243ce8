import { type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { type Ask, requirePermission, type Tx } from '#platform/work'
import { type PlaceId, readPlaceFacts } from '#records/places'

import { type ChannelId, readChannelsByCode } from '../queries/read-channels.ts'
import { type ChannelFields, insertChannels } from '../store/channels.ts'

export type CreateChannel = Pick<ChannelFields, 'code' | 'name'> & {
  readonly [Name in 'kind' | 'placeId' | 'isCommitted']?: ChannelFields[Name] | undefined
}

/** @throws {PermissionError} when the actor may not write records */
export async function createChannel(
  tx: Tx,
  command: CreateChannel,
): Promise<{ readonly kind: 'created'; readonly channelId: ChannelId } | Refused> {
  requirePermission(tx, 'records.write')

  const { code, name, kind = 'web', placeId = null, isCommitted = false } = command
  const errors = await errorsOf(tx, { code, placeId })
  if (errors.length > 0) return refused(...errors)
  const channelId = tx.newId<'Channel'>()
  const channel = {
    id: channelId,
    code,
    name,
    kind,
    placeId,
    isCommitted,
    status: 'active',
  } as const
  if (!(await insertChannels(tx, [channel]))) return refused(codeTaken(code))
  announce(tx, 'channel.created', { kind: 'channel', id: channelId }, { code })
  return { kind: 'created', channelId }
}

/** What stands in the way of a channel with this code, served from this place. */
export async function errorsOf(
  ask: Ask | Tx,
  channel: { readonly code: string; readonly placeId: PlaceId | null },
  self?: ChannelId,
): Promise<readonly ErrorFact[]> {
  const { code, placeId } = channel
  const holder = (await readChannelsByCode(ask, [code])).get(code)
  const isPlaceThere = placeId === null || (await readPlaceFacts(ask, [placeId])).has(placeId)
  return [
    ...(holder !== undefined && holder.id !== self ? [codeTaken(code)] : []),
    ...(isPlaceThere ? [] : [placeUnknown]),
  ]
}

function codeTaken(code: string): ErrorFact {
  const detail = `Choose another code: a channel ${code} exists already.`
  return { code: 'code_taken', detail, pointer: '/code' }
}

const placeUnknown: ErrorFact = {
  code: 'place_unknown',
  detail: 'Name a place that exists: list them under /places.',
  pointer: '/placeId',
}
