/** The last step of a run: from rules, stock and what comes to proposals. */
import { sql } from 'kysely'

import type { ItemPlace } from '#books/inventory'
import type { RunStep } from '#platform/run-step'
import { planPairs } from './actions/plan-pairs.ts'
import { changedPairs } from './queries/changed-pairs.ts'
import { usualSettings } from './rules/settings.ts'

/** Item-places read at a time, and planned in one transaction. */
const chunkPairs = 5_000

export const proposalsStep: RunStep = {
  name: 'proposals',
  total: async (tx) => {
    const { rows } = await sql<{ readonly count: number }>`
      select count(*)::int as count from stock_rule`.execute(tx.db)
    return rows[0]?.count ?? 0
  },
  advance: async (work, { runId, asOf, cursor }) => {
    const after = cursor as ItemPlace | undefined
    return work.transact(async (tx) => {
      const read = await changedPairs(tx, { asOf, after, limit: chunkPairs })
      const pairs = read.changed
      const planned =
        pairs.length === 0
          ? { plannedCount: 0, proposalCount: 0 }
          : await planPairs(tx, { runId, asOf, pairs, settings: usualSettings })
      return {
        doneCount: read.readCount,
        result: planned,
        ...(read.readCount < chunkPairs ? {} : { cursor: read.last }),
      }
    })
  },
}
