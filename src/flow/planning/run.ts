/** A run from start to end on a `Work`, for the job, the command line and benchmarks. */
import { announce } from '#platform/outbox'
import type { RunStep } from '#platform/run-step'
import type { Work } from '#platform/work'
import { endRun, type PlanRunId, readRun, reportStep } from './store/runs.ts'

export type RunResult = {
  readonly status: 'done' | 'stopped'
  readonly result: Readonly<Record<string, number>>
}

type Counts = Record<string, number>

/** Runs the steps one after the other; what is done stays when it is stopped between two pieces. */
export async function runPlan(
  work: Work,
  runId: PlanRunId,
  steps: readonly RunStep[],
): Promise<RunResult | undefined> {
  const run = await work.transact((tx) => readRun(tx, runId))
  if (run === undefined || (run.status !== 'queued' && run.status !== 'running')) return undefined
  const counts: Counts = {}
  try {
    for (const step of steps) {
      if (!(await runStep(work, runId, run.asOf, step, counts))) {
        return await end(work, runId, { status: 'stopped', result: counts })
      }
    }
    return await end(work, runId, { status: 'done', result: counts })
  } catch (error) {
    const problem = 'Planning broke off. What it had done stays; start it again, and tell us.'
    await work.transact((tx) => endRun(tx, runId, { status: 'failed', result: counts, problem }))
    throw error
  }
}

async function end(work: Work, runId: PlanRunId, result: RunResult): Promise<RunResult> {
  await work.transact(async (tx) => {
    await endRun(tx, runId, result)
    announce(tx, 'plan.ended', { kind: 'plan_run', id: runId }, result)
  })
  return result
}

/** @returns false when somebody wants it to stop */
async function runStep(
  work: Work,
  runId: PlanRunId,
  asOf: string,
  step: RunStep,
  counts: Counts,
): Promise<boolean> {
  const totalCount = await work.transact((tx) => step.total(tx, asOf))
  let doneCount = 0
  let cursor: unknown
  do {
    const now = await work.transact((tx) => {
      return reportStep(tx, runId, { step: step.name, doneCount, totalCount })
    })
    if (now?.stopAskedAt !== null) return false
    const piece = await step.advance(work, { runId, asOf, cursor })
    doneCount += piece.doneCount
    for (const [name, count] of Object.entries(piece.result)) {
      counts[name] = (counts[name] ?? 0) + count
    }
    cursor = piece.cursor
  } while (cursor !== undefined)
  return true
}
