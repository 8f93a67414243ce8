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
    for (const [at, step] of steps.entries()) {
      const prepareNext = steps[at + 1]?.prepare
      if (!(await runStep(work, runId, run.asOf, { ...step, prepareNext }, counts))) {
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

/** So many take longer than it takes to get ready for the next step. */
const manyPairs = 2_000

/** More than processors, so that neither the database nor this process waits for the other. */
const partsAtOnce = 4

/** @returns false when somebody wants it to stop */
async function runStep(
  work: Work,
  runId: PlanRunId,
  asOf: string,
  step: RunStep & { readonly prepareNext: RunStep['prepare'] },
  counts: Counts,
): Promise<boolean> {
  const [totalCount, parts] = await Promise.all([
    work.transact((tx) => step.total(tx, asOf)),
    work.transact(async (tx) => step.parts?.(tx, asOf, runId) ?? [undefined]),
  ])
  if (totalCount >= manyPairs) step.prepareNext?.()
  const progress: Progress = { doneCount: 0, isEnding: false, waiting: [...parts] }
  const report = async () => {
    const { doneCount } = progress
    const now = await work.transact((tx) => {
      return reportStep(tx, runId, { step: step.name, doneCount, totalCount })
    })
    return now?.stopAskedAt === null
  }
  const advance = async (cursor: unknown) => {
    const piece = await step.advance(work, { runId, asOf, cursor })
    progress.doneCount += piece.doneCount
    for (const [name, count] of Object.entries(piece.result)) {
      counts[name] = (counts[name] ?? 0) + count
    }
    return piece.cursor
  }
  if (!(await report())) return false
  const lanes = Array.from({ length: Math.min(partsAtOnce, parts.length) }, () =>
    partAfterPart(progress, report, advance).catch((error: unknown) => {
      progress.isEnding = true
      throw error
    }),
  )
  const ended = await Promise.allSettled(lanes)
  for (const one of ended) if (one.status === 'rejected') throw one.reason
  return !progress.isEnding
}

type Progress = {
  doneCount: number
  /** No piece is begun any more: a part broke off, or somebody wants it to stop. */
  isEnding: boolean
  readonly waiting: unknown[]
}

/** Takes part after part until none is left, looking between pieces whether to stop. */
async function partAfterPart(
  progress: Progress,
  report: () => Promise<boolean>,
  advance: (cursor: unknown) => Promise<unknown>,
): Promise<void> {
  while (progress.waiting.length > 0) {
    let cursor = progress.waiting.shift()
    do {
      if (!(await report())) progress.isEnding = true
      if (progress.isEnding) return
      cursor = await advance(cursor)
    } while (cursor !== undefined)
  }
}
