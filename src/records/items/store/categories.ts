/** The only SQL that writes item categories. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { ItemCategoryId } from '../queries/read-item-facts.ts'

export type CategoryFields = {
  readonly code: string
  readonly name: string
  readonly parentId: ItemCategoryId | null
}

export type StoredCategory = CategoryFields & {
  readonly id: ItemCategoryId
  readonly version: number
}

/** @returns false when the code is taken */
export async function insertCategory(
  tx: Tx,
  id: ItemCategoryId,
  fields: CategoryFields,
): Promise<boolean> {
  const { rows } = await sql`
    insert into item_category (id, code, name, parent_id)
    values (${id}::uuid, ${fields.code}, ${fields.name}, ${fields.parentId}::uuid)
    on conflict (code) do nothing returning id
  `.execute(tx.db)
  return rows.length === 1
}

/** The whole tree is locked: of two moves at once, one could close a circle the other began. */
export async function lockCategories(tx: Tx): Promise<readonly StoredCategory[]> {
  const { rows } = await sql<StoredCategory>`
    select id, code, name, parent_id as "parentId", version from item_category order by id for update
  `.execute(tx.db)
  return rows
}

export async function updateCategory(tx: Tx, category: StoredCategory): Promise<void> {
  await sql`
    update item_category
    set code = ${category.code}, name = ${category.name}, parent_id = ${category.parentId}::uuid,
        version = version + 1
    where id = ${category.id}::uuid
  `.execute(tx.db)
}
