import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, empty, question, type Route, reply } from '#platform/http/route'

import { changeLane, createLane, removeLane } from '../actions/save-lane.ts'
import {
  changeSourceLaneBody,
  createSourceLaneBody,
  listSourceLanesQuery,
  sourceLanePage,
  sourceLaneParams,
  sourceLaneView,
} from '../contract.ts'
import { listLanes, readLane } from '../queries/list-lanes.ts'
import type { SourceLaneId } from '../store/lanes.ts'
import { tag } from './runs.ts'

export const laneRoutes: readonly Route[] = [
  question({
    path: '/source-lanes',
    tag,
    summary: 'List lanes by which places get goods from other places',
    permission: 'plans.read',
    query: listSourceLanesQuery,
    responses: { 200: sourceLanePage },
    run: async (ask, { query }) => reply(200, await listLanes(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/source-lanes',
    tag,
    summary: 'Add a lane between two places',
    permission: 'plans.write',
    body: createSourceLaneBody,
    responses: { 201: sourceLaneView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const outcome = await createLane(tx, body)
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readLane(tx, outcome.laneId)
      invariant(view !== undefined, 'a lane just added is there')
      return reply(201, view, { version: view.version, location: `/source-lanes/${view.id}` })
    },
  }),
  question({
    path: '/source-lanes/:sourceLaneId',
    tag,
    summary: 'Read a lane',
    permission: 'plans.read',
    params: sourceLaneParams,
    responses: { 200: sourceLaneView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readLane(ask, params.sourceLaneId as SourceLaneId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/source-lanes/:sourceLaneId',
    tag,
    summary: 'Change, deactivate or activate a lane',
    permission: 'plans.write',
    params: sourceLaneParams,
    body: changeSourceLaneBody,
    responses: { 200: sourceLaneView },
    problems: [404, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const laneId = params.sourceLaneId as SourceLaneId
      const outcome = await changeLane(tx, { laneId, seenVersion: ifMatch, changes: body })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readLane(tx, laneId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'DELETE',
    path: '/source-lanes/:sourceLaneId',
    tag,
    summary: 'Take a lane away',
    permission: 'plans.write',
    params: sourceLaneParams,
    responses: { 204: empty },
    problems: [404],
    run: async (tx, { params }) => {
      const outcome = await removeLane(tx, params.sourceLaneId as SourceLaneId)
      return outcome.kind === 'removed' ? reply(204) : problemFor(outcome)
    },
  }),
]
