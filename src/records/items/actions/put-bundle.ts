import { type NotFound, type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { type QuantityWire, quantityFromWire } from '#platform/wire'
import { requirePermission, type Tx } from '#platform/work'

import { type ItemFacts, type ItemId, readItemFacts } from '../queries/read-item-facts.ts'
import { type BundleFault, type BundlePart, bundleFaults } from '../rules/bundle.ts'
import { lockForBundle, replaceParts } from '../store/bundles.ts'

export type PutBundle = {
  readonly bundleItemId: ItemId
  readonly parts: readonly {
    readonly partItemId: ItemId
    /** Of the part, in one stocking unit of the bundle. */
    readonly quantity: QuantityWire
    readonly priceShare?: number | undefined
  }[]
}

/**
 * Says what a bundle is made of, all of it. Orders that are there keep the parts they were made with.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function putBundle(
  tx: Tx,
  { bundleItemId, parts: given }: PutBundle,
): Promise<{ readonly kind: 'put' } | NotFound | Refused> {
  requirePermission(tx, 'records.write')

  const ids = [...new Set([bundleItemId, ...given.map(({ partItemId }) => partItemId)])]
  const locked = await lockForBundle(tx, ids)
  if (!locked.has(bundleItemId)) return { kind: 'not_found' }
  const items = await readItemFacts(tx, ids)
  const read = given.map((part, at) => readPart(part, at, items))
  const parts = read.flatMap((each) => ('part' in each ? [each.part] : []))
  const faults = bundleFaults(bundleItemId, parts, {
    bundles: new Set(ids.filter((id) => id !== bundleItemId && locked.get(id)?.isBundle)),
    parts: new Set(locked.get(bundleItemId)?.isPart ? [bundleItemId] : []),
  })
  const unread = read.flatMap((each) => ('errors' in each ? each.errors : []))
  const isReadWhole = unread.length === 0
  const errors = isReadWhole ? faults.map(toError) : unread
  if (errors.length > 0) return refused(...errors)

  await replaceParts(tx, bundleItemId, parts)
  announce(tx, 'bundle.changed', { kind: 'item', id: bundleItemId }, { partCount: parts.length })
  return { kind: 'put' }
}

/**
 * Takes a bundle apart: from now on it is sold as any other item.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function dropBundle(
  tx: Tx,
  bundleItemId: ItemId,
): Promise<{ readonly kind: 'dropped' } | NotFound> {
  requirePermission(tx, 'records.write')

  const locked = await lockForBundle(tx, [bundleItemId])
  if (locked.get(bundleItemId)?.isBundle !== true) return { kind: 'not_found' }
  await replaceParts(tx, bundleItemId, [])
  announce(tx, 'bundle.changed', { kind: 'item', id: bundleItemId }, { partCount: 0 })
  return { kind: 'dropped' }
}

function readPart(
  given: PutBundle['parts'][number],
  at: number,
  items: ReadonlyMap<ItemId, ItemFacts>,
): { readonly part: BundlePart } | { readonly errors: readonly ErrorFact[] } {
  const item = items.get(given.partItemId)
  const pointer = `/parts/${at}`
  if (item === undefined) {
    const detail = 'Name an item that exists.'
    return { errors: [{ code: 'item_unknown', detail, pointer: `${pointer}/partItemId` }] }
  }
  const units = quantityFromWire(given.quantity, item, `${pointer}/quantity`)
  if (units.kind === 'refused') return { errors: units.errors }
  const { partItemId, priceShare = 1 } = given
  return { part: { partItemId, partUnits: units.value, priceShare } }
}

const advice: Readonly<Record<BundleFault['code'], string>> = {
  bundle_without_parts: 'Name at least one part, or delete the bundle.',
  bundle_in_bundle: 'Take it out of the bundle it is a part of first: bundles are one level deep.',
  part_is_itself: 'Remove it: a bundle is no part of itself.',
  part_is_bundle: 'Name the parts of this bundle instead: bundles are one level deep.',
  part_zero: 'Say how many are in one bundle, or leave the part out.',
  part_twice: 'Say it once, with all there is of it in one bundle.',
}

function toError(fault: BundleFault): ErrorFact {
  const pointer = 'at' in fault ? `/parts/${fault.at}` : '/parts'
  return { ...fault, detail: advice[fault.code], pointer }
}
