import { type Refused, refused, withChanges } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import { keysTaken } from '../queries/keys-taken.ts'
import type { ItemId } from '../queries/read-item-facts.ts'
import { itemFaults, type PackTerms } from '../rules/item-terms.ts'
import { ensureUnits, type ItemFields, insertItem, replacePacks } from '../store/items.ts'

export type CreateItem = Pick<ItemFields, 'sku' | 'name' | 'unit'> & {
  readonly [Name in keyof ItemFields]?: ItemFields[Name] | undefined
} & { readonly packs?: readonly PackTerms[] | undefined }

const usual: Omit<ItemFields, 'sku' | 'name' | 'unit'> = {
  description: '',
  gtin: '',
  unitDecimals: 0,
  categoryId: null,
  valuationMethod: 'fifo',
  weightGrams: null,
  volumeCm3: null,
  tracksLots: false,
  tracksExpiry: false,
  status: 'active',
  sourceSystem: '',
  externalId: '',
}

/**
 * Adds an item with its packs. Units not listed yet are added to the list.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function createItem(
  tx: Tx,
  command: CreateItem,
): Promise<{ readonly kind: 'created'; readonly itemId: ItemId } | Refused> {
  requirePermission(tx, 'records.write')

  const { packs = [], ...given } = command
  const fields = withChanges<ItemFields>(
    { ...usual, sku: given.sku, name: given.name, unit: given.unit },
    given,
  )
  const faults = [
    ...itemFaults({ ...fields, packs }),
    ...(await keysTaken(tx, fields, packs, null)),
  ]
  if (faults.length > 0) return refused(...faults)
  await ensureUnits(tx, [fields.unit, ...packs.map((pack) => pack.unit)])
  const itemId = tx.newId<'Item'>()
  if (!(await insertItem(tx, itemId, fields))) {
    // Somebody else added it a moment ago.
    return refused(...(await keysTaken(tx, fields, packs, null)))
  }
  await replacePacks(tx, itemId, packs)
  announce(tx, 'item.created', { kind: 'item', id: itemId }, { sku: fields.sku })
  return { kind: 'created', itemId }
}
