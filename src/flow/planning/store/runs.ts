/** The only SQL that writes runs: what the engine does, how far it is, and whether it shall stop. */
import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import { toJson } from '#platform/pending'
import type { Ask, Tx } from '#platform/work'

export type PlanRunId = Id<'PlanRun'>

export type RunStatus = 'queued' | 'running' | 'done' | 'stopped' | 'failed'

export type Run = {
  readonly id: PlanRunId
  readonly status: RunStatus
  readonly asOf: string
  readonly stopAskedAt: Date | null
}

/** @returns false when a run is queued or running already */
export async function insertRun(
  tx: Tx,
  run: { readonly id: PlanRunId; readonly asOf: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into plan_run (id, kind, status, as_of, started_by, started_by_name, queued_at)
    values (${run.id}::uuid, 'plan', 'queued', ${run.asOf}::date, ${tx.actor.id}, ${tx.actor.name},
            ${tx.now}::timestamptz)
    on conflict do nothing returning id
  `.execute(tx.db)
  return rows.length === 1
}

export async function readRun(ask: Ask | Tx, runId: PlanRunId): Promise<Run | undefined> {
  const { rows } = await sql<Run>`
    select id, status, as_of as "asOf", stop_asked_at as "stopAskedAt"
    from plan_run where id = ${runId}::uuid
  `.execute(ask.db)
  return rows[0]
}

export async function lockRun(tx: Tx, runId: PlanRunId): Promise<Run | undefined> {
  const { rows } = await sql<Run>`
    select id, status, as_of as "asOf", stop_asked_at as "stopAskedAt"
    from plan_run where id = ${runId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

/** @returns the run as it is now, so that its reader learns of a wish to stop */
export async function reportStep(
  tx: Tx,
  runId: PlanRunId,
  progress: { readonly step: string; readonly doneCount: number; readonly totalCount: number },
): Promise<Run | undefined> {
  const { rows } = await sql<Run>`
    update plan_run
    set status = 'running', step = ${progress.step}, done_count = ${progress.doneCount}::bigint,
        total_count = ${progress.totalCount}::bigint,
        started_at = coalesce(started_at, ${tx.now}::timestamptz)
    where id = ${runId}::uuid
    returning id, status, as_of as "asOf", stop_asked_at as "stopAskedAt"
  `.execute(tx.db)
  return rows[0]
}

export async function askToStop(tx: Tx, runId: PlanRunId): Promise<void> {
  await sql`
    update plan_run set stop_asked_at = coalesce(stop_asked_at, ${tx.now}::timestamptz)
    where id = ${runId}::uuid
  `.execute(tx.db)
}

export async function endRun(
  tx: Tx,
  runId: PlanRunId,
  end: {
    readonly status: 'done' | 'stopped' | 'failed'
    readonly result?: Readonly<Record<string, unknown>>
    readonly problem?: string
  },
): Promise<void> {
  await sql`
    update plan_run
    set status = ${end.status}, ended_at = ${tx.now}::timestamptz,
        result = ${toJson(end.result ?? {})}::jsonb, problem = ${end.problem ?? ''}
    where id = ${runId}::uuid
  `.execute(tx.db)
}
