import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, empty, question, type Route, reply } from '#platform/http/route'

import { chooseSource, forgetChoice } from '../actions/choose-source.ts'
import { recordOutside } from '../actions/record-outside.ts'
import { changeSource, createSource } from '../actions/save-source.ts'
import {
  changeSourceBody,
  choicePage,
  choiceParams,
  choiceQuery,
  choiceView,
  createSourceBody,
  editionPage,
  listChoicesQuery,
  listEditionsQuery,
  listOutsideQuery,
  listSourcesQuery,
  outsidePage,
  putChoiceBody,
  recordedOutside,
  recordOutsideBody,
  sourcePage,
  sourceParams,
  sourceView,
} from '../contract/outside.ts'
import { listChoices, readChoice } from '../queries/list-choices.ts'
import { listOutside } from '../queries/list-outside.ts'
import { listEditions, listSources, readSource } from '../queries/list-sources.ts'
import type { SourceId } from '../store/sources.ts'

const tag = 'forecasting'

const ofSources: readonly Route[] = [
  question({
    path: '/forecast-sources',
    tag,
    summary: 'List whose forecasts stand beside ours',
    permission: 'plans.read',
    query: listSourcesQuery,
    responses: { 200: sourcePage },
    run: async (ask, { query }) => reply(200, await listSources(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/forecast-sources',
    tag,
    summary: 'Add a source of forecasts',
    permission: 'plans.write',
    body: createSourceBody,
    responses: { 201: sourceView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const outcome = await createSource(tx, body)
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readSource(tx, outcome.sourceId)
      invariant(view !== undefined, 'a source just added is there')
      return reply(201, view, { version: view.version, location: `/forecast-sources/${view.id}` })
    },
  }),
  question({
    path: '/forecast-sources/:sourceId',
    tag,
    summary: 'Read a source of forecasts',
    permission: 'plans.read',
    params: sourceParams,
    responses: { 200: sourceView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readSource(ask, params.sourceId as SourceId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/forecast-sources/:sourceId',
    tag,
    summary: 'Change, deactivate or activate a source of forecasts',
    permission: 'plans.write',
    params: sourceParams,
    body: changeSourceBody,
    responses: { 200: sourceView },
    problems: [404, 409, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const sourceId = params.sourceId as SourceId
      const outcome = await changeSource(tx, { sourceId, seenVersion: ifMatch, changes: body })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readSource(tx, sourceId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  question({
    path: '/forecast-editions',
    tag,
    summary: 'List editions of forecasts from outside, with what came of each',
    permission: 'plans.read',
    query: listEditionsQuery,
    responses: { 200: editionPage },
    run: async (ask, { query }) => reply(200, await listEditions(ask, query)),
  }),
  question({
    path: '/outside-forecasts',
    tag,
    summary: 'List figures of forecasts from outside, as they came',
    permission: 'plans.read',
    query: listOutsideQuery,
    responses: { 200: outsidePage },
    run: async (ask, { query }) => reply(200, await listOutside(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/outside-forecasts',
    tag,
    summary: 'Record figures of an edition of a forecast from outside',
    description:
      'The same figures again add nothing; other units need another edition. A day, week or month is ' +
      'spread evenly over its days and planned with by week.',
    permission: 'plans.write',
    body: recordOutsideBody,
    responses: { 201: recordedOutside },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const outcome = await recordOutside(tx, body)
      if (outcome.kind !== 'recorded') return problemFor(outcome)
      const { editionId, addedCount, knownCount } = outcome
      return reply(201, { editionId, addedCount, knownCount })
    },
  }),
]

const ofChoices: readonly Route[] = [
  question({
    path: '/forecast-choices',
    tag,
    summary: 'List whose forecast is planned with, by segment and place',
    permission: 'plans.read',
    query: listChoicesQuery,
    responses: { 200: choicePage },
    run: async (ask, { query }) => reply(200, await listChoices(ask, query)),
  }),
  command({
    method: 'PUT',
    path: '/forecast-choices/:segment',
    tag,
    summary: 'Choose whose forecast a segment is planned with, at one place or at all',
    description: 'The most exact choice holds: segment and place, segment, place, all (`*`).',
    permission: 'plans.write',
    params: choiceParams,
    query: choiceQuery,
    body: putChoiceBody,
    responses: { 200: choiceView },
    problems: [412, 422],
    run: async (tx, { params, query, body, ifMatch }) => {
      const key = { segment: params.segment, placeId: query.placeId ?? null }
      const outcome = await chooseSource(tx, { ...key, ...body, seenVersion: ifMatch })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readChoice(tx, key)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'DELETE',
    path: '/forecast-choices/:segment',
    tag,
    summary: 'Take a choice away',
    permission: 'plans.write',
    params: choiceParams,
    query: choiceQuery,
    responses: { 204: empty },
    problems: [404, 412],
    run: async (tx, { params, query, ifMatch }) => {
      const key = { segment: params.segment, placeId: query.placeId ?? null }
      const outcome = await forgetChoice(tx, { ...key, seenVersion: ifMatch })
      return outcome.kind === 'changed' ? reply(204) : problemFor(outcome)
    },
  }),
]

export const sourceRoutes: readonly Route[] = [...ofSources, ...ofChoices]
