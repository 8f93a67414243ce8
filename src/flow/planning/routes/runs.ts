import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { startRun } from '../actions/start-run.ts'
import { stopRun } from '../actions/stop-run.ts'
import {
  listPlanPositionsQuery,
  listPlanRunsQuery,
  planPositionPage,
  planRunPage,
  planRunParams,
  planRunView,
  startRunBody,
} from '../contract.ts'
import { listPositions } from '../queries/list-positions.ts'
import { listRuns, readRunView } from '../queries/list-runs.ts'
import type { PlanRunId } from '../store/runs.ts'

export const tag = 'planning'

export const runRoutes: readonly Route[] = [
  question({
    path: '/plan-runs',
    tag,
    summary: 'List runs of planning',
    permission: 'plans.read',
    query: listPlanRunsQuery,
    responses: { 200: planRunPage },
    run: async (ask, { query }) => reply(200, await listRuns(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/plan-runs',
    tag,
    summary: 'Plan everything that changed',
    description: 'One run at a time. Read it to see how far it is.',
    permission: 'plans.write',
    body: startRunBody,
    responses: { 202: planRunView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const asOf = body.asOf ?? tx.now.toISOString().slice(0, 10)
      const outcome = await startRun(tx, { asOf })
      if (outcome.kind !== 'started') return problemFor(outcome)
      const view = await readRunView(tx, outcome.runId)
      invariant(view !== undefined, 'a run just queued is there')
      return reply(202, view, { location: `/plan-runs/${view.id}` })
    },
  }),
  question({
    path: '/plan-runs/:planRunId',
    tag,
    summary: 'Read how far a run is',
    permission: 'plans.read',
    params: planRunParams,
    responses: { 200: planRunView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readRunView(ask, params.planRunId as PlanRunId)
      return view === undefined ? notFound() : reply(200, view)
    },
  }),
  command({
    method: 'POST',
    path: '/plan-runs/:planRunId/stop',
    tag,
    summary: 'Stop a run after the piece it is at; what is planned stays',
    permission: 'plans.write',
    params: planRunParams,
    responses: { 200: planRunView },
    problems: [404],
    run: async (tx, { params }) => {
      const runId = params.planRunId as PlanRunId
      const outcome = await stopRun(tx, runId)
      const view = outcome.kind === 'stopping' ? await readRunView(tx, runId) : undefined
      return view === undefined ? notFound() : reply(200, view)
    },
  }),
  question({
    path: '/plan-positions',
    tag,
    summary: 'List where each item stands at each place after the last run',
    permission: 'plans.read',
    query: listPlanPositionsQuery,
    responses: { 200: planPositionPage },
    run: async (ask, { query }) => reply(200, await listPositions(ask, query)),
  }),
]
