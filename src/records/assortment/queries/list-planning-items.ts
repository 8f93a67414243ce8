import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { pairRows } from '#platform/pair-ranges'
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

  const { q, itemId, placeId, criticality, isPlanned, hasLife } = asked
  let query = selectPlanningItems(ask)
  if (q !== undefined) query = query.where(startsWith(['item.sku', 'item.name'], q))
  if (itemId !== undefined) query = query.where('planning_item.item_id', '=', itemId)
  if (placeId !== undefined) query = query.where('planning_item.place_id', '=', placeId)
  if (criticality !== undefined) {
    query = query.where('planning_item.criticality', '=', criticality)
  }
  if (isPlanned !== undefined) {
    query = query.where('planning_item.is_planned', '=', isPlanned === 'true')
  }
  if (hasLife !== undefined) {
    query = query.where(
      sql<boolean>`(planning_item.launch_on is not null or planning_item.end_on is not null)`,
    )
  }
  return readPage(ask, query, { sorts, id: 'planning_item.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read plans */
export async function readPlanningItems(
  ask: Ask | Tx,
  pairs: readonly Pair[],
): Promise<readonly PlanningItemView[]> {
  requirePermission(ask, 'plans.read')

  const rows = await selectPlanningItems(ask)
    .where(
      sql<boolean>`(planning_item.item_id, planning_item.place_id) in (select * from ${pairRows(pairs)})`,
    )
    .orderBy('item.sku')
    .orderBy('planning_item.id')
    .execute()
  return rows.map(toView)
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
    .leftJoin('item as analog', 'analog.id', 'planning_item.analog_item_id')
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
      'analog.sku as analogSku',
      'analog.name as analogName',
      'planning_item.launch_on as launchOn',
      'planning_item.end_on as endOn',
      'planning_item.is_planned as isPlanned',
      'planning_item.version',
    ])
}

type Selected = Omit<PlanningItemView, 'item' | 'place' | 'analogItem'> & {
  readonly analogSku: string | null
  readonly analogName: string | null
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
    analogItem:
      analogItemId === null
        ? null
        : { id: analogItemId, sku: row.analogSku ?? '', name: row.analogName ?? '' },
    launchOn,
    endOn,
    isPlanned,
    version,
  }
}
