import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { overrideForecast, takeBackOverride } from './actions/override-forecast.ts'
import {
  createOverrideBody,
  forecastPage,
  forecastParams,
  forecastQuery,
  forecastView,
  listForecastsQuery,
  listOverridesQuery,
  overridePage,
  overrideParams,
  overrideView,
} from './contract.ts'
import { listForecasts } from './queries/list-forecasts.ts'
import { listOverrides, readOverride } from './queries/list-overrides.ts'
import { readForecast } from './queries/read-forecast.ts'
import { accuracyRoutes } from './routes/accuracy.ts'
import { sourceRoutes } from './routes/sources.ts'
import { totalRoutes } from './routes/totals.ts'
import type { OverrideId } from './store/overrides.ts'

const tag = 'forecasting'

export const routes: readonly Route[] = [
  question({
    path: '/forecasts',
    tag,
    summary: 'List forecasts by item and place',
    permission: 'plans.read',
    query: listForecastsQuery,
    responses: { 200: forecastPage },
    run: async (ask, { query }) => reply(200, await listForecasts(ask, query)),
  }),
  question({
    path: '/forecasts/:itemId/:placeId',
    tag,
    summary: 'Read a forecast with its history, layers and spread',
    permission: 'plans.read',
    params: forecastParams,
    query: forecastQuery,
    responses: { 200: forecastView },
    problems: [404],
    run: async (ask, { params, query }) => {
      const view = await readForecast(ask, params, query)
      return view === undefined ? notFound() : reply(200, view)
    },
  }),
  question({
    path: '/forecast-overrides',
    tag,
    summary: 'List what people changed about forecasts',
    permission: 'plans.read',
    query: listOverridesQuery,
    responses: { 200: overridePage },
    run: async (ask, { query }) => reply(200, await listOverrides(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/forecast-overrides',
    tag,
    summary: 'Override a forecast for some days, with a reason',
    permission: 'plans.write',
    body: createOverrideBody,
    responses: { 201: overrideView },
    problems: [422],
    run: async (tx, { body }) => {
      const outcome = await overrideForecast(tx, body)
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readOverride(tx, outcome.overrideId)
      invariant(view !== undefined, 'an override just made is there')
      return reply(201, view, { version: view.version })
    },
  }),
  command({
    method: 'POST',
    path: '/forecast-overrides/:overrideId/withdrawal',
    tag,
    summary: 'Take an override back',
    permission: 'plans.write',
    params: overrideParams,
    responses: { 200: overrideView },
    problems: [404],
    run: async (tx, { params }) => {
      const outcome = await takeBackOverride(tx, params.overrideId as OverrideId)
      if (outcome.kind !== 'withdrawn') return problemFor(outcome)
      const view = await readOverride(tx, params.overrideId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  ...sourceRoutes,
  ...accuracyRoutes,
  ...totalRoutes,
]
