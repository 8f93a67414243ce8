import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** The run that item-places were last planned by: its day is what all is planned from until the next. */
export async function latestRun(
  ask: Ask,
): Promise<{ readonly runId: string; readonly asOf: string } | undefined> {
  const { rows } = await sql<{ readonly runId: string; readonly asOf: string }>`
    select id as "runId", as_of as "asOf" from plan_run
    where kind = 'plan' and started_at is not null order by queued_at desc, id desc limit 1
  `.execute(ask.db)
  return rows[0]
}
