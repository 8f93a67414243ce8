import { notFound } from '#platform/http/problem'
import { command, empty, question, type Route, reply } from '#platform/http/route'

import { relearnAll } from './actions/learn-lanes.ts'
import {
  leadTimeListQuery,
  leadTimePage,
  leadTimeParams,
  leadTimeView,
  observationListQuery,
  observationPage,
} from './contract.ts'
import { listLeadTimes } from './queries/list-lead-times.ts'
import { listObservations } from './queries/list-observations.ts'
import { readLeadTime } from './queries/read-lead-time.ts'

const tag = 'lead times'

export const routes: readonly Route[] = [
  question({
    path: '/lead-times',
    tag,
    summary: 'List how long each lane takes',
    permission: 'plans.read',
    query: leadTimeListQuery,
    responses: { 200: leadTimePage },
    run: async (ask, { query }) => reply(200, await listLeadTimes(ask, query)),
  }),
  question({
    path: '/lead-times/:laneId',
    tag,
    summary: 'Read how long a lane takes, part by part, as distributions',
    permission: 'plans.read',
    params: leadTimeParams,
    responses: { 200: leadTimeView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readLeadTime(ask, params.laneId)
      return view === undefined ? notFound() : reply(200, view)
    },
  }),
  question({
    path: '/lead-times/:laneId/observations',
    tag,
    summary: 'List the deliveries a lane was learned from',
    permission: 'plans.read',
    params: leadTimeParams,
    query: observationListQuery,
    responses: { 200: observationPage },
    problems: [404],
    run: async (ask, { params, query }) => {
      const page = await listObservations(ask, params.laneId, query)
      return page === undefined ? notFound() : reply(200, page)
    },
  }),
  command({
    method: 'POST',
    path: '/lead-times/learn',
    tag,
    summary: 'Learn all lanes anew',
    permission: 'plans.write',
    responses: { 202: empty },
    run: async (tx) => {
      await relearnAll(tx)
      return reply(202)
    },
  }),
]
