import { invariant } from '#kernel/invariant'
import type { Tx } from '#platform/work'

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
  tx.pending.jobs.push({ task, payload, ...options })
}
