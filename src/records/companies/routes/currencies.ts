import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { changeCurrency } from '../actions/change-currency.ts'
import { createCurrency } from '../actions/create-currency.ts'
import {
  changeCurrencyBody,
  createCurrencyBody,
  currencyPage,
  currencyParams,
  currencyView,
  listCurrenciesQuery,
} from '../contract.ts'
import { listCurrencies, readCurrency } from '../queries/list-currencies.ts'
import type { CurrencyId } from '../store/currencies.ts'

const tag = 'companies'

export const currencyRoutes: readonly Route[] = [
  question({
    path: '/currencies',
    tag,
    summary: 'List currencies',
    permission: 'records.read',
    query: listCurrenciesQuery,
    responses: { 200: currencyPage },
    run: async (ask, { query }) => reply(200, await listCurrencies(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/currencies',
    tag,
    summary: 'Add a currency',
    permission: 'records.write',
    body: createCurrencyBody,
    responses: { 201: currencyView },
    problems: [409],
    run: async (tx, { body }) => {
      const outcome = await createCurrency(tx, body)
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readCurrency(tx, outcome.currencyId)
      invariant(view !== undefined, 'a currency just added is there')
      return reply(201, view, { version: view.version, location: `/currencies/${view.id}` })
    },
  }),
  question({
    path: '/currencies/:currencyId',
    tag,
    summary: 'Read a currency',
    permission: 'records.read',
    params: currencyParams,
    responses: { 200: currencyView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readCurrency(ask, params.currencyId as CurrencyId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/currencies/:currencyId',
    tag,
    summary: 'Change a currency',
    permission: 'records.write',
    params: currencyParams,
    body: changeCurrencyBody,
    responses: { 200: currencyView },
    problems: [404, 412],
    run: async (tx, { params, body, ifMatch }) => {
      const currencyId = params.currencyId as CurrencyId
      const outcome = await changeCurrency(tx, { currencyId, seenVersion: ifMatch, changes: body })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readCurrency(tx, currencyId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
]
