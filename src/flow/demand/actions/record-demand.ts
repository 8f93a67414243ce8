/** Demand as it comes in, whatever from: appended, summed by day, and told to the next refresh. */
import { enqueue } from '#platform/jobs'
import { requirePermission, type Tx } from '#platform/work'

import { insertEntries, type NewDemandEntry } from '../store/entries.ts'

/** Entries of one statement; more go in several. */
const entriesMax = 5_000

/**
 * Records what was wanted or taken back. Entries whose key is there already are left out, so a retry
 * adds nothing.
 *
 * @returns keys of the entries that are new
 * @throws {PermissionError} when the actor may not write demand
 */
export async function recordDemand(
  tx: Tx,
  entries: readonly NewDemandEntry[],
): Promise<ReadonlySet<string>> {
  requirePermission(tx, 'demand.write')

  const added = new Set<string>()
  for (let from = 0; from < entries.length; from += entriesMax) {
    for (const key of await insertEntries(tx, entries.slice(from, from + entriesMax))) {
      added.add(key)
    }
  }
  if (added.size > 0) refreshSoon(tx)
  return added
}

const refreshEveryMs = 60_000

/** At the next full minute: series follow demand within a minute, however often it comes. */
export function refreshSoon(tx: Pick<Tx, 'pending' | 'now'>): void {
  const runAt = new Date(Math.ceil(tx.now.getTime() / refreshEveryMs) * refreshEveryMs)
  enqueue(tx, 'demand.refresh', {}, { jobKey: 'demand.refresh', runAt })
}
