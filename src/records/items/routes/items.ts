import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { changeItem } from '../actions/change-item.ts'
import { createItem } from '../actions/create-item.ts'
import {
  changeItemBody,
  createItemBody,
  itemPage,
  itemParams,
  itemView,
  listItemsQuery,
} from '../contract.ts'
import { listItems, readItem } from '../queries/list-items.ts'
import type { ItemId } from '../queries/read-item-facts.ts'
import { fieldsFromWire, packsFromWire } from './wire.ts'

const tag = 'items'

export const itemRoutes: readonly Route[] = [
  question({
    path: '/items',
    tag,
    summary: 'List items',
    permission: 'records.read',
    query: listItemsQuery,
    responses: { 200: itemPage },
    run: async (ask, { query }) => reply(200, await listItems(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/items',
    tag,
    summary: 'Add an item',
    permission: 'records.write',
    body: createItemBody,
    responses: { 201: itemView },
    problems: [409],
    run: async (tx, { body }) => {
      const outcome = await createItem(tx, {
        ...fieldsFromWire(body),
        packs: packsFromWire(body.packs),
      })
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readItem(tx, outcome.itemId)
      invariant(view !== undefined, 'an item just added is there')
      return reply(201, view, { version: view.version, location: `/items/${view.id}` })
    },
  }),
  question({
    path: '/items/:itemId',
    tag,
    summary: 'Read an item',
    permission: 'records.read',
    params: itemParams,
    responses: { 200: itemView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readItem(ask, params.itemId as ItemId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/items/:itemId',
    tag,
    summary: 'Change, deactivate or activate an item',
    permission: 'records.write',
    params: itemParams,
    body: changeItemBody,
    responses: { 200: itemView },
    problems: [404, 409, 412],
    run: async (tx, { params, body, ifMatch }) => {
      const itemId = params.itemId as ItemId
      const outcome = await changeItem(tx, {
        itemId,
        seenVersion: ifMatch,
        changes: fieldsFromWire(body),
        packs: packsFromWire(body.packs),
      })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readItem(tx, itemId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
]
