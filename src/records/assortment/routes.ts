import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, empty, question, type Route, reply } from '#platform/http/route'

import {
  changePlanningItems,
  forgetPlanningItem,
  sayPlanningItem,
} from './actions/say-planning-item.ts'
import {
  changedPlanningItems,
  changePlanningItemsBody,
  listPlanningItemsQuery,
  planningItemPage,
  planningItemParams,
  planningItemView,
  putPlanningItemBody,
} from './contract.ts'
import {
  listPlanningItems,
  readPlanningItem,
  readPlanningItems,
} from './queries/list-planning-items.ts'

const tag = 'assortment'

export const routes: readonly Route[] = [
  question({
    path: '/planning-items',
    tag,
    summary: 'List what planning was told of items at places',
    permission: 'plans.read',
    query: listPlanningItemsQuery,
    responses: { 200: planningItemPage },
    run: async (ask, { query }) => reply(200, await listPlanningItems(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/planning-items/changes',
    tag,
    summary: 'Change what planning is told of several items at places at once',
    permission: 'plans.write',
    body: changePlanningItemsBody,
    responses: { 200: changedPlanningItems },
    problems: [422],
    run: async (tx, { body }) => {
      const outcome = await changePlanningItems(tx, body)
      if (outcome.kind !== 'changed') return problemFor(outcome)
      return reply(200, { items: [...(await readPlanningItems(tx, body.pairs))] })
    },
  }),
  command({
    method: 'PUT',
    path: '/planning-items/:itemId/:placeId',
    tag,
    summary: 'Tell planning of an item at a place',
    permission: 'plans.write',
    params: planningItemParams,
    body: putPlanningItemBody,
    responses: { 200: planningItemView },
    problems: [412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const outcome = await sayPlanningItem(tx, { ...params, seenVersion: ifMatch, terms: body })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readPlanningItem(tx, params)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'DELETE',
    path: '/planning-items/:itemId/:placeId',
    tag,
    summary: 'Plan an item at a place as usual again',
    permission: 'plans.write',
    params: planningItemParams,
    responses: { 204: empty },
    problems: [404, 412],
    run: async (tx, { params, ifMatch }) => {
      const outcome = await forgetPlanningItem(tx, { ...params, seenVersion: ifMatch })
      return outcome.kind === 'changed' ? reply(204) : problemFor(outcome)
    },
  }),
]
