import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { ListPlanRunsQuery, PlanRunView } from '../contract.ts'
import type { PlanRunId } from '../store/runs.ts'

const sorts = { queuedAt: { column: 'plan_run.queued_at', type: 'instant' } } as const

/** @throws {PermissionError} when the actor may not read plans */
export async function listRuns(ask: Ask, asked: ListPlanRunsQuery): Promise<Page<PlanRunView>> {
  requirePermission(ask, 'plans.read')

  let query = selectRuns(ask)
  if (asked.status !== undefined) query = query.where('plan_run.status', '=', asked.status)
  return readPage(ask, query, { sorts, id: 'plan_run.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read plans */
export async function readRunView(ask: Ask, runId: PlanRunId): Promise<PlanRunView | undefined> {
  requirePermission(ask, 'plans.read')

  const row = await selectRuns(ask).where('plan_run.id', '=', runId).executeTakeFirst()
  return row && toView(row)
}

function selectRuns(ask: Ask) {
  return ask.db
    .selectFrom('plan_run')
    .where('plan_run.kind', '=', 'plan')
    .select([
      'plan_run.id',
      'plan_run.status',
      'plan_run.as_of as asOf',
      'plan_run.step',
      'plan_run.done_count as doneCount',
      'plan_run.total_count as totalCount',
      'plan_run.stop_asked_at as stopAskedAt',
      'plan_run.result',
      'plan_run.problem',
      'plan_run.started_by_name as startedByName',
      'plan_run.queued_at as queuedAt',
      'plan_run.started_at as startedAt',
      'plan_run.ended_at as endedAt',
    ])
}

function toView(
  row: Awaited<ReturnType<ReturnType<typeof selectRuns>['execute']>>[number],
): PlanRunView {
  const { id, asOf, step, problem, startedByName } = row
  const status = row.status as PlanRunView['status']
  return {
    id,
    status,
    asOf,
    step,
    doneCount: Number(row.doneCount),
    totalCount: Number(row.totalCount),
    isStopping: row.stopAskedAt !== null && status === 'running',
    result: row.result as PlanRunView['result'],
    problem,
    startedByName,
    queuedAt: row.queuedAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  }
}
