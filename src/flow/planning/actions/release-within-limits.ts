/** What planning says of releasing orders by rule; purchasing makes them. */
import { requirePermission, type Tx } from '#platform/work'

import {
  type DueOrder,
  isAnyReleasing,
  listDueOrders,
  readDueLines,
  readDueRun,
  readOrderLimits,
} from '../queries/due-lines.ts'
import { chooseRelease, type DueLine, type WhyHeld } from '../rules/release.ts'
import { lockProposals } from '../store/lock-proposals.ts'
import type { ProposalId } from '../store/proposals.ts'
import { countReleases, insertReleases } from '../store/releases.ts'

export type { DueLine, DueOrder }
export { isAnyReleasing }

/**
 * Orders that a run made due, where a policy lets some of them out without a person.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function dueOrders(
  tx: Tx,
  runId: string,
): Promise<{ readonly asOf: string; readonly orders: readonly DueOrder[] }> {
  requirePermission(tx, 'plans.write')

  const run = await readDueRun(tx, runId)
  if (run?.isCurrent !== true) return { asOf: '', orders: [] }
  return { asOf: run.asOf, orders: await listDueOrders(tx, run.asOf) }
}

/**
 * Locks the lines of one order, chooses which go out, and keeps why the others do not; those that a run
 * has spoken of already are not asked about again.
 *
 * @param refused lines that could not be ordered when it was tried, with the code of the refusal
 * @throws {PermissionError} when the actor may not write plans
 */
export async function holdForRelease(
  tx: Tx,
  order: DueOrder,
  given: {
    readonly runId: string
    readonly asOf: string
    readonly refused: ReadonlyMap<string, string>
  },
): Promise<readonly DueLine[]> {
  requirePermission(tx, 'plans.write')

  const seen = await readDueLines(tx, order, given)
  await lockProposals(
    tx,
    seen.map(({ id }) => id as ProposalId),
  )
  const lines = await readDueLines(tx, order, given)
  const { minimumMinor, isMinimumUnknown, leftMinor } = await readOrderLimits(tx, order)
  const { released, held } = chooseRelease(
    lines.filter(({ id }) => !given.refused.has(id)),
    {
      minimumMinor: minimumMinor ?? undefined,
      isMinimumUnknown,
      leftMinor: leftMinor ?? undefined,
    },
  )
  const outcomes = new Map<string, WhyHeld | string>([...held, ...given.refused])
  await insertReleases(
    tx,
    given.runId,
    lines.flatMap(({ id, companyValueMinor }) => {
      const outcome = outcomes.get(id)
      const { supplierId } = order
      if (outcome === undefined) return []
      return [{ proposalId: id, outcome, supplierId, orderId: null, companyValueMinor }]
    }),
  )
  return released
}

/** Keeps which order each line became; in the transaction that made the orders. */
export async function recordReleased(
  tx: Tx,
  runId: string,
  made: readonly {
    readonly line: DueLine
    readonly supplierId: string
    readonly orderId: string
    readonly outcome: 'released' | 'waits_for_approval'
  }[],
): Promise<void> {
  await insertReleases(
    tx,
    runId,
    made.map(({ line, ...one }) => {
      const { id: proposalId, companyValueMinor } = line
      return { ...one, proposalId, companyValueMinor }
    }),
  )
}

/** All orders of the run were looked at: the run tells the counts. */
export async function tellReleased(tx: Tx, runId: string): Promise<void> {
  await countReleases(tx, runId)
}
