import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { changeCategory } from '../actions/change-category.ts'
import { createCategory } from '../actions/create-category.ts'
import {
  categoryPage,
  categoryParams,
  categoryView,
  changeCategoryBody,
  createCategoryBody,
  listCategoriesQuery,
} from '../contract.ts'
import { listCategories, readCategory } from '../queries/list-categories.ts'
import type { ItemCategoryId } from '../queries/read-item-facts.ts'

const tag = 'items'

export const categoryRoutes: readonly Route[] = [
  question({
    path: '/item-categories',
    tag,
    summary: 'List item categories',
    permission: 'records.read',
    query: listCategoriesQuery,
    responses: { 200: categoryPage },
    run: async (ask, { query }) => reply(200, await listCategories(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/item-categories',
    tag,
    summary: 'Add an item category',
    permission: 'records.write',
    body: createCategoryBody,
    responses: { 201: categoryView },
    problems: [409],
    run: async (tx, { body }) => {
      const outcome = await createCategory(tx, { ...body, parentId: parentFromWire(body) })
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readCategory(tx, outcome.categoryId)
      invariant(view !== undefined, 'an item category just added is there')
      return reply(201, view, { version: view.version, location: `/item-categories/${view.id}` })
    },
  }),
  question({
    path: '/item-categories/:categoryId',
    tag,
    summary: 'Read an item category',
    permission: 'records.read',
    params: categoryParams,
    responses: { 200: categoryView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readCategory(ask, params.categoryId as ItemCategoryId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/item-categories/:categoryId',
    tag,
    summary: 'Change an item category',
    permission: 'records.write',
    params: categoryParams,
    body: changeCategoryBody,
    responses: { 200: categoryView },
    problems: [404, 409, 412],
    run: async (tx, { params, body, ifMatch }) => {
      const categoryId = params.categoryId as ItemCategoryId
      const outcome = await changeCategory(tx, {
        categoryId,
        seenVersion: ifMatch,
        changes: { ...body, parentId: parentFromWire(body) },
      })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readCategory(tx, categoryId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
]

function parentFromWire(body: { readonly parentId?: string | null | undefined }) {
  return body.parentId as ItemCategoryId | null | undefined
}
