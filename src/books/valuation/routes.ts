import { notFound } from '#platform/http/problem'
import { question, type Route, reply } from '#platform/http/route'
import type { CompanyId } from '#records/companies'

import {
  layerPage,
  layersQuery,
  valuationPage,
  valuationQuery,
  valuationTotals,
  valuationTotalsQuery,
} from './contract.ts'
import { listLayers } from './queries/list-layers.ts'
import { listValuation, readValuationTotals } from './queries/list-valuation.ts'

const tag = 'valuation'
const permission = 'stock.read'

export const routes: readonly Route[] = [
  question({
    path: '/stock-valuation',
    tag,
    summary: 'List what the stock of each item at each place cost',
    permission,
    query: valuationQuery,
    responses: { 200: valuationPage },
    run: async (ask, { query }) => reply(200, await listValuation(ask, query)),
  }),
  question({
    path: '/stock-valuation-totals',
    tag,
    summary: "Sum a company's stock at cost, beside the inventory account",
    permission,
    query: valuationTotalsQuery,
    responses: { 200: valuationTotals },
    problems: [404],
    run: async (ask, { query }) => {
      const totals = await readValuationTotals(ask, query.companyId as CompanyId)
      return totals === undefined ? notFound() : reply(200, totals)
    },
  }),
  question({
    path: '/stock-layers',
    tag,
    summary: 'List the cost layers of an item',
    permission,
    query: layersQuery,
    responses: { 200: layerPage },
    run: async (ask, { query }) => reply(200, await listLayers(ask, query)),
  }),
]
