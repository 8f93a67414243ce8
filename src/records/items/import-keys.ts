/** Keys of an imported item that another item may have already. */
import type { Ask, Tx } from '#platform/work'
import type { CellError } from '#records/imports'

import { gtin14 } from './rules/gtin.ts'
import { readGtinOwners, readSourceOwners, type WholeItem } from './store/import-items.ts'

/** Which item has what. */
export type ImportedItem = {
  readonly skuByGtin: ReadonlyMap<string, string>
  readonly skuBySource: ReadonlyMap<string, string>
}

export async function readKeyOwners(
  ask: Ask | Tx,
  rows: readonly { readonly gtin?: string | undefined; readonly externalId?: string | undefined }[],
): Promise<ImportedItem> {
  const gtins = rows.map(({ gtin }) => gtin).filter((gtin) => gtin !== undefined)
  const externalIds = rows.map(({ externalId }) => externalId).filter((id) => id !== undefined)
  const byGtin = await readGtinOwners(ask, gtins)
  const bySource = await readSourceOwners(ask, externalIds)
  return {
    skuByGtin: new Map(byGtin.map(({ key, sku }) => [key, sku])),
    skuBySource: new Map(
      bySource.map((owner) => [sourceKey(owner.sourceSystem, owner.externalId), owner.sku]),
    ),
  }
}

export function keyErrors(
  { sku, gtin, sourceSystem, externalId }: WholeItem,
  { skuByGtin, skuBySource }: ImportedItem,
): readonly CellError[] {
  const errors: CellError[] = []
  const gtinOwner = gtin === '' ? undefined : skuByGtin.get(gtin14(gtin))
  if (gtinOwner !== undefined && gtinOwner !== sku) {
    const detail = `Check the GTIN: item ${gtinOwner} or one of its packs has it already.`
    errors.push({ code: 'gtin_taken', column: 'gtin', detail })
  }
  const sourceOwner = skuBySource.get(sourceKey(sourceSystem, externalId))
  if (sourceOwner !== undefined && sourceOwner !== sku) {
    const detail = `Choose another external id: item ${sourceOwner} has this one.`
    errors.push({ code: 'external_id_taken', column: 'externalId', detail })
  }
  return errors
}

function sourceKey(sourceSystem: string, externalId: string): string {
  return `${sourceSystem}\u001f${externalId}`
}
