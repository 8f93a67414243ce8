/** What a run of planning does, upstream first: each step goes by what the one before left. */
import { demandStep } from '#flow/demand'
import { forecastStep, newItemsStep } from '#flow/forecasting'
import { proposalsStep, topUpStep } from '#flow/planning'
import { hubRulesStep, stockRulesStep } from '#flow/policies'
import type { RunStep } from '#platform/run-step'

export const planSteps: readonly RunStep[] = [
  demandStep,
  forecastStep,
  newItemsStep,
  stockRulesStep,
  hubRulesStep,
  proposalsStep,
  topUpStep,
]
