import {
  type Changed,
  type NotFound,
  planChange,
  type Refused,
  refused,
  type Stale,
} from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import { keysTaken } from '../queries/keys-taken.ts'
import type { ItemId } from '../queries/read-item-facts.ts'
import { itemFaults, type PackTerms } from '../rules/item-terms.ts'
import {
  ensureUnits,
  type ItemFields,
  lockItem,
  readStoredPacks,
  replacePacks,
  updateItem,
} from '../store/items.ts'

/** Unit, decimals, valuation and lots stay: what was counted and valued by them would lie. */
export type ChangeableItemFields = Omit<
  ItemFields,
  'unit' | 'unitDecimals' | 'valuationMethod' | 'tracksLots'
>

export type ChangeItem = {
  readonly itemId: ItemId
  /** The version the caller saw; absent: whatever it is. */
  readonly seenVersion?: number | undefined
  readonly changes: {
    readonly [Name in keyof ChangeableItemFields]?: ChangeableItemFields[Name] | undefined
  }
  /** All packs it has from now on; absent: those it has. */
  readonly packs?: readonly PackTerms[] | undefined
}

/**
 * Changes what is given and leaves the rest; `status` deactivates and activates.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function changeItem(
  tx: Tx,
  command: ChangeItem,
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'records.write')

  const { itemId, seenVersion: seen, changes } = command
  const before = await lockItem(tx, itemId)
  const evenIfSame = command.packs !== undefined
  const plan = await planChange(tx, { table: 'item', before, seen, changes, evenIfSame })
  if (plan.kind !== 'differs') return plan

  const { after } = plan
  const packs = command.packs ?? (await readStoredPacks(tx, itemId))
  const faults = [
    ...itemFaults({ ...after, packs }),
    ...(await keysTaken(tx, after, packs, itemId)),
  ]
  if (faults.length > 0) return refused(...faults)
  await updateItem(tx, after)
  if (command.packs !== undefined) {
    await ensureUnits(
      tx,
      packs.map((pack) => pack.unit),
    )
    await replacePacks(tx, itemId, packs)
  }
  announce(tx, 'item.changed', { kind: 'item', id: itemId }, { sku: after.sku })
  return { kind: 'changed' }
}
