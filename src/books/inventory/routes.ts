import { question, type Route, reply } from '#platform/http/route'

import {
  expectationPage,
  expectationsQuery,
  stockLevelPage,
  stockLevelsQuery,
  stockMovePage,
  stockMovesQuery,
} from './contract.ts'
import { listExpectations } from './queries/list-expectations.ts'
import { listStockLevels } from './queries/list-stock-levels.ts'
import { listStockMoves } from './queries/list-stock-moves.ts'

const tag = 'inventory'
const permission = 'stock.read'

export const routes: readonly Route[] = [
  question({
    path: '/stock-levels',
    tag,
    summary: 'List what is on hand, with its value and what is still to come',
    permission,
    query: stockLevelsQuery,
    responses: { 200: stockLevelPage },
    run: async (ask, { query }) => reply(200, await listStockLevels(ask, query)),
  }),
  question({
    path: '/stock-moves',
    tag,
    summary: 'List what moved, from where to where, and because of which document',
    permission,
    query: stockMovesQuery,
    responses: { 200: stockMovePage },
    run: async (ask, { query }) => reply(200, await listStockMoves(ask, query)),
  }),
  question({
    path: '/expectations',
    tag,
    summary: 'List what is still to come',
    permission,
    query: expectationsQuery,
    responses: { 200: expectationPage },
    run: async (ask, { query }) => reply(200, await listExpectations(ask, query)),
  }),
]
