/**
 * The why of each proposal adds up when recomputed from its own terms as they are kept in the database, for
 * 1,000 random items; and what is changed (safety stock, stock on hand, the supplier's minimum) changes the
 * proposal as the term says. The same for transfers of a hub to its stores, with what is shared.
 */
import { runTests } from '../support/vitest.ts'
import type { Proof } from './proof.ts'

const files = ['src/flow/planning/why.test.ts', 'src/flow/planning/network.test.ts']
const itemsFull = 1_000

export const proof: Proof = async ({ isShort }) => {
  const size: Record<string, string> = isShort ? {} : { LANDFALL_ITEMS: String(itemsFull) }
  const run = runTests(files, size)
  const { passed, failed } = run
  return {
    holds: run.isWhole && passed > 0,
    measured: true,
    ...(isShort ? {} : { items: itemsFull }),
    passed,
    failed,
  }
}
