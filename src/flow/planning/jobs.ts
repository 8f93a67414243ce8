/** A run as a job, in the name of whoever asked for it. */
import { z } from 'zod'

import { enqueue, type JobHandler } from '#platform/jobs'
import { permissions } from '#platform/permissions'
import type { RunStep } from '#platform/run-step'
import type { ActorId, Tx } from '#platform/work'

import { runPlan } from './run.ts'

import type { PlanRunId } from './store/runs.ts'

export const runTask = 'planning.run'

const payloadShape = z.object({
  runId: z.string(),
  actor: z.object({
    id: z.string(),
    kind: z.enum(['person', 'rule', 'integration', 'supplier']),
    name: z.string(),
    permissions: z.array(z.enum(permissions)),
  }),
})

export function enqueueRun(tx: Tx, runId: PlanRunId): void {
  const actor = { ...tx.actor, permissions: [...tx.actor.permissions] }
  enqueue(tx, runTask, { runId, actor }, { jobKey: runTask })
}

/** The worker's handler, with the steps there are. */
export function planningTask(steps: readonly RunStep[]): JobHandler {
  return async ({ work }, payload) => {
    const { runId, actor } = payloadShape.parse(payload)
    const { id, permissions: allowed, ...rest } = actor
    const asAsked = work.as({ ...rest, id: id as ActorId, permissions: new Set(allowed) })
    await runPlan(asAsked, runId as PlanRunId, steps)
  }
}
