/** The only SQL that writes how planning goes by itself. */
import { sql } from 'kysely'

import type { Ask, Tx } from '#platform/work'

export type PlanSetting = {
  readonly id: string
  /** In the time zone of the first company; null: no run begins by itself. */
  readonly nightHour: number | null
  readonly isReleasing: boolean
  /** A day from one supplier, in minor units of the company; null: no limit but each line's. */
  readonly releaseDayMaxMinor: bigint | null
  readonly version: number
}

const columns = sql`id, night_hour as "nightHour", is_releasing as "isReleasing",
  release_day_max_minor as "releaseDayMaxMinor", version`

export async function readSetting(ask: Ask | Tx): Promise<PlanSetting | undefined> {
  const { rows } = await sql<PlanSetting>`select ${columns} from plan_setting`.execute(ask.db)
  return rows[0]
}

export async function lockSetting(tx: Tx): Promise<PlanSetting | undefined> {
  const { rows } = await sql<PlanSetting>`
    select ${columns} from plan_setting for update`.execute(tx.db)
  return rows[0]
}

export async function updateSetting(tx: Tx, setting: PlanSetting): Promise<void> {
  await sql`
    update plan_setting
    set night_hour = ${setting.nightHour}::smallint, is_releasing = ${setting.isReleasing},
        release_day_max_minor = ${setting.releaseDayMaxMinor}::bigint, version = version + 1
    where id = ${setting.id}::uuid
  `.execute(tx.db)
}
