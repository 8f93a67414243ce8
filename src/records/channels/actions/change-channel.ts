import {
  type Changed,
  type NotFound,
  planChange,
  type Refused,
  refused,
  type Stale,
} from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import type { ChannelId } from '../queries/read-channels.ts'
import { type ChannelFields, lockChannel, updateChannels } from '../store/channels.ts'
import { errorsOf } from './create-channel.ts'

export type ChangeChannel = {
  readonly channelId: ChannelId
  /** The version the caller saw; absent: whatever it is. */
  readonly seenVersion?: number | undefined
  readonly changes: { readonly [Name in keyof ChannelFields]?: ChannelFields[Name] | undefined }
}

/**
 * Changes what is given and leaves the rest; `status` deactivates and activates.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function changeChannel(
  tx: Tx,
  command: ChangeChannel,
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'records.write')

  const { channelId, seenVersion: seen, changes } = command
  const before = await lockChannel(tx, channelId)
  const plan = await planChange(tx, { table: 'channel', before, seen, changes })
  if (plan.kind !== 'differs') return plan

  const errors = await errorsOf(tx, plan.after, channelId)
  if (errors.length > 0) return refused(...errors)
  await updateChannels(tx, [plan.after])
  announce(tx, 'channel.changed', { kind: 'channel', id: channelId }, { code: plan.after.code })
  return { kind: 'changed' }
}
