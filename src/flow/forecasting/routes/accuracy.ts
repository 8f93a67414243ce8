import { question, type Route, reply } from '#platform/http/route'

import { listScoresQuery, scorePage } from '../contract/accuracy.ts'
import { listScores } from '../queries/list-scores.ts'

export const accuracyRoutes: readonly Route[] = [
  question({
    path: '/forecast-scores',
    tag: 'forecasting',
    summary: 'List how right forecasts were, by segment, supplier, place, category or source',
    description:
      'At the lag that matters: lead time plus review before the week they were for; over the last ' +
      '13 weeks, against demand with the lost sales of stock-outs.',
    permission: 'plans.read',
    query: listScoresQuery,
    responses: { 200: scorePage },
    run: async (ask, { query }) => reply(200, await listScores(ask, query)),
  }),
]
