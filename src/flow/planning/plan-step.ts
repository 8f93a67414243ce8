/** The last step of a run: from rules, stock and what comes to proposals. */
import { sql } from 'kysely'

import { type PairRange, pairRanges } from '#platform/pair-ranges'
import type { RunStep } from '#platform/run-step'
import type { Tx } from '#platform/work'

import { planPairs } from './actions/plan-pairs.ts'
import { changedPairs } from './queries/changed-pairs.ts'
import { unplannedPairs } from './queries/unplanned-pairs.ts'
import { usualSettings } from './rules/settings.ts'
import { dropPositions } from './store/positions.ts'

/** Item-places read at a time, and planned in one transaction. */
const partPairs = 2_500

export const proposalsStep: RunStep = {
  name: 'proposals',
  total: async (tx) => {
    const { rows } = await sql<{ readonly count: number }>`
      select count(*)::int as count from stock_rule`.execute(tx.db)
    return rows[0]?.count ?? 0
  },
  parts: async (tx, asOf, runId) => {
    // Before all others, since it may plan the places that fed it or that it fed anew.
    await dropUnplanned(tx, runId, asOf)
    const ranges = await pairRanges(tx, sql`select item_id, place_id from stock_rule`, partPairs)
    return byWholeItems(ranges)
  },
  advance: async (work, { runId, asOf, cursor }) => {
    return work.transact(async (tx) => {
      const { changed, readCount } = await changedPairs(tx, { asOf, pairs: cursor as PairRange })
      const planned =
        changed.length === 0
          ? { plannedCount: 0, proposalCount: 0 }
          : await planPairs(tx, { runId, asOf, pairs: changed, settings: usualSettings })
      return { doneCount: readCount, result: planned }
    })
  },
}

/** For what was planned, and is so no more, nothing is proposed or stands in the list of positions. */
async function dropUnplanned(tx: Tx, runId: string, asOf: string): Promise<void> {
  const pairs = await unplannedPairs(tx)
  if (pairs.length === 0) return
  const gone = pairs.map((pair) => ({ ...pair, fingerprint: '' }))
  await planPairs(tx, { runId, asOf, pairs: gone, settings: usualSettings })
  await dropPositions(tx, pairs)
}

const lastPlaceId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Places that feed each other are planned together: no item is in two parts. */
function byWholeItems(ranges: readonly PairRange[]): readonly PairRange[] {
  const toEnd = ({ itemId }: PairRange['until']) => ({ itemId, placeId: lastPlaceId })
  return ranges.map(({ after, until }, at) => {
    return { after: at === 0 ? after : toEnd(after), until: toEnd(until) }
  })
}
