import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type {
  ListPromotionEffectsQuery,
  PromotionEffectRow,
} from '../contract/promotion-effects.ts'

const sorts = {
  kind: { column: 'promotion_effect.kind', type: 'text' },
  observedCount: { column: 'promotion_effect.observed_count', type: 'bigint' },
  upliftFactor: { column: 'promotion_effect.uplift_factor', type: 'numeric' },
} as const

/** @throws {PermissionError} when the actor may not read demand */
export async function listPromotionEffects(
  ask: Ask,
  asked: ListPromotionEffectsQuery,
): Promise<Page<PromotionEffectRow>> {
  requirePermission(ask, 'demand.read')

  const { kind, itemId, categoryId, placeId, level } = asked
  let query = selectEffects(ask)
  if (kind !== undefined) query = query.where('promotion_effect.kind', '=', kind)
  if (itemId !== undefined) query = query.where('promotion_effect.item_id', '=', itemId)
  if (categoryId !== undefined) query = query.where('promotion_effect.category_id', '=', categoryId)
  if (placeId !== undefined) query = query.where('promotion_effect.place_id', '=', placeId)
  if (level === 'kind') {
    query = query
      .where('promotion_effect.item_id', 'is', null)
      .where('promotion_effect.category_id', 'is', null)
      .where('promotion_effect.place_id', 'is', null)
  }
  return readPage(ask, query, { sorts, id: 'promotion_effect.id', asked, toItem: toRow })
}

type Named = PromotionEffectRow['item']

function selectEffects(ask: Ask) {
  return ask.db
    .selectFrom('promotion_effect')
    .leftJoin('item', 'item.id', 'promotion_effect.item_id')
    .leftJoin('item_category', 'item_category.id', 'promotion_effect.category_id')
    .leftJoin('place', 'place.id', 'promotion_effect.place_id')
    .select([
      'promotion_effect.id',
      'promotion_effect.kind',
      named('item', 'sku').as('item'),
      named('item_category', 'code').as('category'),
      named('place', 'code').as('place'),
      'promotion_effect.uplift_factor as upliftFactor',
      'promotion_effect.dip_factor as dipFactor',
      'promotion_effect.price_elasticity as priceElasticity',
      'promotion_effect.observed_count as observedCount',
      'promotion_effect.standard_error as standardError',
      'promotion_effect.learned_at as learnedAt',
    ])
}

function named(table: string, code: string) {
  const [id, codeOf, name] = ['id', code, 'name'].map((column) => sql.ref(`${table}.${column}`))
  return sql<Named>`case when ${id} is null then null
    else json_build_object('id', ${id}, 'code', ${codeOf}, 'name', ${name}) end`
}

type Row = Omit<PromotionEffectRow, 'upliftLow' | 'upliftHigh' | 'learnedAt'> & {
  readonly standardError: number
  readonly learnedAt: Date
}

/** The error is one of logarithms, so the span around the factor is one of factors. */
function toRow(row: Row): PromotionEffectRow {
  const { id, kind, item, category, place } = row
  const { upliftFactor, dipFactor, priceElasticity, observedCount, standardError } = row
  const spread = Math.exp(standardError)
  return {
    ...{ id, kind, item, category, place },
    ...{ upliftFactor, dipFactor, priceElasticity, observedCount },
    upliftLow: upliftFactor / spread,
    upliftHigh: upliftFactor * spread,
    learnedAt: row.learnedAt.toISOString(),
  }
}
