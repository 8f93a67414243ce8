/**
 * Goal: parts of a step go on side by side, each exactly once; none is begun after somebody wants the run
 * to stop or one of them broke off, and what those under way did stays.
 *
 * Method: steps that count, through real runs on a real database.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { RunStep } from '#platform/run-step'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody } from '#support/goods-company'

import { startRun } from './actions/start-run.ts'
import { stopRun } from './actions/stop-run.ts'
import { runPlan } from './run.ts'
import type { PlanRunId } from './store/runs.ts'

let org: TestOrganization

beforeAll(async () => {
  org = await testOrganization()
})
afterAll(() => org.close())

const partCount = 9
const numbers = Array.from({ length: partCount }, (_, no) => no)

/** Two pieces of each part; `act` is told which. */
function stepOf(act: (part: number, runId: string) => Promise<void>): RunStep {
  return {
    name: 'counting',
    total: async () => partCount,
    parts: async () => numbers.map((part) => ({ part, isSecond: false })),
    advance: async (_, { runId, cursor }) => {
      const { part, isSecond } = cursor as { readonly part: number; readonly isSecond: boolean }
      await sleep(5)
      await act(part, runId)
      const result = { pieceCount: 1 }
      if (isSecond) return { doneCount: 1, result }
      return { doneCount: 0, result, cursor: { part, isSecond: true } }
    },
  }
}

async function run(step: RunStep) {
  const work = org.work(anybody)
  const started = await work.transact((tx) => startRun(tx, { asOf: '2026-01-05' }))
  if (started.kind !== 'started') throw new Error('a run is under way')
  const runId = started.runId as PlanRunId
  const ended = await runPlan(work, runId, [step]).catch((error: unknown) => error)
  const { rows } = await sql<{ status: string; doneCount: number }>`
    select status, done_count::int as "doneCount" from plan_run where id = ${runId}::uuid
  `.execute(org.db)
  return { ended, ...rows[0] }
}

test('all parts are done once, more than one at a time', async () => {
  const begun: number[] = []
  const { ended, status } = await run(
    stepOf(async (part) => {
      begun.push(part)
    }),
  )
  expect(status).toBe('done')
  expect(ended).toEqual({ status: 'done', result: { pieceCount: 2 * partCount } })
  expect(begun.toSorted((a, b) => a - b)).toEqual(numbers.flatMap((part) => [part, part]))
  expect(new Set(begun.slice(0, 3)).size).toBeGreaterThan(1)
})

test('a wish to stop lets those under way end their piece, and begins none', async () => {
  let isAsked = false
  let piecesAfter = 0
  const { status } = await run(
    stepOf(async (part, runId) => {
      if (isAsked) piecesAfter += 1
      if (part !== 2 || isAsked) return
      await org.work(anybody).transact((tx) => stopRun(tx, runId as PlanRunId))
      isAsked = true
    }),
  )
  expect(status).toBe('stopped')
  expect(piecesAfter).toBeLessThanOrEqual(2)
})

test('a part that breaks off fails the run once the others have ended their piece', async () => {
  let underWay = 0
  let pieces = 0
  const { ended, status } = await run(
    stepOf(async (part) => {
      underWay += 1
      pieces += 1
      await sleep(part === 1 ? 0 : 20)
      underWay -= 1
      if (part === 1) throw new Error('part 1 broke off')
    }),
  )
  expect(ended).toEqual(new Error('part 1 broke off'))
  expect(status).toBe('failed')
  expect(underWay).toBe(0)
  expect(pieces).toBeLessThan(2 * partCount)
})
