import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { CategoryView, ListCategoriesQuery } from '../contract.ts'
import type { ItemCategoryId } from './read-item-facts.ts'

const sorts = { code: { column: 'item_category.code', type: 'text' } } as const

/** @throws {PermissionError} when the actor may not read records */
export async function listCategories(
  ask: Ask,
  asked: ListCategoriesQuery,
): Promise<Page<CategoryView>> {
  requirePermission(ask, 'records.read')

  let query = selectCategories(ask)
  if (asked.parentId !== undefined) {
    query = query.where('item_category.parent_id', '=', asked.parentId)
  }
  return readPage(ask, query, { sorts, id: 'item_category.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read records */
export async function readCategory(
  ask: Ask,
  categoryId: ItemCategoryId,
): Promise<CategoryView | undefined> {
  requirePermission(ask, 'records.read')

  const row = await selectCategories(ask)
    .where('item_category.id', '=', categoryId)
    .executeTakeFirst()
  return row && toView(row)
}

function selectCategories(ask: Ask) {
  return ask.db
    .selectFrom('item_category')
    .select([
      'item_category.id',
      'item_category.code',
      'item_category.name',
      'item_category.parent_id as parentId',
      'item_category.version',
    ])
}

function toView({ id, code, name, parentId, version }: CategoryView): CategoryView {
  return { id, code, name, parentId, version }
}
