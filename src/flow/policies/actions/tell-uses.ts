/** After a run forecasting is told what planning makes of its forecasts: segment, supplier and how far ahead they matter. */
import { type ForecastUse, scoreSoon, tellUses } from '#flow/forecasting'
import { enqueue, type JobContext } from '#platform/jobs'
import { type Subscription, subscribe } from '#platform/relay'

import { usesToTell } from '../queries/uses-to-tell.ts'

const tellTask = 'policies.tell-uses'

/** Item-places of one transaction. */
const chunkPairs = 2_000

export const tellAfterRuns: Subscription = subscribe(tellTask, ['plan.ended'], async (tx) => {
  enqueue(tx, tellTask, {}, { jobKey: tellTask })
})

/** The job: only what is not as it was told before; then what was forecast is kept and scored. */
export async function tellForecastUses({ work }: Pick<JobContext, 'work'>): Promise<void> {
  let last: ForecastUse | undefined
  do {
    const after = last
    const uses = await work.transact(async (tx) => {
      const next = await usesToTell(tx, { after, limit: chunkPairs })
      await tellUses(tx, next)
      return next
    })
    last = uses.at(chunkPairs - 1)
  } while (last !== undefined)
  await work.transact(async (tx) => scoreSoon(tx))
}
