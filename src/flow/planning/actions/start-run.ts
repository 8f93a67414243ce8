import { dayAt } from '#kernel/day'
import { type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { requirePermission, type Tx } from '#platform/work'

import { enqueueRun } from '../jobs.ts'
import { insertRun, type PlanRunId } from '../store/runs.ts'

const hoursAheadMost = 14

/** The day it is where it is latest: a week that is not over there has no demand to be planned from. */
function latestToday(now: Date): string {
  return dayAt(now.getTime() + hoursAheadMost * 3_600_000, 'UTC')
}

const dayAhead: ErrorFact = {
  code: 'as_of_ahead',
  detail: 'Plan from today or an earlier day: what is not over yet would be taken for no demand.',
  pointer: '/asOf',
}

/**
 * Queues a run over everything that changed since the last one.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function startRun(
  tx: Tx,
  command: { readonly asOf: string },
): Promise<{ readonly kind: 'started'; readonly runId: PlanRunId } | Refused> {
  requirePermission(tx, 'plans.write')

  if (command.asOf > latestToday(tx.now)) return refused(dayAhead)
  const runId = tx.newId<'PlanRun'>()
  if (!(await insertRun(tx, { id: runId, asOf: command.asOf }))) {
    const detail = 'Wait for the run that is under way, or stop it: list it under /plan-runs.'
    return refused({ code: 'run_already', detail })
  }
  enqueueRun(tx, runId)
  return { kind: 'started', runId }
}
