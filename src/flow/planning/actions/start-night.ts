import { sql } from 'kysely'

import type { JobHandler } from '#platform/jobs'
import type { Ask, Tx } from '#platform/work'

import { startRun } from './start-run.ts'

/** Looked at every quarter of an hour, so that a night missed while nothing ran is made up for once. */
export const startNight: JobHandler = async ({ work }) => {
  const nightly = work.as({ ...work.actor, name: 'Every night' })
  await nightly.transact(startNightly, { keep: (started) => started })
}

/** @returns false when tonight's hour is not over, or a run was under way since */
export async function startNightly(tx: Tx): Promise<boolean> {
  const night = await readNight(tx)
  if (night === undefined || night.isDone) return false
  const outcome = await startRun(tx, { asOf: night.asOf })
  return outcome.kind === 'started'
}

type Night = { readonly asOf: string; readonly isDone: boolean }

/**
 * The last night's hour that is over, in the time zone of the first company. It is done when a run of
 * whomever was under way then or later, and for whoever began after it.
 */
async function readNight(ask: Ask | Tx): Promise<Night | undefined> {
  const { rows } = await sql<Night>`
    with clock as (
      select s.night_hour, c.time_zone, ${ask.now}::timestamptz at time zone c.time_zone as local
      from plan_setting s
      cross join lateral (select time_zone from company order by code limit 1) c
      where s.night_hour is not null
    ), today as (
      select *, date_trunc('day', local) + make_interval(hours => night_hour) as at from clock
    ), night as (
      select local::date as as_of, (case when at <= local then at else at - interval '1 day' end)
        at time zone time_zone as due
      from today
    )
    select as_of as "asOf",
           exists (select from plan_run r where r.kind = 'plan'
             and coalesce(r.ended_at, 'infinity') >= due)
           or not exists (select from company where created_at < due)
           or not exists (select from demand_entry) as "isDone"
    from night
  `.execute(ask.db)
  return rows[0]
}
