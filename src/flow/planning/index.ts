/** The door of planning: from what will be wanted to what to order, with the reasons. */
export { startRun } from './actions/start-run.ts'
export { stopRun } from './actions/stop-run.ts'
export { proposalsStep } from './plan-step.ts'
export { runPlan } from './run.ts'
export type { PlanRunId } from './store/runs.ts'
