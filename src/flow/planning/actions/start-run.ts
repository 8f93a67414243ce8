import { type Refused, refused } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import { enqueueRun } from '../jobs.ts'
import { insertRun, type PlanRunId } from '../store/runs.ts'

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
  enqueueRun(tx, runId)
  return { kind: 'started', runId }
}
