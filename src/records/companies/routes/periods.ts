import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { closePeriod, reopenPeriod } from '../actions/close-period.ts'
import { listPeriodsQuery, periodPage, periodParams, periodView } from '../contract.ts'
import type { FiscalPeriodId } from '../ids.ts'
import { listPeriods, readPeriod } from '../queries/list-periods.ts'

const tag = 'companies'

export const periodRoutes: readonly Route[] = [
  question({
    path: '/fiscal-periods',
    tag,
    summary: 'List fiscal periods',
    permission: 'records.read',
    query: listPeriodsQuery,
    responses: { 200: periodPage },
    run: async (ask, { query }) => reply(200, await listPeriods(ask, query)),
  }),
  question({
    path: '/fiscal-periods/:periodId',
    tag,
    summary: 'Read a fiscal period',
    permission: 'records.read',
    params: periodParams,
    responses: { 200: periodView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readPeriod(ask, params.periodId as FiscalPeriodId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'POST',
    path: '/fiscal-periods/:periodId/closure',
    tag,
    summary: 'Close a fiscal period',
    permission: 'ledger.close',
    params: periodParams,
    responses: { 200: periodView },
    problems: [404, 409, 412],
    run: async (tx, { params, ifMatch }) => {
      const periodId = params.periodId as FiscalPeriodId
      const outcome = await closePeriod(tx, { periodId, seenVersion: ifMatch })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readPeriod(tx, periodId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'POST',
    path: '/fiscal-periods/:periodId/reopening',
    tag,
    summary: 'Open a closed fiscal period again',
    permission: 'ledger.close',
    params: periodParams,
    responses: { 200: periodView },
    problems: [404, 409, 412],
    run: async (tx, { params, ifMatch }) => {
      const periodId = params.periodId as FiscalPeriodId
      const outcome = await reopenPeriod(tx, { periodId, seenVersion: ifMatch })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readPeriod(tx, periodId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
]
