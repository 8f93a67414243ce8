import { question, type Route, reply } from '#platform/http/route'

import { listPromotionEffectsQuery, promotionEffectPage } from '../contract/promotion-effects.ts'
import { listPromotionEffects } from '../queries/list-promotion-effects.ts'

export const promotionEffectRoutes: readonly Route[] = [
  question({
    path: '/promotion-effects',
    tag: 'demand',
    summary: 'List what promotions do to demand, as it was learned',
    permission: 'demand.read',
    query: listPromotionEffectsQuery,
    responses: { 200: promotionEffectPage },
    run: async (ask, { query }) => reply(200, await listPromotionEffects(ask, query)),
  }),
]
