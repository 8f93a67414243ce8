import { formatRateE10 } from '#kernel/fx'
import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, empty, question, type Route, reply } from '#platform/http/route'
import { requirePermission } from '#platform/work'

import { changeRate } from '../actions/change-rate.ts'
import { createRate } from '../actions/create-rate.ts'
import { deleteRate } from '../actions/delete-rate.ts'
import {
  changeRateBody,
  createRateBody,
  effectiveRateQuery,
  effectiveRateView,
  listRatesQuery,
  ratePage,
  rateParams,
  rateView,
} from '../contract.ts'
import type { CurrencyRateId } from '../ids.ts'
import { listRates, readRate } from '../queries/list-rates.ts'
import { readRatesOfDay } from '../queries/read-rates.ts'
import { rateFromWire } from './wire.ts'

const tag = 'companies'

export const rateRoutes: readonly Route[] = [
  question({
    path: '/currency-rates',
    tag,
    summary: 'List currency rates',
    permission: 'records.read',
    query: listRatesQuery,
    responses: { 200: ratePage },
    run: async (ask, { query }) => reply(200, await listRates(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/currency-rates',
    tag,
    summary: 'Write down the rate of a day',
    permission: 'records.write',
    body: createRateBody,
    responses: { 201: rateView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const { rate, ...fields } = body
      const read = rateFromWire(rate)
      if (read.kind === 'refused') return problemFor(read)
      const outcome = await createRate(tx, { ...fields, rateE10: read.value })
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readRate(tx, outcome.rateId)
      invariant(view !== undefined, 'a rate just written is there')
      return reply(201, view, { version: view.version, location: `/currency-rates/${view.id}` })
    },
  }),
  question({
    path: '/currency-rates/:rateId',
    tag,
    summary: 'Read a currency rate',
    permission: 'records.read',
    params: rateParams,
    responses: { 200: rateView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readRate(ask, params.rateId as CurrencyRateId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/currency-rates/:rateId',
    tag,
    summary: 'Correct a currency rate',
    permission: 'records.write',
    params: rateParams,
    body: changeRateBody,
    responses: { 200: rateView },
    problems: [404, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const rateId = params.rateId as CurrencyRateId
      const read = body.rate === undefined ? undefined : rateFromWire(body.rate)
      if (read?.kind === 'refused') return problemFor(read)
      const changes = { rateE10: read?.value, source: body.source }
      const outcome = await changeRate(tx, { rateId, seenVersion: ifMatch, changes })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readRate(tx, rateId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'DELETE',
    path: '/currency-rates/:rateId',
    tag,
    summary: 'Take a currency rate away',
    permission: 'records.write',
    params: rateParams,
    responses: { 204: empty },
    problems: [404],
    run: async (tx, { params }) => {
      const outcome = await deleteRate(tx, { rateId: params.rateId as CurrencyRateId })
      return outcome.kind === 'deleted' ? reply(204) : problemFor(outcome)
    },
  }),
  question({
    path: '/effective-rates',
    tag,
    summary: 'The rate that documents of a day are converted at',
    permission: 'records.read',
    query: effectiveRateQuery,
    responses: { 200: effectiveRateView },
    problems: [404],
    run: async (ask, { query }) => {
      requirePermission(ask, 'records.read')
      const { fromCurrency, toCurrency, day } = query
      const rates = await readRatesOfDay(ask, { day, toCurrency, fromCurrencies: [fromCurrency] })
      const rateE10 = rates.get(fromCurrency)
      return rateE10 === undefined
        ? notFound()
        : reply(200, { fromCurrency, toCurrency, day, rate: formatRateE10(rateE10) })
    },
  }),
]
