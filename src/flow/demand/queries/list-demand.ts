import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { startsWith } from '#platform/search'
import { quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { DemandRow, ListDemandQuery } from '../contract.ts'
import { kindsOf, type MarkKind, markBits } from '../rules/marks.ts'
import { type Named, named } from './named.ts'

const sorts = {
  last52Weeks: { column: 'demand_series.units_52w', type: 'bigint' },
  last13Weeks: { column: 'demand_series.units_13w', type: 'bigint' },
  last4Weeks: { column: 'demand_series.units_4w', type: 'bigint' },
  lastSoldOn: { column: 'demand_series.last_sold_on', type: 'date', nullable: true },
  sku: { column: 'item.sku', type: 'text' },
} as const

/** @throws {PermissionError} when the actor may not read demand */
export async function listDemand(ask: Ask, asked: ListDemandQuery): Promise<Page<DemandRow>> {
  requirePermission(ask, 'demand.read')

  const { q, itemId, placeId, categoryId, mark } = asked
  let query = selectDemand(ask)
  if (q !== undefined) query = query.where(startsWith(['item.sku', 'item.name'], q))
  if (itemId !== undefined) query = query.where('demand_series.item_id', '=', itemId)
  if (placeId !== undefined) query = query.where('demand_series.place_id', '=', placeId)
  if (categoryId !== undefined) query = query.where('item.category_id', '=', categoryId)
  if (mark !== undefined) {
    const bit = markBits[mark as MarkKind]
    query = query.where(
      sql<boolean>`demand_series.mark_kinds <> 0 and demand_series.mark_kinds & ${bit}::int2 <> 0`,
    )
  }
  return readPage(ask, query, { sorts, id: 'demand_series.id', asked, toItem: toRow })
}

function selectDemand(ask: Ask) {
  return ask.db
    .selectFrom('demand_series')
    .innerJoin('item', 'item.id', 'demand_series.item_id')
    .innerJoin('place', 'place.id', 'demand_series.place_id')
    .where('demand_series.channel_id', 'is', null)
    .where('demand_series.period', '=', 'week')
    .select([
      named('item', 'sku').as('item'),
      named('place').as('place'),
      'item.unit',
      'item.unit_decimals as unitDecimals',
      'demand_series.units_4w as units4w',
      'demand_series.units_13w as units13w',
      'demand_series.units_52w as units52w',
      sql<string | null>`demand_series.first_sold_on`.as('firstSoldOn'),
      sql<string | null>`demand_series.last_sold_on`.as('lastSoldOn'),
      'demand_series.mark_kinds as markKinds',
      'demand_series.ends_on as endsOn',
      sql<Date>`demand_series.computed_at`.as('computedAt'),
    ])
}

type Selected = Pick<DemandRow, 'unit' | 'firstSoldOn' | 'lastSoldOn' | 'endsOn'> & {
  readonly item: Named
  readonly place: Named
  readonly unitDecimals: number
  readonly units4w: bigint
  readonly units13w: bigint
  readonly units52w: bigint
  readonly markKinds: number
  readonly computedAt: Date
}

function toRow(row: Selected): DemandRow {
  const { item, place, unit, firstSoldOn, lastSoldOn, endsOn } = row
  return {
    item,
    place,
    unit,
    last4Weeks: quantityToWire(row.units4w, row),
    last13Weeks: quantityToWire(row.units13w, row),
    last52Weeks: quantityToWire(row.units52w, row),
    firstSoldOn,
    lastSoldOn,
    marks: [...kindsOf(row.markKinds)],
    endsOn,
    computedAt: row.computedAt.toISOString(),
  }
}
