/** The only SQL that writes what bundles are made of. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { ItemId } from '../queries/read-item-facts.ts'
import type { BundlePart } from '../rules/bundle.ts'

type Locked = {
  readonly id: ItemId
  /** It is a bundle; a part of another bundle than the given one. */
  readonly isBundle: boolean
  readonly isPart: boolean
}

/**
 * Locks items, so that of two bundles written at once neither becomes a part of the other unseen: the
 * second reads on after the first is committed. Those that exist, by id.
 */
export async function lockForBundle(
  tx: Tx,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, Locked>> {
  await sql`
    select from item where id = any(${itemIds}::uuid[]) order by id for no key update
  `.execute(tx.db)
  const { rows } = await sql<Locked>`
    select i.id,
           exists (select from bundle_part b where b.bundle_item_id = i.id) as "isBundle",
           exists (select from bundle_part b where b.part_item_id = i.id) as "isPart"
    from item i where i.id = any(${itemIds}::uuid[])
  `.execute(tx.db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Makes the parts of a bundle these: new ones in, others changed, those left out gone. */
export async function replaceParts(
  tx: Tx,
  bundleItemId: string,
  parts: readonly BundlePart[],
): Promise<void> {
  const partIds = parts.map(({ partItemId }) => partItemId)
  await sql`
    delete from bundle_part
    where bundle_item_id = ${bundleItemId}::uuid and part_item_id <> all(${partIds}::uuid[])
  `.execute(tx.db)
  if (parts.length === 0) return
  await sql`
    insert into bundle_part as there (id, bundle_item_id, part_item_id, part_units, price_share)
    select g.id, ${bundleItemId}::uuid, g.part_item_id, g.part_units, g.price_share
    from unnest(
      ${parts.map(() => tx.newId<'BundlePart'>())}::uuid[], ${partIds}::uuid[],
      ${parts.map(({ partUnits }) => partUnits)}::bigint[],
      ${parts.map(({ priceShare }) => priceShare)}::int[]
    ) as g (id, part_item_id, part_units, price_share)
    on conflict (bundle_item_id, part_item_id) do update
      set part_units = excluded.part_units, price_share = excluded.price_share
      where (there.part_units, there.price_share) <> (excluded.part_units, excluded.price_share)
  `.execute(tx.db)
}
