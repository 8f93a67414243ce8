import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { ListScoresQuery, ScoreRow } from '../contract/accuracy.ts'

const sorts = {
  key: { column: 'forecast_score_group.key', type: 'text' },
  seriesCount: { column: 'forecast_score_group.series_count', type: 'bigint' },
  actualUnits: { column: 'forecast_score_group.actual_units', type: 'numeric' },
  wape: { column: 'forecast_score_group.wape', type: 'numeric', nullable: true },
  bias: { column: 'forecast_score_group.bias', type: 'numeric', nullable: true },
  trackingSignal: {
    column: 'forecast_score_group.tracking_signal',
    type: 'numeric',
    nullable: true,
  },
  naiveWape: { column: 'forecast_score_group.naive_wape', type: 'numeric', nullable: true },
  statisticalAdded: {
    column: 'forecast_score_group.statistical_added',
    type: 'numeric',
    nullable: true,
  },
  promotionsAdded: {
    column: 'forecast_score_group.promotion_added',
    type: 'numeric',
    nullable: true,
  },
  sourceAdded: { column: 'forecast_score_group.source_added', type: 'numeric', nullable: true },
  overridesAdded: {
    column: 'forecast_score_group.override_added',
    type: 'numeric',
    nullable: true,
  },
} as const

/**
 * How right forecasts were, added up; as the job after the last run left it.
 *
 * @throws {PermissionError} when the actor may not read plans
 */
export async function listScores(ask: Ask, asked: ListScoresQuery): Promise<Page<ScoreRow>> {
  requirePermission(ask, 'plans.read')

  const { by, sourceId } = asked
  let query = selectScores(ask).where('forecast_score_group.kind', '=', by)
  if (by !== 'source') {
    query =
      sourceId === undefined
        ? query.where('forecast_score_group.source_id', 'is', null)
        : query.where('forecast_score_group.source_id', '=', sourceId)
  }
  return readPage(ask, query, {
    sorts,
    id: 'forecast_score_group.id',
    idType: 'text',
    asked,
    toItem: toRow,
  })
}

function selectScores(ask: Ask) {
  return ask.db
    .selectFrom('forecast_score_group')
    .leftJoin('forecast_source', 'forecast_source.id', 'forecast_score_group.source_id')
    .leftJoin('supplier', (join) =>
      join.on(
        sql<boolean>`forecast_score_group.kind = 'supplier' and supplier.id::text = forecast_score_group.key`,
      ),
    )
    .leftJoin('place', (join) =>
      join.on(
        sql<boolean>`forecast_score_group.kind = 'place' and place.id::text = forecast_score_group.key`,
      ),
    )
    .leftJoin('item_category', (join) =>
      join.on(
        sql<boolean>`forecast_score_group.kind = 'category' and item_category.id::text = forecast_score_group.key`,
      ),
    )
    .select([
      'forecast_score_group.id',
      'forecast_score_group.key',
      sql<string>`case forecast_score_group.kind
        when 'segment' then forecast_score_group.key
        else coalesce(supplier.code, place.code, item_category.code, forecast_source.code, '') end`.as(
        'code',
      ),
      sql<string>`case forecast_score_group.kind
        when 'segment' then forecast_score_group.key
        else coalesce(supplier.name, place.name, item_category.name, forecast_source.name, '') end`.as(
        'name',
      ),
      'forecast_source.id as sourceId',
      'forecast_source.code as sourceCode',
      'forecast_source.name as sourceName',
      'forecast_score_group.series_count as seriesCount',
      sql<number>`forecast_score_group.week_count::float8`.as('weekCount'),
      'forecast_score_group.actual_units as actualUnits',
      'forecast_score_group.wape',
      'forecast_score_group.bias',
      'forecast_score_group.mase',
      'forecast_score_group.rmsse',
      'forecast_score_group.tracking_signal as trackingSignal',
      'forecast_score_group.naive_wape as naiveWape',
      'forecast_score_group.statistical_added as statistical',
      'forecast_score_group.promotion_added as promotions',
      'forecast_score_group.source_added as sourceAdded',
      'forecast_score_group.override_added as overrides',
    ])
}

type Selected = Omit<ScoreRow, 'source' | 'valueAdded'> & {
  readonly sourceId: string | null
  readonly sourceCode: string | null
  readonly sourceName: string | null
  readonly statistical: number | null
  readonly promotions: number | null
  readonly sourceAdded: number | null
  readonly overrides: number | null
}

function toRow(row: Selected): ScoreRow {
  const { id, key, code, name, seriesCount, weekCount, actualUnits } = row
  const { wape, bias, mase, rmsse, trackingSignal, naiveWape, sourceId } = row
  const { statistical, promotions, sourceAdded: source, overrides } = row
  return {
    id,
    key,
    code,
    name,
    source:
      sourceId === null
        ? null
        : { id: sourceId, code: row.sourceCode ?? '', name: row.sourceName ?? '' },
    seriesCount,
    weekCount,
    actualUnits,
    wape,
    bias,
    mase,
    rmsse,
    trackingSignal,
    naiveWape,
    valueAdded: { statistical, promotions, source, overrides },
  }
}
