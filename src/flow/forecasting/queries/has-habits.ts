import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import { channelDays, soleChannel } from './group-members.ts'

/**
 * Whether there is anything to learn: a company that sold in one channel, and whose demand of all weeks
 * was booked on one weekday, sells evenly and there alone. A few dozen looks at indexes.
 */
export async function hasHabits(ask: Ask, asOf: string): Promise<boolean> {
  const { rows } = await sql<{ readonly weekdayCount: number }>`
    select count(distinct extract(isodow from day))::int as "weekdayCount"
    from generate_series(${asOf}::date - ${channelDays}::int, ${asOf}::date - 1, '1 day') as day
    where exists (select from demand_day where on_day = day::date)
  `.execute(ask.db)
  if ((rows[0]?.weekdayCount ?? 0) > 1) return true
  return (await soleChannel(ask, asOf)) === undefined
}
