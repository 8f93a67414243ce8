import { notFound } from '#platform/http/problem'
import { question, type Route, reply } from '#platform/http/route'

import {
  analogCandidates as analogCandidatesWire,
  forecastParams,
  forecastTotalPage,
  listTotalsQuery,
} from '../contract.ts'
import { analogCandidates } from '../queries/analog-candidates.ts'
import { listTotals } from '../queries/list-totals.ts'

const tag = 'forecasting'

export const totalRoutes: readonly Route[] = [
  question({
    path: '/forecast-totals',
    tag,
    summary: 'Add forecasts up by category, channel, place or supplier',
    permission: 'plans.read',
    query: listTotalsQuery,
    responses: { 200: forecastTotalPage },
    run: async (ask, { query }) => reply(200, await listTotals(ask, query)),
  }),
  question({
    path: '/forecasts/:itemId/:placeId/analog-candidates',
    tag,
    summary: 'Suggest items that a new item may sell like',
    permission: 'plans.read',
    params: forecastParams,
    responses: { 200: analogCandidatesWire },
    problems: [404],
    run: async (ask, { params }) => {
      const candidates = await analogCandidates(ask, params)
      return candidates === undefined ? notFound() : reply(200, candidates)
    },
  }),
]
