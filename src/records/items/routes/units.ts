import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { changeUnit } from '../actions/change-unit.ts'
import { createUnit } from '../actions/create-unit.ts'
import {
  changeUnitBody,
  createUnitBody,
  listUnitsQuery,
  unitPage,
  unitParams,
  unitView,
} from '../contract.ts'
import { listUnits, readUnit } from '../queries/list-units.ts'
import type { UnitId } from '../store/units.ts'

const tag = 'items'

export const unitRoutes: readonly Route[] = [
  question({
    path: '/units',
    tag,
    summary: 'List units',
    permission: 'records.read',
    query: listUnitsQuery,
    responses: { 200: unitPage },
    run: async (ask, { query }) => reply(200, await listUnits(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/units',
    tag,
    summary: 'Add a unit',
    permission: 'records.write',
    body: createUnitBody,
    responses: { 201: unitView },
    problems: [409],
    run: async (tx, { body }) => {
      const outcome = await createUnit(tx, body)
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readUnit(tx, outcome.unitId)
      invariant(view !== undefined, 'a unit just added is there')
      return reply(201, view, { version: view.version, location: `/units/${view.id}` })
    },
  }),
  question({
    path: '/units/:unitId',
    tag,
    summary: 'Read a unit',
    permission: 'records.read',
    params: unitParams,
    responses: { 200: unitView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readUnit(ask, params.unitId as UnitId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/units/:unitId',
    tag,
    summary: 'Change a unit',
    permission: 'records.write',
    params: unitParams,
    body: changeUnitBody,
    responses: { 200: unitView },
    problems: [404, 412],
    run: async (tx, { params, body, ifMatch }) => {
      const unitId = params.unitId as UnitId
      const outcome = await changeUnit(tx, { unitId, seenVersion: ifMatch, changes: body })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readUnit(tx, unitId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
]
