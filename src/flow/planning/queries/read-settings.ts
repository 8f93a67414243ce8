import { sql } from 'kysely'

import { invariant } from '#kernel/invariant'
import { type Ask, requirePermission } from '#platform/work'

import type { PlanSettingsView } from '../contract.ts'
import { readSetting } from '../store/settings.ts'

/** @throws {PermissionError} when the actor may not read plans */
export async function readSettings(ask: Ask): Promise<PlanSettingsView> {
  requirePermission(ask, 'plans.read')

  const setting = await readSetting(ask)
  invariant(setting !== undefined, 'each database is made with one row of settings')
  const { rows } = await sql<{ readonly timeZone: string; readonly currency: string }>`
    select time_zone as "timeZone", currency from company order by code limit 1`.execute(ask.db)
  const [company] = rows
  const { nightHour, isReleasing, releaseDayMaxMinor, version } = setting
  return {
    nightHour,
    timeZone: company?.timeZone ?? 'UTC',
    isReleasing,
    releaseDayMaxMinor: releaseDayMaxMinor === null ? null : Number(releaseDayMaxMinor),
    currency: company?.currency ?? null,
    version,
  }
}
