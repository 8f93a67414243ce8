/** After a run: what was forecast is kept, and what was forecast for weeks that are over is scored. */
import { dayAt } from '#kernel/day'
import { enqueue, type JobContext } from '#platform/jobs'
import type { Tx } from '#platform/work'

import { groupScores, lastScoredAt, type ScoreCursor, scoreNext } from '../store/scores.ts'
import { dropOldSnapshots, keepSnapshots } from '../store/snapshots.ts'

const scoreTask = 'forecasting.score'

/** Item-places of one transaction. */
const chunkPairs = 2_000

export function scoreSoon(tx: Pick<Tx, 'pending'>): void {
  enqueue(tx, scoreTask, {}, { jobKey: scoreTask })
}

/** The job; run twice it changes nothing the second time. */
export async function scoreForecasts({ work }: Pick<JobContext, 'work'>): Promise<void> {
  const since = await work.transact(async (tx) => {
    const today = dayAt(tx.now.getTime(), 'UTC')
    await keepSnapshots(tx, today)
    await dropOldSnapshots(tx, today)
    return lastScoredAt(tx)
  })
  let after: ScoreCursor | undefined
  let scoredCount = 0
  do {
    const from = after
    after = await work.transact((tx) => scoreNext(tx, { after: from, since, limit: chunkPairs }))
    if (after !== undefined) scoredCount += 1
  } while (after !== undefined)
  if (scoredCount > 0) await work.transact(groupScores)
}
