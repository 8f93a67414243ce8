/**
 * The jobs there are, by name. A task's code is loaded when its first job comes, so that a worker
 * that never prints a PDF never holds the printer in memory.
 */
import { invariant } from '#kernel/invariant'
import type { JobHandler } from '#platform/jobs'

import type { DailyTasks, Tasks } from './serve-organization.ts'

export const tasks: Tasks = {
  'demand.refresh': async () => (await import('#flow/demand')).refreshDemand,
  'forecasting.lay': async () => (await import('#flow/forecasting')).layPromotion,
  'imports.check': () => importTask('imports.check'),
  'imports.commit': () => importTask('imports.commit'),
  'imports.clear': () => importTask('imports.clear'),
  'lead-times.learn': async () => (await import('#flow/lead-times')).learnLeadTimes,
  'planning.run': planningRun,
  'purchasing.send-decision': async () => (await import('#flow/purchasing')).sendDecision,
  'policies.preview': async () => (await import('#flow/policies')).previewPolicies,
  'purchasing.send-order': async () => (await import('#flow/purchasing')).sendOrder,
}

/** What may take minutes and memory: each runs in a process of its own. */
export const longTasks = ['demand.refresh', 'planning.run', 'policies.preview'] as const

/** What begins by itself, each day at this time (UTC). */
export const dailyTasks: DailyTasks = { 'imports.clear': { hour: 3, minute: 20 } }

async function planningRun(): Promise<JobHandler> {
  const [{ planningTask }, { planSteps }] = await Promise.all([
    import('#flow/planning'),
    import('./plan-steps.ts'),
  ])
  return planningTask(planSteps)
}

async function importTask(name: string): Promise<JobHandler> {
  const [{ importTasks }, { importKinds }] = await Promise.all([
    import('#records/imports'),
    import('#edge/import-kinds'),
  ])
  const handler = importTasks(importKinds)[name]
  invariant(handler !== undefined, `imports knows the task ${name}`)
  return handler
}
