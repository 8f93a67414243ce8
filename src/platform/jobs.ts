import { invariant } from '#kernel/invariant'
import type { Config } from '#platform/config'
import type { Logger } from '#platform/log'
import type { Tx, Work } from '#platform/work'

export const jobsPerTransactionMax = 1_000

export type JobOptions = {
  /** A job waiting under the same key is replaced, so that a thing is done once however often it is asked. */
  readonly jobKey?: string
  /** Smaller runs first; 0 unless said otherwise. */
  readonly priority?: number
  readonly runAt?: Date
  readonly maxAttempts?: number
}

/**
 * Starts a job when, and only when, this transaction commits.
 *
 * @param task `<room>.<verb>`, as registered in `src/edge/worker/tasks.ts`
 * @param payload plain JSON; the organization's slug is added as `organization`
 */
export function enqueue(
  tx: Pick<Tx, 'pending'>,
  task: string,
  payload: Readonly<Record<string, unknown>>,
  options: JobOptions = {},
): void {
  invariant(
    tx.pending.jobs.length < jobsPerTransactionMax,
    `a transaction starts at most ${jobsPerTransactionMax} jobs`,
  )
  const { jobs } = tx.pending
  const earlier = jobs.findIndex(({ jobKey }) => jobKey !== undefined && jobKey === options.jobKey)
  if (earlier !== -1) jobs.splice(earlier, 1)
  jobs.push({ task, payload, ...options })
}

/** What a job's body may use. It opens `work` itself: once for each transaction it needs. */
export type JobContext = {
  readonly organization: { readonly slug: string; readonly name: string }
  readonly work: Work
  readonly config: Config
  readonly log: Logger
  readonly secretFor: (purpose: string) => string
}

/** Runs at least once: a job may be started again after a crash, so its effects carry a key. */
export type JobHandler = (context: JobContext, payload: unknown) => Promise<void>
