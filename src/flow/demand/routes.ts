import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { makeMark } from './actions/make-mark.ts'
import { recordEntries } from './actions/record-entries.ts'
import { withdrawMark } from './actions/withdraw-mark.ts'
import {
  demandPage,
  demandParams,
  demandView,
  entryPage,
  listDemandQuery,
  listEntriesQuery,
  listMarksQuery,
  listSetAsideQuery,
  makeMarkBody,
  markPage,
  markParams,
  markView,
  recordEntriesBody,
  recordedEntries,
  setAsidePage,
} from './contract.ts'
import { listDemand } from './queries/list-demand.ts'
import { listEntries } from './queries/list-entries.ts'
import { listMarks, readMark } from './queries/list-marks.ts'
import { listSetAside } from './queries/list-set-aside.ts'
import { readDemand } from './queries/read-demand.ts'
import { promotionEffectRoutes } from './routes/promotion-effects.ts'

const tag = 'demand'

export const routes: readonly Route[] = [
  ...promotionEffectRoutes,
  question({
    path: '/demand',
    tag,
    summary: 'List demand by item and place',
    permission: 'demand.read',
    query: listDemandQuery,
    responses: { 200: demandPage },
    run: async (ask, { query }) => reply(200, await listDemand(ask, query)),
  }),
  question({
    path: '/demand/:itemId/:placeId',
    tag,
    summary: 'Read the demand of an item at a place, week by week and layer by layer',
    permission: 'demand.read',
    params: demandParams,
    responses: { 200: demandView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readDemand(ask, params)
      return view === undefined ? notFound() : reply(200, view)
    },
  }),
  question({
    path: '/demand-entries',
    tag,
    summary: 'List entries of demand',
    permission: 'demand.read',
    query: listEntriesQuery,
    responses: { 200: entryPage },
    run: async (ask, { query }) => reply(200, await listEntries(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/demand-entries',
    tag,
    summary: 'Record what was wanted, cancelled or returned',
    permission: 'demand.write',
    body: recordEntriesBody,
    responses: { 201: recordedEntries },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const outcome = await recordEntries(tx, body.entries)
      if (outcome.kind !== 'recorded') return problemFor(outcome)
      const { addedCount, knownCount } = outcome
      return reply(201, { addedCount, knownCount })
    },
  }),
  question({
    path: '/demand-set-aside',
    tag,
    summary: 'List rows of sales files that are no demand, each with why',
    permission: 'demand.read',
    query: listSetAsideQuery,
    responses: { 200: setAsidePage },
    run: async (ask, { query }) => reply(200, await listSetAside(ask, query)),
  }),
  question({
    path: '/demand-marks',
    tag,
    summary: 'List what people marked in demand',
    permission: 'demand.read',
    query: listMarksQuery,
    responses: { 200: markPage },
    run: async (ask, { query }) => reply(200, await listMarks(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/demand-marks',
    tag,
    summary: 'Mark weeks as a one-off, out of stock, or to be left out',
    permission: 'demand.write',
    body: makeMarkBody,
    responses: { 201: markView },
    problems: [422],
    run: async (tx, { body }) => {
      const outcome = await makeMark(tx, body)
      if (outcome.kind !== 'made') return problemFor(outcome)
      const view = await readMark(tx, outcome.markId)
      invariant(view !== undefined, 'a mark just made is there')
      return reply(201, view, { version: view.version })
    },
  }),
  command({
    method: 'POST',
    path: '/demand-marks/:markId/withdrawal',
    tag,
    summary: 'Take a mark back',
    permission: 'demand.write',
    params: markParams,
    responses: { 200: markView },
    problems: [404, 409, 412],
    run: async (tx, { params, ifMatch }) => {
      const { markId } = params
      const outcome = await withdrawMark(tx, { markId, seenVersion: ifMatch })
      if (outcome.kind !== 'withdrawn') return problemFor(outcome)
      const view = await readMark(tx, markId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
]
