import type { ItemPlace } from '#books/inventory'
import { requirePermission, type Tx } from '#platform/work'

import { changedPairs } from '../queries/changed-pairs.ts'
import { latestRun } from '../queries/latest-run.ts'
import { toppedSuppliers } from '../queries/topped-suppliers.ts'
import { usualSettings } from '../rules/settings.ts'
import { askTopUps } from '../top-up-step.ts'
import { type Planned, planPairs } from './plan-pairs.ts'

/**
 * Plans these item-places anew, from the day of the latest run, where anything that goes into their
 * plans has changed. Before the first run there is nothing to renew.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function planItems(tx: Tx, pairs: readonly ItemPlace[]): Promise<Planned> {
  requirePermission(tx, 'plans.write')

  const nothing = { plannedCount: 0, proposalCount: 0 }
  if (pairs.length === 0) return nothing
  const run = await latestRun(tx)
  if (run === undefined) return nothing
  const { runId, asOf } = run
  const { changed } = await changedPairs(tx, { asOf, pairs })
  if (changed.length === 0) return nothing
  const planned = await planPairs(tx, { runId, asOf, pairs: changed, settings: usualSettings })
  askTopUps(tx, await toppedSuppliers(tx, changed))
  return planned
}
