import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, empty, question, type Route, reply } from '#platform/http/route'

import { dropBundle, putBundle } from '../actions/put-bundle.ts'
import {
  bundleBody,
  bundleParams,
  bundlePartPage,
  bundleView,
  listBundlePartsQuery,
} from '../contract.ts'
import { listBundleParts, readBundle } from '../queries/bundle-parts.ts'
import type { ItemId } from '../queries/read-item-facts.ts'

const tag = 'items'

export const bundleRoutes: readonly Route[] = [
  question({
    path: '/bundle-parts',
    tag,
    summary: 'List what bundles are made of',
    permission: 'records.read',
    query: listBundlePartsQuery,
    responses: { 200: bundlePartPage },
    run: async (ask, { query }) => reply(200, await listBundleParts(ask, query)),
  }),
  command({
    method: 'PUT',
    path: '/bundle-parts/:bundleItemId',
    tag,
    summary: 'Say what a bundle is made of, all of it',
    permission: 'records.write',
    params: bundleParams,
    body: bundleBody,
    responses: { 200: bundleView },
    problems: [404, 422],
    run: async (tx, { params, body }) => {
      const bundleItemId = params.bundleItemId as ItemId
      const parts = body.parts.map((part) => ({ ...part, partItemId: part.partItemId as ItemId }))
      const outcome = await putBundle(tx, { bundleItemId, parts })
      if (outcome.kind !== 'put') return problemFor(outcome)
      return reply(200, { parts: await readBundle(tx, bundleItemId) })
    },
  }),
  command({
    method: 'DELETE',
    path: '/bundle-parts/:bundleItemId',
    tag,
    summary: 'Sell a bundle as one item from now on',
    permission: 'records.write',
    params: bundleParams,
    responses: { 204: empty },
    problems: [404],
    run: async (tx, { params }) => {
      const outcome = await dropBundle(tx, params.bundleItemId as ItemId)
      return outcome.kind === 'not_found' ? notFound() : reply(204)
    },
  }),
]
