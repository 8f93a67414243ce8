/**
 * The jobs there are, by name. A task's code is loaded when its first job comes, so that a worker
 * that never prints a PDF never holds the printer in memory.
 */
import { invariant } from '#kernel/invariant'
import type { JobHandler } from '#platform/jobs'

import type { DailyTasks, Tasks } from './serve-organization.ts'

export const tasks: Tasks = {
  'imports.check': () => importTask('imports.check'),
  'imports.commit': () => importTask('imports.commit'),
  'imports.clear': () => importTask('imports.clear'),
  'purchasing.send-decision': async () => (await import('#flow/purchasing')).sendDecision,
  'purchasing.send-order': async () => (await import('#flow/purchasing')).sendOrder,
}

/** What begins by itself, each day at this time (UTC). */
export const dailyTasks: DailyTasks = { 'imports.clear': { hour: 3, minute: 20 } }

async function importTask(name: string): Promise<JobHandler> {
  const [{ importTasks }, { importKinds }] = await Promise.all([
    import('#records/imports'),
    import('#edge/import-kinds'),
  ])
  const handler = importTasks(importKinds)[name]
  invariant(handler !== undefined, `imports knows the task ${name}`)
  return handler
}
