import type { NotFound } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import { askToStop, endRun, lockRun, type PlanRunId } from '../store/runs.ts'

/**
 * Asks a run to stop; it does so after the piece it is at. One that has ended stays as it is.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function stopRun(
  tx: Tx,
  runId: PlanRunId,
): Promise<{ readonly kind: 'stopping' } | NotFound> {
  requirePermission(tx, 'plans.write')

  const run = await lockRun(tx, runId)
  if (run === undefined) return { kind: 'not_found' }
  if (run.status === 'queued') await endRun(tx, runId, { status: 'stopped' })
  if (run.status === 'running') await askToStop(tx, runId)
  return { kind: 'stopping' }
}
