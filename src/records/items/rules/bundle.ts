/** What must hold for the parts of a bundle, and what an order of it comes to. */

export type BundlePart = {
  readonly partItemId: string
  /** Base units of the part in one stocking unit of the bundle. */
  readonly partUnits: bigint
  /** Its share of what the bundle is sold for: this over the sum of the bundle's parts. */
  readonly priceShare: number
}

export type BundleFault =
  | { readonly code: 'bundle_without_parts' }
  | { readonly code: 'bundle_in_bundle' }
  | { readonly code: 'part_is_itself' | 'part_is_bundle' | 'part_zero'; readonly at: number }
  | { readonly code: 'part_twice'; readonly at: number; readonly firstAt: number }

/**
 * Bundles are one level deep: a part is no bundle and a bundle is no part, so no circle can close.
 *
 * @param others which of the items named are bundles, and which are parts, of other bundles
 */
export function bundleFaults(
  bundleItemId: string,
  parts: readonly BundlePart[],
  others: { readonly bundles: ReadonlySet<string>; readonly parts: ReadonlySet<string> },
): readonly BundleFault[] {
  const ids = parts.map(({ partItemId }) => partItemId)
  const ofParts = parts.flatMap(({ partItemId, partUnits }, at): readonly BundleFault[] => {
    const firstAt = ids.indexOf(partItemId)
    return [
      ...(partItemId === bundleItemId ? [{ code: 'part_is_itself', at } as const] : []),
      ...(others.bundles.has(partItemId) ? [{ code: 'part_is_bundle', at } as const] : []),
      ...(firstAt < at ? [{ code: 'part_twice', at, firstAt } as const] : []),
      ...(partUnits <= 0n ? [{ code: 'part_zero', at } as const] : []),
    ]
  })
  return [
    ...(parts.length === 0 ? [{ code: 'bundle_without_parts' } as const] : []),
    ...(others.parts.has(bundleItemId) ? [{ code: 'bundle_in_bundle' } as const] : []),
    ...ofParts,
  ]
}

export type PartWanted = BundlePart & { readonly units: bigint }

/**
 * The parts of so many of a bundle.
 *
 * @param units base units of the bundle
 * @param unitDecimals of the bundle
 * @returns `undefined` when a part does not come out in whole base units
 */
export function partsOf(
  parts: readonly BundlePart[],
  units: bigint,
  unitDecimals: number,
): readonly PartWanted[] | undefined {
  const one = 10n ** BigInt(unitDecimals)
  if (parts.some(({ partUnits }) => (partUnits * units) % one !== 0n)) return undefined
  return parts.map((part) => ({ ...part, units: (part.partUnits * units) / one }))
}
