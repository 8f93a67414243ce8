/** Whose figures are planned with follows what people chose and what sources sent, wherever it differs. */
import { dayAt } from '#kernel/day'
import { enqueue, type JobContext } from '#platform/jobs'
import type { Tx } from '#platform/work'

import { type LaidPair, pairsToLay } from '../queries/pairs-to-lay.ts'
import { layAnew } from './lay-anew.ts'

const layChosenTask = 'forecasting.lay-chosen'

/** Forecasts of one transaction of the job. */
const chunkForecasts = 500

const laySoonMs = 5_000

const beforeAll = '00000000-0000-0000-0000-000000000000'

/** Some seconds on, so that an edition that comes in many batches is laid once. */
export function layChosenSoon(tx: Pick<Tx, 'pending' | 'now'>): void {
  const runAt = new Date(tx.now.getTime() + laySoonMs)
  enqueue(tx, layChosenTask, {}, { jobKey: layChosenTask, runAt })
}

/** The job: a page of forecasts in each transaction. */
export async function layChosen({ work }: Pick<JobContext, 'work'>): Promise<void> {
  let last: LaidPair | undefined
  do {
    const after = last?.id
    const page = await work.transact((tx) => layPage(tx, dayAt(tx.now.getTime(), 'UTC'), after))
    last = page.at(chunkForecasts - 1)
  } while (last !== undefined)
}

/** All at once, for the step of a run; mostly the job was there before. */
export async function layChosenAnew(tx: Tx, asOf: string): Promise<void> {
  let last: LaidPair | undefined
  do {
    last = (await layPage(tx, asOf, last?.id)).at(chunkForecasts - 1)
  } while (last !== undefined)
}

async function layPage(tx: Tx, asOf: string, after = beforeAll): Promise<readonly LaidPair[]> {
  const pairs = await pairsToLay(tx, { after, limit: chunkForecasts })
  await layAnew(tx, pairs, asOf)
  return pairs
}
