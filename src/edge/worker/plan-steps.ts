/** What a run of planning does, upstream first: each step goes by what the one before left. */
import { demandStep } from '#flow/demand'
import { forecastStep } from '#flow/forecasting'
import { proposalsStep } from '#flow/planning'
import { stockRulesStep } from '#flow/policies'
import type { RunStep } from '#platform/run-step'

export const planSteps: readonly RunStep[] = [
  demandStep,
  forecastStep,
  stockRulesStep,
  proposalsStep,
]
