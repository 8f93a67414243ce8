import { type Refused, refused } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import type { ItemCategoryId } from '../queries/read-item-facts.ts'
import { insertCategory, lockCategories } from '../store/categories.ts'

export type CreateCategory = {
  readonly code: string
  readonly name: string
  readonly parentId?: ItemCategoryId | null | undefined
}

/** @throws {PermissionError} when the actor may not write records */
export async function createCategory(
  tx: Tx,
  command: CreateCategory,
): Promise<{ readonly kind: 'created'; readonly categoryId: ItemCategoryId } | Refused> {
  requirePermission(tx, 'records.write')

  const { code, name, parentId = null } = command
  const categories = await lockCategories(tx)
  if (parentId !== null && !categories.some((each) => each.id === parentId)) {
    return refused(parentUnknown)
  }
  const categoryId = tx.newId<'ItemCategory'>()
  if (await insertCategory(tx, categoryId, { code, name, parentId })) {
    return { kind: 'created', categoryId }
  }
  return refused(codeTaken(code))
}

export const parentUnknown = {
  code: 'parent_unknown',
  detail: 'Name a category above it that exists: list them under /item-categories.',
  pointer: '/parentId',
}

export function codeTaken(code: string) {
  const detail = `Choose another code: a category ${code} exists already.`
  return { code: 'code_taken', detail, pointer: '/code' }
}
