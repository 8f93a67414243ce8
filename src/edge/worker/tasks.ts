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
  'forecasting.lay-group': async () => (await import('#flow/forecasting')).layGroup,
  'forecasting.lay-chosen': async () => (await import('#flow/forecasting')).layChosen,
  'forecasting.score': async () => (await import('#flow/forecasting')).scoreForecasts,
  'imports.check': () => importTask('imports.check'),
  'imports.commit': () => importTask('imports.commit'),
  'imports.clear': () => importTask('imports.clear'),
  'lead-times.learn': async () => (await import('#flow/lead-times')).learnLeadTimes,
  'planning.night': async () => (await import('#flow/planning')).startNight,
  'planning.run': planningRun,
  'planning.top-up': async () => (await import('#flow/planning')).topUpSuppliers,
  'purchasing.release-due': async () => (await import('#flow/purchasing')).releaseDue,
  'purchasing.send-decision': async () => (await import('#flow/purchasing')).sendDecision,
  'policies.tell-uses': async () => (await import('#flow/policies')).tellForecastUses,
  'policies.preview': async () => (await import('#flow/policies')).previewPolicies,
  'policies.review': async () => (await import('#flow/policies')).reviewPolicies,
  'purchasing.send-order': async () => (await import('#flow/purchasing')).sendOrder,
}

/** What may take minutes and memory: each runs in a process of its own. */
export const longTasks = ['demand.refresh', 'planning.run', 'policies.preview'] as const

/** What begins by itself, each day at this time (UTC) or every so many minutes. */
export const dailyTasks: DailyTasks = {
  'imports.clear': { hour: 3, minute: 20 },
  'policies.review': { hour: 2, minute: 40 },
  // Each company has its own hour: it is looked for often.
  'planning.night': { everyMinutes: 15 },
}

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
