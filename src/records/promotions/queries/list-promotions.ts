import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type SearchHit, searchHitsMax, startsWith } from '#platform/search'
import { type Ask, requirePermission } from '#platform/work'

import type { ListPromotionsQuery, PromotionRow, PromotionView } from '../contract.ts'
import type { PromotionId } from './promotions-between.ts'

const sorts = {
  startsOn: { column: 'promotion.starts_on', type: 'date' },
  endsOn: { column: 'promotion.ends_on', type: 'date' },
  name: { column: 'promotion.name', type: 'text' },
} as const

/** @throws {PermissionError} when the actor may not read demand */
export async function listPromotions(
  ask: Ask,
  asked: ListPromotionsQuery,
): Promise<Page<PromotionRow>> {
  requirePermission(ask, 'demand.read')

  const { q, kind, status, endsFrom, startsTo, itemId } = asked
  let query = selectPromotions(ask)
  if (q !== undefined) query = query.where(startsWith(['promotion.code', 'promotion.name'], q))
  if (kind !== undefined) query = query.where('promotion.kind', '=', kind)
  if (status !== undefined) query = query.where('promotion.status', '=', status)
  if (endsFrom !== undefined) query = query.where('promotion.ends_on', '>=', endsFrom)
  if (startsTo !== undefined) query = query.where('promotion.starts_on', '<=', startsTo)
  if (itemId !== undefined) {
    query = query.where((is) =>
      is.exists(
        is
          .selectFrom('promotion_scope')
          .select('promotion_scope.id')
          .whereRef('promotion_scope.promotion_id', '=', 'promotion.id')
          .where('promotion_scope.item_id', '=', itemId),
      ),
    )
  }
  return readPage(ask, query, { sorts, id: 'promotion.id', asked, toItem: toRow })
}

/** The first few whose code or name starts with the text, the latest first. */
export async function searchPromotions(ask: Ask, q: string): Promise<readonly SearchHit[]> {
  requirePermission(ask, 'demand.read')

  const { rows } = await sql<SearchHit>`
    select 'promotion' as kind, id, code, name from promotion
    where ${startsWith(['promotion.code', 'promotion.name'], q)}
    order by starts_on desc, id desc limit ${searchHitsMax}::int
  `.execute(ask.db)
  return rows
}

type ScopeView = PromotionView['scopes'][number]

/** @throws {PermissionError} when the actor may not read demand */
export async function readPromotion(
  ask: Ask,
  promotionId: PromotionId,
): Promise<PromotionView | undefined> {
  requirePermission(ask, 'demand.read')

  const row = await selectPromotions(ask)
    .select('promotion.note')
    .where('promotion.id', '=', promotionId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { rows: scopes } = await sql<ScopeView>`
    select ${named('i', 'sku')} as item, ${named('c', 'code')} as category,
           ${named('p', 'code')} as place, ${named('ch', 'code')} as channel,
           s.price_ratio_bps as "priceRatioBps"
    from promotion_scope s
    left join item i on i.id = s.item_id
    left join item_category c on c.id = s.category_id
    left join place p on p.id = s.place_id
    left join channel ch on ch.id = s.channel_id
    where s.promotion_id = ${promotionId}::uuid order by s.id
  `.execute(ask.db)
  return { ...toRow(row), note: row.note, scopes: [...scopes] }
}

function named(alias: string, code: 'sku' | 'code') {
  const [id, codeOf, name] = ['id', code, 'name'].map((column) => sql.ref(`${alias}.${column}`))
  return sql`case when ${id} is null then null
    else json_build_object('id', ${id}, 'code', ${codeOf}, 'name', ${name}) end`
}

function selectPromotions(ask: Ask) {
  return ask.db.selectFrom('promotion').select([
    'promotion.id',
    'promotion.code',
    'promotion.name',
    sql<PromotionRow['kind']>`promotion.kind`.as('kind'),
    sql<PromotionRow['status']>`promotion.status`.as('status'),
    'promotion.starts_on as startsOn',
    'promotion.ends_on as endsOn',
    'promotion.expected_uplift_bps as expectedUpliftBps',
    sql<number>`(select count(*)::int from promotion_scope s where s.promotion_id = promotion.id)`.as(
      'scopeCount',
    ),
    sql<number>`(select count(s.item_id)::int from promotion_scope s
        where s.promotion_id = promotion.id)`.as('itemCount'),
    sql<number>`(select count(s.category_id)::int from promotion_scope s
        where s.promotion_id = promotion.id)`.as('categoryCount'),
    'promotion.version',
  ])
}

/** Picked field by field, since a page's rows carry its cursor too. */
function toRow(row: PromotionRow): PromotionRow {
  const { id, code, name, kind, status, startsOn, endsOn } = row
  const { expectedUpliftBps, scopeCount, itemCount, categoryCount, version } = row
  const scopes = { scopeCount, itemCount, categoryCount }
  return { id, code, name, kind, status, startsOn, endsOn, expectedUpliftBps, ...scopes, version }
}
