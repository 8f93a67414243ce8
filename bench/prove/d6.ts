/**
 * The textbook rules give the published figures to 1e-6, and every vector of the rules of service levels, replenishment,
 * delivery and accuracy holds: the tables stand beside the rules and are run here as they are.
 */
import {
  bestReorderLot,
  bestUpToPoisson,
  economicOrder,
  economicOrderWithBackorders,
  economicOrderWithBreaks,
  newsvendorNormal,
  newsvendorPoisson,
} from '#flow/policies'

import { runTests } from '../support/vitest.ts'
import type { Proof } from './proof.ts'

const costs = { holdingCost: 0.18, shortageCost: 0.7 }
const yearly = { orderCost: 8, holdingCostPerUnit: 0.225, yearUnits: 1300 }
const tolerance = 1e-6

const ruleFiles = [
  'src/kernel/statistics',
  'src/flow/policies/rules',
  'src/flow/planning/rules/order-size',
  'src/flow/planning/rules/size-order',
  'src/flow/planning/rules/urgency',
  'src/flow/planning/rules/cover',
  'src/flow/planning/rules/delay-tolerance',
  'src/flow/forecasting/rules/accuracy',
  'src/flow/lead-times/rules/delivery-metrics',
]

/** What is computed beside what was published, by name. */
function figures(): readonly (readonly [string, number, number])[] {
  const normal = newsvendorNormal(costs, { meanUnits: 50, deviationUnits: 8 })
  const poisson = newsvendorPoisson(costs, 50)
  const plain = economicOrder(yearly)
  const owed = economicOrderWithBackorders({ ...yearly, backorderCostPerUnit: 5 })
  const breaks = economicOrderWithBreaks({
    orderCost: 200,
    holdingRate: 0.2,
    yearUnits: 1000,
    breaks: [
      { fromUnits: 0, unitPrice: 500 },
      { fromUnits: 200, unitPrice: 475 },
      { fromUnits: 500, unitPrice: 450 },
    ],
  })
  const lot = bestReorderLot({
    costs: { holdingCost: 20, shortageCost: 150 },
    orderCost: 100,
    meanUnits: 1.5,
    leadTime: 2,
  })
  const upTo = bestUpToPoisson({ holdingCost: 1, shortageCost: 4 }, 5, 6)
  return [
    ['newsvendor normal, level', normal.levelUnits, 56.60395592743389],
    ['newsvendor normal, cost', normal.expectedCost, 1.9976051931766445],
    ['newsvendor Poisson, level', poisson.levelUnits, 56],
    ['newsvendor Poisson, cost', poisson.expectedCost, 1.797235211809178],
    ['economic order, lot', plain.lotUnits, 304.0467800264368],
    ['economic order, cost', plain.yearCost, 68.41052550594829],
    ['price breaks, lot', breaks?.lotUnits ?? 0, 500],
    ['price breaks, cost', breaks?.yearCost ?? 0, 472_900],
    ['backorders, lot', owed.lotUnits, 310.81255515896464],
    ['backorders, share owed', owed.backorderShare, 0.0430622009569378],
    ['backorders, cost', owed.yearCost, 66.92136355097325],
    ['(r, Q), reorder point', lot.reorderUnits, 3],
    ['(r, Q), lot', lot.lotUnits, 5],
    ['(r, Q), cost', lot.cost, 107.92358063314975],
    ['(s, S), reorder point', upTo.reorderUnits, 4],
    ['(s, S), order-up-to', upTo.upToUnits, 10],
    ['(s, S), cost', upTo.cost, 8.034111561471642],
  ]
}

export const proof: Proof = () => {
  const wrong = figures().filter(([, is, should]) => Math.abs(is - should) > tolerance)
  const { passed, failed, isWhole } = runTests(ruleFiles)
  return Promise.resolve({
    holds: wrong.length === 0 && isWhole,
    measured: true,
    figures: figures().length,
    wrong: wrong.map(([name, is, should]) => ({ name, is, should })),
    passed,
    failed,
  })
}
