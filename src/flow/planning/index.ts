/** The door of planning: from what will be wanted to what to order. */

export { planItems } from './actions/plan-items.ts'
export { planMinimums } from './actions/plan-minimums.ts'
export { planTouched } from './actions/plan-touched.ts'
export {
  type DueLine,
  type DueOrder,
  dueOrders,
  holdForRelease,
  isAnyReleasing,
  recordReleased,
  tellReleased,
} from './actions/release-within-limits.ts'
export { startNight } from './actions/start-night.ts'
export { startRun } from './actions/start-run.ts'
export {
  settleTaken,
  type TakenLine,
  type TakenProposal,
  takeProposals,
} from './actions/take-proposals.ts'
export { planningTask } from './jobs.ts'
export { planChecks } from './plan-checks.ts'
export { proposalsStep } from './plan-step.ts'
export { searchProposals } from './queries/list-proposals.ts'
export { type PlanFacts, planFactsOf } from './queries/plan-facts.ts'
export { takenDecisions } from './queries/taken-decisions.ts'
export { type RunResult, runPlan } from './run.ts'
export type { ProposalId } from './store/proposals.ts'
export type { PlanRunId } from './store/runs.ts'
export { topUpStep, topUpSuppliers } from './top-up-step.ts'
