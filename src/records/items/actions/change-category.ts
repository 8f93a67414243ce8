import {
  type Changed,
  type NotFound,
  planChange,
  type Refused,
  refused,
  type Stale,
} from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { requirePermission, type Tx } from '#platform/work'

import type { ItemCategoryId } from '../queries/read-item-facts.ts'
import { closesCircle } from '../rules/category-tree.ts'
import {
  type CategoryFields,
  lockCategories,
  type StoredCategory,
  updateCategory,
} from '../store/categories.ts'
import { codeTaken, parentUnknown } from './create-category.ts'

export type ChangeCategory = {
  readonly categoryId: ItemCategoryId
  readonly seenVersion?: number | undefined
  readonly changes: { readonly [Name in keyof CategoryFields]?: CategoryFields[Name] | undefined }
}

/** @throws {PermissionError} when the actor may not write records */
export async function changeCategory(
  tx: Tx,
  command: ChangeCategory,
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'records.write')

  const { categoryId: id, seenVersion: seen, changes } = command
  const categories = await lockCategories(tx)
  const before = categories.find((each) => each.id === id)
  const plan = await planChange(tx, { table: 'item_category', before, seen, changes })
  if (plan.kind !== 'differs') return plan

  const { after } = plan
  const errors = faultsOf(after, categories)
  if (errors.length > 0) return refused(...errors)
  await updateCategory(tx, after)
  return { kind: 'changed' }
}

function faultsOf(
  after: StoredCategory,
  categories: readonly StoredCategory[],
): readonly ErrorFact[] {
  const faults: ErrorFact[] = []
  const others = categories.filter((each) => each.id !== after.id)
  if (others.some((each) => each.code === after.code)) faults.push(codeTaken(after.code))
  if (after.parentId !== null && !categories.some((each) => each.id === after.parentId)) {
    faults.push(parentUnknown)
  }
  if (closesCircle(categories, after.id, after.parentId)) {
    const detail = 'Choose another category above it: this one is the same, or stands below it.'
    faults.push({ code: 'category_circle', detail, pointer: '/parentId' })
  }
  return faults
}
