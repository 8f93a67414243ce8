import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import type { CompanyId } from '#records/companies'

import { changePlace } from './actions/change-place.ts'
import { changeStockStatus } from './actions/change-stock-status.ts'
import { createPlace } from './actions/create-place.ts'
import { createStockStatus } from './actions/create-stock-status.ts'
import {
  changePlaceBody,
  changeStatusBody,
  createPlaceBody,
  createStatusBody,
  listPlacesQuery,
  listStatusesQuery,
  placePage,
  placeParams,
  placeView,
  statusPage,
  statusParams,
  statusView,
} from './contract.ts'
import { listPlaces, readPlace } from './queries/list-places.ts'
import { listStockStatuses, readStockStatus } from './queries/list-stock-statuses.ts'
import type { PlaceId } from './queries/read-places.ts'
import type { StockStatusId } from './store/statuses.ts'

const tag = 'places'

export const routes: readonly Route[] = [
  question({
    path: '/places',
    tag,
    summary: 'List places',
    permission: 'records.read',
    query: listPlacesQuery,
    responses: { 200: placePage },
    run: async (ask, { query }) => reply(200, await listPlaces(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/places',
    tag,
    summary: 'Add a place',
    permission: 'records.write',
    body: createPlaceBody,
    responses: { 201: placeView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const outcome = await createPlace(tx, { ...body, companyId: body.companyId as CompanyId })
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readPlace(tx, outcome.placeId)
      invariant(view !== undefined, 'a place just added is there')
      return reply(201, view, { version: view.version, location: `/places/${view.id}` })
    },
  }),
  question({
    path: '/places/:placeId',
    tag,
    summary: 'Read a place',
    permission: 'records.read',
    params: placeParams,
    responses: { 200: placeView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readPlace(ask, params.placeId as PlaceId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/places/:placeId',
    tag,
    summary: 'Change, deactivate or activate a place',
    permission: 'records.write',
    params: placeParams,
    body: changePlaceBody,
    responses: { 200: placeView },
    problems: [404, 409, 412],
    run: async (tx, { params, body, ifMatch }) => {
      const placeId = params.placeId as PlaceId
      const outcome = await changePlace(tx, { placeId, seenVersion: ifMatch, changes: body })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readPlace(tx, placeId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  question({
    path: '/stock-statuses',
    tag,
    summary: 'List stock statuses',
    permission: 'records.read',
    query: listStatusesQuery,
    responses: { 200: statusPage },
    run: async (ask, { query }) => reply(200, await listStockStatuses(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/stock-statuses',
    tag,
    summary: 'Add a stock status',
    permission: 'records.write',
    body: createStatusBody,
    responses: { 201: statusView },
    problems: [409],
    run: async (tx, { body }) => {
      const outcome = await createStockStatus(tx, body)
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readStockStatus(tx, outcome.statusId)
      invariant(view !== undefined, 'a stock status just added is there')
      return reply(201, view, { version: view.version, location: `/stock-statuses/${view.id}` })
    },
  }),
  question({
    path: '/stock-statuses/:statusId',
    tag,
    summary: 'Read a stock status',
    permission: 'records.read',
    params: statusParams,
    responses: { 200: statusView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readStockStatus(ask, params.statusId as StockStatusId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/stock-statuses/:statusId',
    tag,
    summary: 'Change a stock status',
    permission: 'records.write',
    params: statusParams,
    body: changeStatusBody,
    responses: { 200: statusView },
    problems: [404, 412],
    run: async (tx, { params, body, ifMatch }) => {
      const statusId = params.statusId as StockStatusId
      const outcome = await changeStockStatus(tx, { statusId, seenVersion: ifMatch, changes: body })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readStockStatus(tx, statusId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
]
