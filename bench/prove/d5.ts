/**
 * Nothing bought twice. Seeded walks through the real actions: orders made of proposals, drafts, approvals,
 * releases, late and short answers, partial receipts, sales, counts, cancellations, days gone by. After each
 * act the plan agrees with a slow one made day by day, also where a hub feeds stores; at the end planning
 * everything anew changes nothing, and ten more runs neither write nor propose anything. Two people who make
 * orders of the same proposals at once get each exactly once.
 */
import { runTests } from '../support/vitest.ts'
import type { Proof } from './proof.ts'

const files = ['test/simulation/plan.test.ts', 'test/simulation/network.test.ts']
const stepsFull = '400'

export const proof: Proof = async ({ isShort }) => {
  const length: Record<string, string> = isShort ? {} : { LANDFALL_STEPS: stepsFull }
  const walks = runTests(files, length)
  const room = runTests(['src/flow/planning/planning.test.ts', 'src/flow/planning/network.test.ts'])
  const tests = [...walks.tests, ...room.tests]
  return {
    holds: walks.isWhole && room.isWhole && walks.passed > 1 && room.passed > 0,
    measured: true,
    ...(isShort ? {} : { stepsOfEachWalk: Number(stepsFull) }),
    passed: walks.passed + room.passed,
    failed: walks.failed + room.failed,
    failing: tests.filter(({ hasFailed }) => hasFailed).map(({ title }) => title),
    tests: tests.map(({ title }) => title),
  }
}
