/** Checks and commits of long files, in the name of whoever asked for them. */
import { z } from 'zod'

import { enqueue, type JobHandler } from '#platform/jobs'
import { permissions } from '#platform/permissions'
import type { ActorId, Tx } from '#platform/work'

import { clearRows } from './actions/clear-rows.ts'
import type { ImportKinds } from './kinds.ts'
import { runCheck, runCommit } from './run.ts'
import type { ImportId } from './store/imports.ts'

export const checkTask = 'imports.check'
export const commitTask = 'imports.commit'

const payloadShape = z.object({
  importId: z.string(),
  actor: z.object({
    id: z.string(),
    kind: z.enum(['person', 'rule', 'integration', 'supplier']),
    name: z.string(),
    permissions: z.array(z.enum(permissions)),
  }),
})

/** Starts the job that goes on where the request ends. */
export function enqueueImport(
  tx: Tx,
  task: typeof checkTask | typeof commitTask,
  importId: ImportId,
): void {
  const actor = { ...tx.actor, permissions: [...tx.actor.permissions] }
  enqueue(tx, task, { importId, actor }, { jobKey: `${task}:${importId}` })
}

/** Each day: deletes rows of old imports, one import a transaction. */
const clearTask = 'imports.clear'

const clearOld: JobHandler = async ({ work }) => {
  for (let isDone = false; !isDone; ) isDone = (await work.transact(clearRows)) === undefined
}

/** The handlers by task, for the worker. */
export function importTasks(kinds: ImportKinds): Readonly<Record<string, JobHandler>> {
  const handler =
    (run: typeof runCheck | typeof runCommit): JobHandler =>
    async ({ work }, payload) => {
      const { importId, actor } = payloadShape.parse(payload)
      const asAsked = work.as({
        ...actor,
        id: actor.id as ActorId,
        permissions: new Set(actor.permissions),
      })
      await run(asAsked, kinds, importId as ImportId)
    }
  return { [checkTask]: handler(runCheck), [commitTask]: handler(runCommit), [clearTask]: clearOld }
}
