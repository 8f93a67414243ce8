/**
 * The job queue's schema. It belongs to a role of its own: the application can start jobs through one
 * function and touch nothing else of it.
 */
import { runMigrations } from 'graphile-worker'
import pg from 'pg'

import type { ConnectionAddress } from '#platform/postgres/pool'
import { withClient } from '#platform/postgres/roles'

/**
 * @param owner connected to the database as its owner
 * @param address of the queue's role, in the same database
 */
export async function migrateJobQueue(
  owner: pg.ClientBase,
  address: ConnectionAddress,
): Promise<void> {
  const database = pg.escapeIdentifier(address.database)
  const queueRole = pg.escapeIdentifier(address.user)
  const { rows } = await owner.query<{ user: string }>('select current_user as user')
  const ownerRole = pg.escapeIdentifier(rows[0]?.user ?? '')
  await owner.query(`grant create on database ${database} to ${queueRole}`)
  const pool = new pg.Pool({ ...address, max: 2 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    await runMigrations({ pgPool: pool })
  } finally {
    await pool.end()
    await owner.query(`revoke create on database ${database} from ${queueRole}`)
  }
  await withClient(address, (queue) => queue.query(doorFor(ownerRole)))
}

function doorFor(ownerRole: string): string {
  return `
    create or replace function graphile_worker.enqueue_jobs(jobs jsonb) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    begin
      perform graphile_worker.add_jobs(array(
        select row(job.task, job.payload, null, job."runAt", job."maxAttempts", job."jobKey",
                   job.priority, null)::graphile_worker.job_spec
        from jsonb_to_recordset(jobs) as job(
          task text, payload json, "jobKey" text, priority int, "runAt" timestamptz,
          "maxAttempts" int)
      ));
    end
    $$;
    create or replace function graphile_worker.count_jobs(
      out waiting int, out running int, out failed int
    ) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
      select count(*) filter (where locked_at is null and attempts < max_attempts)::int,
             count(*) filter (where locked_at is not null)::int,
             count(*) filter (where locked_at is null and attempts >= max_attempts)::int
      from graphile_worker._private_jobs
    $$;
    revoke execute on all functions in schema graphile_worker from public;
    grant usage on schema graphile_worker to ${ownerRole};
    grant execute on function graphile_worker.enqueue_jobs(jsonb) to ${ownerRole};
    grant execute on function graphile_worker.count_jobs() to ${ownerRole};`
}
