import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { startsWith } from '#platform/search'
import { type Ask, requirePermission } from '#platform/work'

import type {
  EditionRow,
  ListEditionsQuery,
  ListSourcesQuery,
  SourceView,
} from '../contract/outside.ts'
import type { SourceId } from '../store/sources.ts'

const sourceSorts = {
  code: { column: 'forecast_source.code', type: 'text' },
  name: { column: 'forecast_source.name', type: 'text' },
} as const

/** @throws {PermissionError} when the actor may not read plans */
export async function listSources(ask: Ask, asked: ListSourcesQuery): Promise<Page<SourceView>> {
  requirePermission(ask, 'plans.read')

  const { q, status } = asked
  let query = selectSources(ask)
  if (q !== undefined) {
    query = query.where(startsWith(['forecast_source.code', 'forecast_source.name'], q))
  }
  if (status !== undefined) query = query.where('forecast_source.status', '=', status)
  return readPage(ask, query, {
    sorts: sourceSorts,
    id: 'forecast_source.id',
    asked,
    toItem: toSource,
  })
}

/** @throws {PermissionError} when the actor may not read plans */
export async function readSource(ask: Ask, sourceId: SourceId): Promise<SourceView | undefined> {
  requirePermission(ask, 'plans.read')

  const row = await selectSources(ask).where('forecast_source.id', '=', sourceId).executeTakeFirst()
  return row && toSource(row)
}

function selectSources(ask: Ask) {
  return ask.db.selectFrom('forecast_source').select([
    'forecast_source.id',
    'forecast_source.code',
    'forecast_source.name',
    'forecast_source.includes_promotions as includesPromotions',
    sql<SourceView['status']>`forecast_source.status`.as('status'),
    sql<number>`(select count(*)::int from forecast_edition e
        where e.source_id = forecast_source.id)`.as('editionCount'),
    sql<number>`(select count(*)::int from forecast f
        where f.source_id = forecast_source.id)`.as('plannedCount'),
    sql<SourceView['newest']>`(select json_build_object('name', e.name, 'madeOn', e.made_on)
        from forecast_edition e where e.source_id = forecast_source.id
        order by e.made_on desc, e.received_at desc, e.id desc limit 1)`.as('newest'),
    'forecast_source.version',
  ])
}

/** Picked field by field, since a page's rows carry its cursor too. */
function toSource(row: SourceView): SourceView {
  const { id, code, name, includesPromotions, status, version } = row
  const { editionCount, plannedCount, newest } = row
  return { id, code, name, includesPromotions, status, editionCount, newest, plannedCount, version }
}

const editionSorts = { madeOn: { column: 'forecast_edition.made_on', type: 'date' } } as const

/** @throws {PermissionError} when the actor may not read plans */
export async function listEditions(ask: Ask, asked: ListEditionsQuery): Promise<Page<EditionRow>> {
  requirePermission(ask, 'plans.read')

  let query = ask.db
    .selectFrom('forecast_edition')
    .innerJoin('forecast_source', 'forecast_source.id', 'forecast_edition.source_id')
    .select([
      'forecast_edition.id',
      'forecast_source.id as sourceId',
      'forecast_source.code',
      'forecast_source.name as sourceName',
      'forecast_edition.name',
      sql<EditionRow['period']>`forecast_edition.period`.as('period'),
      'forecast_edition.made_on as madeOn',
      sql<number>`forecast_edition.figure_count::float8`.as('figureCount'),
      sql<number>`forecast_edition.pair_count::float8`.as('pairCount'),
      'forecast_edition.first_on as firstOn',
      'forecast_edition.last_on as lastOn',
      'forecast_edition.received_at as receivedAt',
    ])
  const { sourceId } = asked
  if (sourceId !== undefined) query = query.where('forecast_edition.source_id', '=', sourceId)
  return readPage(ask, query, {
    sorts: editionSorts,
    id: 'forecast_edition.id',
    asked,
    toItem: (row): EditionRow => ({
      id: row.id,
      source: { id: row.sourceId, code: row.code, name: row.sourceName },
      name: row.name,
      period: row.period,
      madeOn: row.madeOn,
      figureCount: row.figureCount,
      pairCount: row.pairCount,
      firstOn: row.firstOn,
      lastOn: row.lastOn,
      receivedAt: row.receivedAt.toISOString(),
    }),
  })
}
