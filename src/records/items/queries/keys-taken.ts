import { sql } from 'kysely'

import type { ErrorFact } from '#platform/http/problem'
import type { Tx } from '#platform/work'

import { gtin14 } from '../rules/gtin.ts'
import type { PackTerms } from '../rules/item-terms.ts'
import type { ItemFields } from '../store/items.ts'

type Keys = Pick<ItemFields, 'sku' | 'gtin' | 'categoryId' | 'sourceSystem' | 'externalId'>

type Taken = {
  readonly sku: string
  readonly gtin: string | null
  readonly same: 'sku' | 'external_id' | 'gtin'
}

/** Why other records stand in the way of this item: every reason. */
export async function keysTaken(
  tx: Tx,
  given: Keys,
  packs: readonly PackTerms[],
  exceptId: string | null,
): Promise<readonly ErrorFact[]> {
  const gtins = [given.gtin, ...packs.map((pack) => pack.gtin)].map((gtin) =>
    gtin === '' ? '' : gtin14(gtin),
  )
  const { rows } = await sql<Taken>`
    select sku, null as gtin, 'sku' as same from item
    where sku = ${given.sku} and id is distinct from ${exceptId}::uuid
    union all
    select sku, null, 'external_id' from item
    where external_id = ${given.externalId} and external_id <> ''
      and source_system = ${given.sourceSystem} and id is distinct from ${exceptId}::uuid
    union all
    select sku, lpad(gtin, 14, '0'), 'gtin' from item
    where gtin <> '' and lpad(gtin, 14, '0') = any(${gtins}::text[])
      and id is distinct from ${exceptId}::uuid
    union all
    select i.sku, lpad(p.gtin, 14, '0'), 'gtin' from item_pack p join item i on i.id = p.item_id
    where p.gtin <> '' and lpad(p.gtin, 14, '0') = any(${gtins}::text[])
      and p.item_id is distinct from ${exceptId}::uuid
  `.execute(tx.db)
  return [...rows.map((row) => takenError(row, gtins)), ...(await categoryErrors(tx, given))]
}

function takenError({ sku, gtin, same }: Taken, gtins: readonly string[]): ErrorFact {
  switch (same) {
    case 'sku': {
      const detail = `Choose another SKU: an item with SKU ${sku} exists already.`
      return { code: 'sku_taken', detail, pointer: '/sku' }
    }
    case 'external_id': {
      const detail = `Choose another external id: item ${sku} has this one.`
      return { code: 'external_id_taken', detail, pointer: '/externalId' }
    }
    case 'gtin': {
      const index = gtins.indexOf(gtin ?? '')
      const pointer = index <= 0 ? '/gtin' : `/packs/${index - 1}/gtin`
      const detail = `Check the GTIN: item ${sku} or one of its packs has it already.`
      return { code: 'gtin_taken', detail, pointer }
    }
  }
}

async function categoryErrors(tx: Tx, { categoryId }: Keys): Promise<readonly ErrorFact[]> {
  if (categoryId === null) return []
  const { rows } = await sql`
    select 1 from item_category where id = ${categoryId}::uuid
  `.execute(tx.db)
  if (rows.length === 1) return []
  const detail = 'Name a category that exists: list them under /item-categories.'
  return [{ code: 'category_unknown', detail, pointer: '/categoryId' }]
}
