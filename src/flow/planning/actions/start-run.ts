import { type Refused, refused } from '#platform/change'
import { enqueue } from '#platform/jobs'
import { requirePermission, type Tx } from '#platform/work'

import { insertRun, type PlanRunId } from '../store/runs.ts'

export const runTask = 'planning.run'

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

  const runId = tx.newId<'PlanRun'>()
  if (!(await insertRun(tx, { id: runId, asOf: command.asOf }))) {
    const detail = 'Wait for the run that is under way, or stop it: list it under /plan-runs.'
    return refused({ code: 'run_already', detail })
  }
  enqueue(tx, runTask, { runId }, { jobKey: runTask, maxAttempts: 3 })
  return { kind: 'started', runId }
}
