import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { startsWith } from '#platform/search'
import { type Ask, requirePermission, type Tx } from '#platform/work'

import type { ListPlanningItemsQuery, PlanningItemView } from '../contract.ts'

const sorts = { sku: { column: 'item.sku', type: 'text' } } as const

type Pair = { readonly itemId: string; readonly placeId: string }

/** @throws {PermissionError} when the actor may not read plans */
export async function listPlanningItems(
  ask: Ask,
  asked: ListPlanningItemsQuery,
): Promise<Page<PlanningItemView>> {
  requirePermission(ask, 'plans.read')

  const { q, itemId, placeId } = asked
  let query = selectPlanningItems(ask)
  if (q !== undefined) query = query.where(startsWith(['item.sku', 'item.name'], q))
  if (itemId !== undefined) query = query.where('planning_item.item_id', '=', itemId)
  if (placeId !== undefined) query = query.where('planning_item.place_id', '=', placeId)
  return readPage(ask, query, { sorts, id: 'planning_item.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read plans */
export async function readPlanningItem(
  ask: Ask | Tx,
  pair: Pair,
): Promise<PlanningItemView | undefined> {
  requirePermission(ask, 'plans.read')

  const row = await selectPlanningItems(ask)
    .where('planning_item.item_id', '=', pair.itemId)
    .where('planning_item.place_id', '=', pair.placeId)
    .executeTakeFirst()
  return row && toView(row)
}

function selectPlanningItems(ask: Ask | Tx) {
  return ask.db
    .selectFrom('planning_item')
    .innerJoin('item', 'item.id', 'planning_item.item_id')
    .innerJoin('place', 'place.id', 'planning_item.place_id')
    .select([
      'planning_item.id',
      'planning_item.item_id as itemId',
      'item.sku',
      'item.name as itemName',
      'planning_item.place_id as placeId',
      'place.code as placeCode',
      'place.name as placeName',
      sql<PlanningItemView['criticality']>`planning_item.criticality`.as('criticality'),
      'planning_item.shelf_life_days as shelfLifeDays',
      'planning_item.analog_item_id as analogItemId',
      'planning_item.launch_on as launchOn',
      'planning_item.end_on as endOn',
      'planning_item.is_planned as isPlanned',
      'planning_item.version',
    ])
}

type Selected = Omit<PlanningItemView, 'item' | 'place'> & {
  readonly itemId: string
  readonly sku: string
  readonly itemName: string
  readonly placeId: string
  readonly placeCode: string
  readonly placeName: string
}

function toView(row: Selected): PlanningItemView {
  const { id, criticality, shelfLifeDays, analogItemId, launchOn, endOn, isPlanned, version } = row
  return {
    id,
    item: { id: row.itemId, sku: row.sku, name: row.itemName },
    place: { id: row.placeId, code: row.placeCode, name: row.placeName },
    criticality,
    shelfLifeDays,
    analogItemId,
    launchOn,
    endOn,
    isPlanned,
    version,
  }
}
