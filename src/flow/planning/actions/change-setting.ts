import { type Changed, type NotFound, planChange, type Stale } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import { lockSetting, updateSetting } from '../store/settings.ts'

/** @throws {PermissionError} when the actor may not write policies */
export async function changeSetting(
  tx: Tx,
  command: {
    readonly seenVersion?: number | undefined
    readonly changes: {
      readonly nightHour?: number | null | undefined
      readonly isReleasing?: boolean | undefined
      readonly releaseDayMaxMinor?: number | null | undefined
    }
  },
): Promise<Changed | NotFound | Stale> {
  requirePermission(tx, 'policies.write')

  const before = await lockSetting(tx)
  const { releaseDayMaxMinor: most, ...rest } = command.changes
  const releaseDayMaxMinor = typeof most === 'number' ? BigInt(most) : most
  const plan = await planChange(tx, {
    table: 'plan_setting',
    before,
    seen: command.seenVersion,
    changes: { ...rest, releaseDayMaxMinor },
  })
  if (plan.kind !== 'differs') return plan
  await updateSetting(tx, plan.after)
  return { kind: 'changed' }
}
