/**
 * A worker that was killed leaves its jobs locked, and the queue by itself waits four hours for it.
 * When no worker but ours is connected, every lock that is not ours is a dead one's.
 */
import type pg from 'pg'

import type { Logger } from '#platform/log'

const lookMsUsual = 5_000

/**
 * @param pool of the queue's role; its connections carry `applicationName`, which no other worker has
 * @param isOurs tells the ids under which our own jobs are locked
 */
export function watchForOrphans(
  pool: pg.Pool,
  applicationName: string,
  isOurs: () => readonly string[],
  log: Logger,
  lookMs = lookMsUsual,
): { readonly stop: () => void } {
  const look = async () => {
    const { rows } = await pool.query<{ freed: string }>(freeSql, [applicationName, isOurs()])
    if (rows.length > 0) log.info({ jobs: rows.length }, 'freed the jobs of a killed worker')
  }
  const lookAndTell = () =>
    void look().catch((error: unknown) => log.debug({ err: error }, 'could not look for orphans'))
  lookAndTell()
  const timer = setInterval(lookAndTell, lookMs)
  return { stop: () => clearInterval(timer) }
}

const freeSql = `
  with alone as (
    select not exists (
      select from pg_stat_activity
      where usename = current_user and datname = current_database() and application_name <> $1
    ) as yes
  ), queues as (
    update graphile_worker._private_job_queues queue set locked_at = null, locked_by = null
    from alone where alone.yes and queue.locked_by <> all($2::text[])
  )
  update graphile_worker._private_jobs job set locked_at = null, locked_by = null
  from alone where alone.yes and job.locked_by <> all($2::text[])
  returning job.id as freed`
