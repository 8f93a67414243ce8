import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { changePromotion } from './actions/change-promotion.ts'
import { createPromotion } from './actions/create-promotion.ts'
import {
  changePromotionBody,
  createPromotionBody,
  listPromotionsQuery,
  promotionPage,
  promotionParams,
  promotionView,
} from './contract.ts'
import { listPromotions, readPromotion } from './queries/list-promotions.ts'
import type { PromotionId } from './queries/promotions-between.ts'
import type { Scope } from './rules/promotion-terms.ts'

const tag = 'promotions'

export const routes: readonly Route[] = [
  question({
    path: '/promotions',
    tag,
    summary: 'List promotions and other events',
    permission: 'demand.read',
    query: listPromotionsQuery,
    responses: { 200: promotionPage },
    run: async (ask, { query }) => reply(200, await listPromotions(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/promotions',
    tag,
    summary: 'Add a promotion or event',
    permission: 'demand.write',
    body: createPromotionBody,
    responses: { 201: promotionView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const outcome = await createPromotion(tx, { ...body, scopes: scopesOf(body.scopes) })
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readPromotion(tx, outcome.promotionId)
      invariant(view !== undefined, 'a promotion just added is there')
      return reply(201, view, { version: view.version, location: `/promotions/${view.id}` })
    },
  }),
  question({
    path: '/promotions/:promotionId',
    tag,
    summary: 'Read a promotion with what it is about',
    permission: 'demand.read',
    params: promotionParams,
    responses: { 200: promotionView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readPromotion(ask, params.promotionId as PromotionId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/promotions/:promotionId',
    tag,
    summary: 'Change, confirm or cancel a promotion',
    permission: 'demand.write',
    params: promotionParams,
    body: changePromotionBody,
    responses: { 200: promotionView },
    problems: [404, 409, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const promotionId = params.promotionId as PromotionId
      const { scopes: given, ...changes } = body
      const scopes = given && scopesOf(given)
      const outcome = await changePromotion(tx, {
        promotionId,
        seenVersion: ifMatch,
        changes,
        scopes,
      })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readPromotion(tx, promotionId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
]

type ScopeInput = { readonly [Name in keyof Scope]?: Scope[Name] | undefined }

function scopesOf(given: readonly ScopeInput[]): readonly Scope[] {
  return given.map((scope) => ({
    itemId: scope.itemId ?? null,
    categoryId: scope.categoryId ?? null,
    placeId: scope.placeId ?? null,
    channelId: scope.channelId ?? null,
    priceRatioBps: scope.priceRatioBps ?? null,
  }))
}
